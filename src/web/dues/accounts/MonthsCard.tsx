import { Card, Empty, Table } from 'antd'
import type { DuesOverview } from '#contract/due-shapes.ts'
import { yuan } from '../../platform/format.ts'
import { usePrinting } from '../../platform/printing.ts'
import { useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { MonthsChart } from './MonthsChart.tsx'
import { accountWords } from './messages.ts'

type Month = DuesOverview['months'][number]

const money = { width: 120, align: 'right', className: 'number' } as const

/** What moved in each month and what was owed at its end, drawn and in numbers, the latest first. */
export function MonthsCard({ region, months }: { region: string; months: readonly Month[] }) {
  const text = useText(accountWords)
  const words = useText(duesWords)
  const name = useRegionName(region)
  const isPrinting = usePrinting()
  if (months.length === 0)
    return (
      <Card size="small" title={text.months} className="dues-wide">
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noPayments} />
      </Card>
    )
  return (
    <Card size="small" title={text.months} className="dues-wide">
      <div className="dues-drawn dues-halves">
        <MonthsChart months={months} name={text.monthChart(name)} />
        <Table<Month>
          aria-label={text.months}
          size="small"
          pagination={false}
          rowKey="month"
          dataSource={months.toReversed()}
          scroll={isPrinting ? {} : { x: 570, y: 240 }}
          columns={[
            { title: text.month, dataIndex: 'month', width: 90 },
            { title: text.monthAssessed, ...money, render: (_, { assessedFen }) => yuan(assessedFen) },
            { title: text.monthPaid, ...money, render: (_, { paidFen }) => yuan(paidFen) },
            { title: text.monthReduced, ...money, render: (_, { reducedFen }) => yuan(reducedFen) },
            { title: text.monthArrears, ...money, render: (_, { arrearsFen }) => yuan(arrearsFen) },
          ]}
        />
      </div>
    </Card>
  )
}
