import { Card, Table } from 'antd'
import { lazy, Suspense } from 'react'
import type { OutreachResults } from '#contract/outreach.ts'
import { percent } from '#domain/reports/figures.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { useChannelNames } from '../channel-names.ts'
import { outreachWords } from '../messages.ts'

const ResultsChart = lazy(() => import('./ResultsChart.tsx').then(({ ResultsChart }) => ({ default: ResultsChart })))

/** What attempts brought: a chart of the weeks with its figures, and what each way of asking brought. */
export function ResultsView({ results: { weeks, channels } }: { results: OutreachResults }) {
  const text = useText(outreachWords)
  const nameOf = useChannelNames()
  const figure = { className: 'number', width: 110, render: (n: number) => count(n) }
  if (channels.length === 0) return <p className="outreach-quiet">{text.noResults}</p>
  return (
    <div className="outreach-columns">
      <Card size="small" title={text.byWeek}>
        <Suspense fallback={<div className="outreach-chart" />}>
          <ResultsChart weeks={weeks} name={text.byWeek} />
        </Suspense>
        <Table
          size="small"
          pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
          rowKey="week"
          dataSource={weeks.toReversed()}
          scroll={{ x: 560 }}
          columns={[
            { title: text.week, dataIndex: 'week', width: 120 },
            { title: text.attemptsMade, dataIndex: 'attempts', ...figure },
            { title: text.contactedHomes, dataIndex: 'contacted', ...figure },
            { title: text.willingHomes, dataIndex: 'willing', ...figure },
            { title: text.unwillingHomes, dataIndex: 'unwilling', ...figure },
            { title: text.unreachableHomes, dataIndex: 'unreachable', ...figure },
          ]}
        />
      </Card>
      <Card size="small" title={text.byChannel}>
        <Table
          size="small"
          pagination={false}
          rowKey="channel"
          dataSource={channels}
          scroll={{ x: 520 }}
          columns={[
            { title: text.channel, width: 120, render: (_, { channel }) => nameOf(channel) },
            { title: text.attemptsMade, dataIndex: 'attempts', ...figure },
            { title: text.reached, dataIndex: 'contacted', ...figure },
            {
              title: text.shareContacted,
              className: 'number',
              width: 120,
              render: (_, { attempts, contacted }) => percent(contacted / attempts),
            },
            { title: text.willing, dataIndex: 'willing', ...figure },
            { title: text.unwilling, dataIndex: 'unwilling', ...figure },
          ]}
        />
      </Card>
    </div>
  )
}
