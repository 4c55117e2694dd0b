import { useParams, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { outreachWords } from '../messages.ts'
import '../outreach.css'
import { Announcements } from '../plans/Announcements.tsx'
import { Reasons } from '../plans/Reasons.tsx'
import { OutreachHomes } from './OutreachHomes.tsx'
import { OutreachSums } from './OutreachSums.tsx'
import { Results } from './Results.tsx'

const from = '/signed-in/shell/regions/$region/outreach'

/** The ledger of outreach 走访台账: who was asked and how, what it brought, what whole estates were told, and why owners do not come. */
export function OutreachPage() {
  const text = useText(outreachWords)
  const { region } = useParams({ from })
  const { view, estate } = useSearch({ from })
  const setSearch = useSetSearch()
  const name = useRegionName(region)
  const isCounty = !region.endsWith('00')
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
      </div>
      <p className="outreach-about">{text.about}</p>
      <OutreachSums region={region} estate={estate} />
      <Tabs
        activeKey={view ?? 'homes'}
        onChange={(key) => setSearch({ view: key === 'homes' ? undefined : key })}
        destroyOnHidden
        items={[
          { key: 'homes', label: text.views.homes, children: <OutreachHomes region={region} /> },
          { key: 'results', label: text.views.results, children: <Results region={region} estate={estate} /> },
          {
            key: 'announcements',
            label: text.views.announcements,
            children: <Announcements region={region} estate={estate} />,
          },
          ...(isCounty ? [{ key: 'reasons', label: text.views.reasons, children: <Reasons county={region} /> }] : []),
        ]}
      />
    </div>
  )
}
