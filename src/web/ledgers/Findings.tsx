import { useQuery } from '@tanstack/react-query'
import { Card, Radio, Space, Tag } from 'antd'
import { useState } from 'react'
import { type Finding, type Import, ledgersEndpoints } from '#contract/ledgers.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { count } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { ledgerWords } from './messages.ts'

const weights = ['error', 'warning', 'notice'] as const
const colours: Record<string, string> = { error: 'error', warning: 'warning', notice: 'default' }

/** Every doubt at its cell, filtered by weight and kind. */
export function Findings({ county, id, status }: { county: string; id: string; status: Import['status'] }) {
  const text = useText(ledgerWords)
  const [severity, setSeverity] = useState<Finding['severity']>()
  const [kind, setKind] = useState<string>()
  const params = { county, import: id }
  const { data } = useQuery(endpointQuery(ledgersEndpoints.listFindings, { params, query: { limit: 1 } }))
  const names: Record<string, string> = text.findingKinds
  const severities: Record<string, string> = text.severities
  if (!data || data.kinds.length === 0) return null
  const numberOf = (weight: string) =>
    data.kinds.filter((found) => found.severity === weight).reduce((sum, { n }) => sum + n, 0)
  return (
    <Card size="small" title={text.findings}>
      <Space wrap style={{ marginBottom: 12 }}>
        <Radio.Group
          aria-label={text.severity}
          optionType="button"
          value={severity ?? ''}
          onChange={({ target }) => {
            setSeverity(target.value || undefined)
            setKind(undefined)
          }}
          options={[
            { value: '', label: text.allKinds },
            ...weights
              .filter((weight) => numberOf(weight) > 0)
              .map((weight) => ({ value: weight, label: `${severities[weight]} ${count(numberOf(weight))}` })),
          ]}
        />
        <FilterSelect
          label={text.findingKind}
          names={Object.fromEntries(
            data.kinds
              .filter((found) => severity === undefined || found.severity === severity)
              .map((found) => [found.kind, `${names[found.kind] ?? found.kind} ${count(found.n)}`]),
          )}
          value={kind}
          onChange={setKind}
          width={240}
        />
      </Space>
      <RecordTable<Finding & { findingNo: number }>
        listKey={[ledgersEndpoints.listFindings.path, county, id, severity, kind, status]}
        load={async (after) => {
          const page = await call(ledgersEndpoints.listFindings, {
            params,
            query: { severity, kind, after: after ? Number(after) : 0 },
          })
          return { rows: page.rows, next: page.next === null ? null : String(page.next), total: null }
        }}
        rowKey={({ findingNo }) => String(findingNo)}
        onOpen={() => {}}
        width={980}
        columns={[
          {
            title: text.severity,
            render: (_, found) => <Tag color={colours[found.severity] ?? 'default'}>{severities[found.severity]}</Tag>,
            width: 80,
          },
          { title: text.sheet, dataIndex: 'sheet', width: 130, ellipsis: true },
          { title: text.cell, render: (_, { cell }) => <code>{cell ?? '—'}</code>, width: 80 },
          { title: text.findingKind, render: (_, { kind: found }) => names[found] ?? found, width: 170 },
          { title: text.message, dataIndex: 'message' },
          { title: text.suggestion, dataIndex: 'suggestion', width: 240 },
        ]}
      />
    </Card>
  )
}
