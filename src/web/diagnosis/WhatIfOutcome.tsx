import { useNavigate } from '@tanstack/react-router'
import { Card, Empty, Table } from 'antd'
import type { WhatIf } from '#contract/policy-library.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { VerdictMark } from './Marks.tsx'
import { diagnosisWords } from './messages.ts'
import { policyWords } from './policy-words.ts'
import { VerdictBar, VerdictLegend } from './VerdictBars.tsx'

const signed = (change: number) => (change > 0 ? `+${count(change)}` : count(change))

/** Today's policy beside the tried one: verdicts, homes freed, days saved, and the estates that change. */
export function WhatIfOutcome({ outcome, state }: { outcome: WhatIf; state: string }) {
  const text = useText(policyWords)
  return (
    <>
      <p aria-live="polite" className="quiet" style={{ margin: 0 }}>
        {state}
      </p>
      <div className="cards" style={{ margin: 0 }}>
        <Figure
          label={text.canDo}
          value={outcome.after.verdicts.can_do.homes}
          note={text.canDoChange(signed(outcome.after.verdicts.can_do.homes - outcome.before.verdicts.can_do.homes))}
        />
        <Figure label={text.freed} value={outcome.homesFreed} note={text.freedHint} />
        <Figure label={text.waitingFreed} value={outcome.waitingFreed} />
        <Figure label={text.lost} value={outcome.homesLost} />
        <Figure label={text.daysSaved} value={outcome.daysSaved} note={text.daysSavedHint} />
      </div>
      <div className="split">
        <Side title={text.today} side={outcome.before} />
        <Side title={text.tried} side={outcome.after} />
      </div>
      <Changed outcome={outcome} />
    </>
  )
}

function Figure({ label, value, note }: { label: string; value: number; note?: string }) {
  return (
    <div className="card-figure">
      <div className="label">{label}</div>
      <div className="value">{count(value)}</div>
      <div className="note">{note ?? '\u00a0'}</div>
    </div>
  )
}

function Side({ title, side }: { title: string; side: WhatIf['before'] }) {
  const text = useText(policyWords)
  const words = useText(diagnosisWords)
  const whole = Object.values(side.verdicts).reduce((sum, { homes }) => sum + homes, 0)
  return (
    <Card size="small" title={title}>
      <VerdictLegend counts={side.verdicts} counted="homes" />
      <VerdictBar counts={side.verdicts} counted="homes" whole={whole} />
      <p className="quiet" style={{ margin: '8px 0 0' }}>
        {words.unsettledEstates}: {words.homesOf(count(side.unsettled.homes))} · {text.totalDays}:{' '}
        {count(side.workingDays)}
      </p>
    </Card>
  )
}

function Changed({ outcome: { changed, changedTotal } }: { outcome: WhatIf }) {
  const text = useText(policyWords)
  const words = useText(diagnosisWords)
  const navigate = useNavigate()
  return (
    <Card size="small" title={`${text.changedEstates} · ${text.changedOf(count(changed.length), count(changedTotal))}`}>
      <Table<WhatIf['changed'][number]>
        size="small"
        rowKey="estateId"
        dataSource={changed}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 690 }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.nothingChanged} /> }}
        onRow={({ countyCode, estateId }) => ({
          onClick: () =>
            navigate({
              to: '/counties/$county/estates/$estate',
              params: { county: countyCode, estate: estateId },
              search: { view: 'diagnosis' },
            }),
          style: { cursor: 'pointer' },
        })}
        columns={[
          { title: words.name, dataIndex: 'name', width: 150 },
          { title: words.county, dataIndex: 'countyName', width: 90 },
          {
            title: words.homes,
            className: 'number',
            width: 70,
            render: (_, { homes }) => count(homes),
            sorter: (a, b) => a.homes - b.homes,
          },
          { title: words.notFirst, className: 'number', width: 80, render: (_, { waiting }) => count(waiting) },
          { title: text.today, width: 110, render: (_, { before }) => <VerdictMark {...before} /> },
          { title: text.tried, width: 110, render: (_, { after }) => <VerdictMark {...after} /> },
          {
            title: words.workingDays,
            className: 'number',
            width: 80,
            render: (_, { before, after }) =>
              before.workingDays === after.workingDays
                ? count(after.workingDays)
                : `${count(before.workingDays)} → ${count(after.workingDays)}`,
          },
        ]}
      />
    </Card>
  )
}
