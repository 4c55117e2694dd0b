import { useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { platformWords } from '../platform/messages.ts'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { DevelopersList } from './DevelopersList.tsx'
import { InspectionsList } from './InspectionsList.tsx'
import { LaddersBoard } from './LaddersBoard.tsx'
import { supervisionWords } from './messages.ts'
import { ProposalsList } from './ProposalsList.tsx'
import { RulesTable } from './RulesTable.tsx'
import './supervision.css'

const here = '/signed-in/shell/regions/$region/supervision'

/** Supervision 督办 of a region: what to decide today, how the ladders stand, developers, inspections, the rules. */
export function SupervisionPage() {
  const { region } = useParams({ from: here })
  const { view = 'proposals', stage = 'open', matter, county } = useSearch({ from: here })
  const text = useText(supervisionWords)
  const words = useText(platformWords)
  const name = useRegionName(region)
  const set = useSetSearch()
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.supervision}
        </h1>
        <div className="scroll-x no-print">
          <Segmented
            value={view}
            options={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
            onChange={(chosen) => set({ view: chosen })}
          />
        </div>
        <div className="end no-print">
          {view === 'proposals' && (
            <div className="scroll-x">
              <Segmented
                value={stage}
                options={Object.entries(text.filters).map(([value, label]) => ({ value, label }))}
                onChange={(chosen) => set({ stage: chosen })}
              />
            </div>
          )}
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      {view === 'proposals' && <ProposalsList key={stage} region={region} stage={stageOf(stage)} />}
      {view === 'ladders' && <LaddersBoard region={region} />}
      {view === 'developers' && <DevelopersList region={region} open={matter && county ? { matter, county } : null} />}
      {view === 'inspections' && <InspectionsList region={region} />}
      {view === 'rules' && <RulesTable region={region} />}
    </div>
  )
}

const stages = ['open', 'drafted', 'out', 'passed_over', 'told'] as const
const stageOf = (given: string) => stages.find((stage) => stage === given) ?? 'open'
