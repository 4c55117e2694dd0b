import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer, Empty, Space } from 'antd'
import { useState } from 'react'
import { type HandIn, reportRhythmEndpoints } from '#contract/report-rhythm.ts'
import { type PeriodKind, periodKinds } from '#domain/reports/periods.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { instant } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { HandedFigures } from './HandedFigures.tsx'
import { HandInForm } from './HandInForm.tsx'
import { rhythmWords } from './rhythm-messages.ts'
import { usePeriodName, useReportsChanged } from './use-report-period.ts'

/** What one unit or county hands in for a period; `place`: county, kind, period and who, as the address says it. */
export function HandInDrawer({ place }: { place: string }) {
  const text = useText(rhythmWords)
  const nameOf = usePeriodName()
  const set = useSetSearch()
  const [county = '', word = '', period = '', who = ''] = place.split(':')
  const kind: PeriodKind = periodKinds.find((one) => one === word) ?? 'month'
  const handIn = useQuery(endpointQuery(reportRhythmEndpoints.handIn, { params: { county, kind, period, who } }))
  const title = handIn.data ? text.handInOf(handIn.data.name, nameOf(kind, period)) : nameOf(kind, period)
  return (
    <Drawer open size={560} title={title} onClose={() => set({ who: undefined })}>
      <Reading query={handIn}>{(data) => <HandInOf key={`${data.who} ${data.revision}`} handIn={data} />}</Reading>
    </Drawer>
  )
}

/** One's own is written at once; what the office enters for a unit, only when it says so. */
function HandInOf({ handIn }: { handIn: HandIn }) {
  const text = useText(rhythmWords)
  const [isEntering, setEntering] = useState(false)
  if (handIn.mayHandIn && (handIn.isOwn || isEntering)) return <HandInForm handIn={handIn} />
  return (
    <>
      <HandedIn handIn={handIn} />
      {handIn.mayHandIn && (
        <Button className="report-save no-print" onClick={() => setEntering(true)}>
          {text.enterFor}
        </Button>
      )}
    </>
  )
}

/** What was handed in, to read and, where one may, to decide on. */
function HandedIn({ handIn }: { handIn: HandIn }) {
  const text = useText(rhythmWords)
  const { state, submitted, decided, figures } = handIn
  if (state === null || state === 'draft') return <Empty description={text.nothingYet} />
  const parts = [
    [text.progress, handIn.progress],
    [text.difficulties, handIn.difficulties],
    [text.nextPlan, handIn.nextPlan],
  ] as const
  return (
    <>
      <p>
        {submitted && text.handedInBy(submitted.by, instant(submitted.at))}
        {handIn.isLate && ` · ${text.late}`}
      </p>
      {decided && (
        <Alert
          className="report-hint"
          type={state === 'returned' ? 'warning' : 'success'}
          message={`${text.cell[state]} · ${decided.reason}`}
          description={text.decidedBy(decided.by, instant(decided.at))}
        />
      )}
      <dl className="hand-in-words">
        {parts.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words === '' ? '—' : words}</dd>
          </div>
        ))}
      </dl>
      {figures.length > 0 && <HandedFigures figures={figures} />}
      {handIn.mayDecide && <Decide handIn={handIn} />}
    </>
  )
}

function Decide({ handIn }: { handIn: HandIn }) {
  const text = useText(rhythmWords)
  const changed = useReportsChanged()
  const [decision, setDecision] = useState<'accept' | 'return' | null>(null)
  const { county, kind, period, who, revision } = handIn
  return (
    <Space className="report-save">
      <Button type="primary" onClick={() => setDecision('accept')}>
        {text.accept}
      </Button>
      <Button danger onClick={() => setDecision('return')}>
        {text.return}
      </Button>
      {decision && (
        <ReasonModal
          open
          title={text[decision]}
          suggested={decision === 'accept' ? text.suggestedAccept : undefined}
          done={decision === 'accept' ? text.accepted : text.returned}
          onClose={() => setDecision(null)}
          act={async ({ reason }) => {
            await call(reportRhythmEndpoints.decideHandIn, {
              params: { county, kind, period, who },
              body: { decision, revision, reason },
            })
            await changed()
          }}
        />
      )}
    </Space>
  )
}
