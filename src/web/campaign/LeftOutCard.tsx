import { useNavigate } from '@tanstack/react-router'
import { Card, Empty, type TableColumnType } from 'antd'
import { type Campaign, campaignEndpoints, type LeftOutEstate } from '#contract/campaign.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { campaignWords } from './messages.ts'

/** The estates the campaign leaves out, each with its reason and basis; one opens its file. */
export function LeftOutCard({ campaign: { region, level, leftOut } }: { campaign: Campaign }) {
  const text = useText(campaignWords)
  const navigate = useNavigate()
  const columns: TableColumnType<LeftOutEstate>[] = [
    { title: text.estate, dataIndex: 'name', width: 180 },
    ...(level === 'city' ? [{ title: text.county, dataIndex: 'countyName', width: 110 }] : []),
    { title: text.homes, dataIndex: 'homes', width: 80, className: 'number', render: count },
    { title: text.reasonColumn, dataIndex: 'reason', width: 240 },
    { title: text.basis, dataIndex: 'basis', width: 220 },
    { title: text.since, dataIndex: 'changedOn', width: 110 },
    { title: text.evidence, width: 180, render: (_, { evidence }) => evidence?.name ?? text.noEvidence },
  ]
  return (
    <Card size="small" title={text.leftOut} extra={text.leftOutCount(count(leftOut.estates), count(leftOut.homes))}>
      <p style={{ marginTop: 0 }}>{text.leftOutNote}</p>
      {leftOut.estates === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noneLeftOut} />
      ) : (
        <RecordTable
          listKey={[campaignEndpoints.leftOut.path, region, leftOut]}
          load={(after) => call(campaignEndpoints.leftOut, { params: { region }, query: { after } })}
          columns={columns}
          rowKey={({ estateId }) => estateId}
          onOpen={({ countyCode, estateId }) =>
            navigate({ to: '/counties/$county/estates/$estate', params: { county: countyCode, estate: estateId } })
          }
          width={1010}
          height={Math.min(leftOut.estates, 8) * 48}
        />
      )}
    </Card>
  )
}
