import { useQuery } from '@tanstack/react-query'
import { Card, Space, Tag } from 'antd'
import { useState } from 'react'
import { type Finding, type Import, ledgersEndpoints } from '#contract/ledgers.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { ledgerWords } from './messages.ts'

const colours: Record<string, string> = { error: 'error', warning: 'warning', notice: 'default' }

/** Every doubt at its cell, filtered by kind. */
export function Findings({ county, id, status }: { county: string; id: string; status: Import['status'] }) {
  const text = useText(ledgerWords)
  const [kind, setKind] = useState<string>()
  const params = { county, import: id }
  const { data } = useQuery(endpointQuery(ledgersEndpoints.listFindings, { params, query: { limit: 1 } }))
  const names: Record<string, string> = text.findingKinds
  const severities: Record<string, string> = text.severities
  if (!data || data.kinds.length === 0) return null
  return (
    <Card size="small" title={text.findings}>
      <Space wrap style={{ marginBottom: 12 }}>
        <Tag.CheckableTag checked={kind === undefined} onChange={() => setKind(undefined)}>
          {text.allKinds}
        </Tag.CheckableTag>
        {data.kinds.map((found) => (
          <Tag.CheckableTag
            key={found.kind}
            checked={kind === found.kind}
            onChange={(isOn) => setKind(isOn ? found.kind : undefined)}
          >
            {severities[found.severity]} · {names[found.kind] ?? found.kind} {count(found.n)}
          </Tag.CheckableTag>
        ))}
      </Space>
      <RecordTable<Finding & { findingNo: number }>
        listKey={[ledgersEndpoints.listFindings.path, county, id, kind, status]}
        load={async (after) => {
          const page = await call(ledgersEndpoints.listFindings, {
            params,
            query: { kind, after: after ? Number(after) : 0 },
          })
          return { rows: page.rows, next: page.next === null ? null : String(page.next), total: null }
        }}
        rowKey={({ findingNo }) => String(findingNo)}
        onOpen={() => {}}
        width={980}
        columns={[
          {
            title: text.severity,
            render: (_, { severity }) => <Tag color={colours[severity] ?? 'default'}>{severities[severity]}</Tag>,
            width: 80,
          },
          { title: text.sheet, dataIndex: 'sheet', width: 130, ellipsis: true },
          { title: text.cell, render: (_, { cell }) => <code>{cell ?? '—'}</code>, width: 80 },
          { title: text.findingKind, render: (_, { kind: found }) => names[found] ?? found, width: 170 },
          { title: text.message, dataIndex: 'message' },
          { title: text.suggestion, dataIndex: 'suggestion', width: 220, ellipsis: true },
        ]}
      />
    </Card>
  )
}
