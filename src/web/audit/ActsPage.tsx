import { useParams } from '@tanstack/react-router'
import { type Act, auditEndpoints } from '#contract/audit.ts'
import { call } from '../platform/api.ts'
import { count, instant } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { actWords } from './messages.ts'

export function ActsPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/acts' })
  const text = useText(actWords)
  const kinds: Record<string, string> = text.kinds
  return (
    <div className="page">
      <div className="page-head">
        <h1>{useText(platformWords).acts}</h1>
      </div>
      <RecordTable<Act>
        listKey={[auditEndpoints.listActs.path, county]}
        load={async (after) => {
          const page = await call(auditEndpoints.listActs, {
            params: { county },
            query: after ? { before: Number(after) } : {},
          })
          return { rows: page.rows, next: page.next === null ? null : String(page.next), total: null }
        }}
        rowKey={({ actNo }) => String(actNo)}
        onOpen={() => {}}
        width={1000}
        columns={[
          { title: text.no, dataIndex: 'actNo', className: 'number', width: 80 },
          { title: text.at, render: (_, { actedAt }) => instant(actedAt), width: 150 },
          { title: text.kind, render: (_, { kind }) => kinds[kind] ?? kind, width: 140 },
          { title: text.actor, dataIndex: 'actorName', width: 140 },
          { title: text.reason, dataIndex: 'reason', ellipsis: true },
          { title: text.rows, render: (_, { rowCount }) => count(rowCount), className: 'number', width: 100 },
          { title: text.hash, render: (_, { hash }) => <code>{hash.slice(0, 12)}</code>, width: 130 },
        ]}
      />
    </div>
  )
}
