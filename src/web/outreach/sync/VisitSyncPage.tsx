import { useParams, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { ConflictsList } from './ConflictsList.tsx'
import { DevicesList } from './DevicesList.tsx'
import { syncWords } from './messages.ts'
import { QuarantineList } from './QuarantineList.tsx'
import { VisitRules } from './VisitRules.tsx'

const from = '/signed-in/shell/regions/$region/visit-sync'
const views = ['conflicts', 'quarantine', 'devices', 'settings'] as const

/** What phones of visiting officers sent that a person must look at; the phones themselves; the rules of visiting. */
export function VisitSyncPage() {
  const { region } = useParams({ from })
  const { view: asked, state } = useSearch({ from })
  const text = useText(syncWords)
  const name = useRegionName(region)
  const mayArrange = useMay('outreach.arrange', region)
  const set = useSetSearch()
  const open = views.filter((view) => mayArrange || view === 'conflicts' || view === 'settings')
  const view = open.find((candidate) => candidate === asked) ?? 'conflicts'
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        <div className="scroll-x no-print">
          <Segmented
            value={view}
            options={open.map((value) => ({ value, label: text.views[value] }))}
            onChange={(chosen) => set({ view: chosen, state: undefined })}
          />
        </div>
      </div>
      {view === 'conflicts' && <ConflictsList region={region} />}
      {view === 'quarantine' && <QuarantineList region={region} state={state} />}
      {view === 'devices' && <DevicesList region={region} />}
      {view === 'settings' && <VisitRules region={region} />}
    </div>
  )
}
