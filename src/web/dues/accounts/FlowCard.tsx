import { Link } from '@tanstack/react-router'
import { Card, Table } from 'antd'
import { useMemo } from 'react'
import type { DuesOverview } from '#contract/due-shapes.ts'
import { percent } from '#domain/reports/figures.ts'
import { yuan } from '../../platform/format.ts'
import { useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { FlowChart } from './FlowChart.tsx'
import { type FlowStep, flowSteps } from './flow-steps.ts'
import { accountWords } from './messages.ts'

/** From what is due to what is left to be collected, drawn and in numbers; what has rows behind it opens them. */
export function FlowCard({ region, data }: { region: string; data: DuesOverview }) {
  const text = useText(accountWords)
  const steps = useMemo(() => flowSteps(data), [data])
  const name = useRegionName(region)
  return (
    <Card size="small" title={text.flow} className="dues-wide">
      <div className="dues-drawn">
        <FlowChart steps={steps} name={text.flowChart(name)} />
        <Table<FlowStep>
          aria-label={text.flow}
          size="small"
          pagination={false}
          rowKey="key"
          dataSource={[...steps]}
          columns={[
            { title: text.step, render: (_, { key }) => <StepName region={region} step={key} /> },
            {
              title: text.amount,
              width: 170,
              align: 'right',
              className: 'number',
              render: (_, { fen }) => yuan(fen),
            },
            {
              title: text.share,
              width: 90,
              align: 'right',
              className: 'number',
              render: (_, { fen }) => percent(data.assessedFen === 0 ? null : fen / data.assessedFen),
            },
          ]}
        />
      </div>
    </Card>
  )
}

/** Rows of the list behind a step; what was paid and taken off is no state of a due of its own. */
const rowsOf: Partial<Record<FlowStep['key'], Record<string, string>>> = {
  assessed: {},
  deferred: { state: 'deferred' },
  arrears: { state: 'owed' },
}

function StepName({ region, step }: { region: string; step: FlowStep['key'] }) {
  const text = useText(accountWords)
  const filter = rowsOf[step]
  if (!filter) return text.steps[step]
  return (
    <Link to="/regions/$region/dues" params={{ region }} search={{ view: 'list', ...filter }}>
      {text.steps[step]}
    </Link>
  )
}
