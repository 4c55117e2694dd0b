import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Collapse, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { type Import, type ImportedTable, ledgersEndpoints } from '#contract/ledgers.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { ledgerWords } from './messages.ts'

/** What each sheet was recognised as and what becomes of its rows. */
export function Sheets({ brought }: { brought: Import }) {
  const text = useText(ledgerWords)
  const kinds: Record<string, string> = text.kinds
  return (
    <>
      {brought.files.map(({ file, sheets }) => (
        <Card key={file} size="small" title={file} style={{ marginBottom: 16 }}>
          <Table<ImportedTable>
            size="small"
            rowKey={keyOf}
            dataSource={sheets}
            pagination={false}
            scroll={{ x: 820 }}
            expandable={{
              defaultExpandedRowKeys: sheets.filter(needsColumns).map(keyOf),
              expandedRowRender: (table) => <TableDetails brought={brought} table={table} />,
              rowExpandable: ({ columns }) => columns.length > 0,
            }}
            columns={[
              {
                title: text.sheet,
                render: (_, { sheet, visibility }) => (
                  <>
                    {sheet} {visibility !== 'visible' && <Tag>{text.hidden}</Tag>}
                  </>
                ),
              },
              { title: text.recognised, render: (_, { kind }) => kinds[kind] ?? kind },
              {
                title: text.use,
                render: (_, { use }) => <Tag color={use === 'taken' ? 'blue' : 'default'}>{text.uses[use]}</Tag>,
              },
              { title: text.asOf, render: (_, { asOf }) => asOf ?? '—' },
              { title: text.rows, render: (_, { rows }) => count(rows), className: 'number' },
              {
                title: text.accepted,
                render: (_, { use, accepted }) => (use === 'taken' ? count(accepted) : '—'),
                className: 'number',
              },
              {
                title: text.unchanged,
                render: (_, { use, unchanged }) => (use === 'taken' ? count(unchanged) : '—'),
                className: 'number',
              },
              {
                title: text.rejected,
                render: (_, { use, rejected }) => (use === 'taken' ? count(rejected) : '—'),
                className: 'number',
              },
            ]}
          />
        </Card>
      ))}
    </>
  )
}

const keyOf = ({ sheet, table }: ImportedTable) => `${sheet} ${table}`

/** A table that stayed out whole, or that nobody knows, is most likely settled by its columns: they are shown at once. */
const needsColumns = ({ use, kind, rows, rejected }: ImportedTable) =>
  kind === 'unknown' || (use === 'taken' && rows > 0 && rejected === rows)

function TableDetails({ brought, table }: { brought: Import; table: ImportedTable }) {
  const text = useText(ledgerWords)
  const blemishes: Record<string, string> = text.blemishes
  const cleaned = Object.entries(table.cleaned).filter(([, n]) => n > 0)
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      {cleaned.length > 0 && (
        <div>
          {text.cleaned}：{cleaned.map(([kind, n]) => `${blemishes[kind] ?? kind} ${count(n)}`).join('；')}
        </div>
      )}
      <Collapse
        size="small"
        defaultActiveKey={needsColumns(table) ? ['columns'] : []}
        items={[{ key: 'columns', label: text.columns, children: <Columns brought={brought} table={table} /> }]}
      />
    </Space>
  )
}

/** How each column was understood; a clerk may say otherwise, for this ledger and the next. */
function Columns({ brought, table }: { brought: Import; table: ImportedTable }) {
  const text = useText(ledgerWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [changes, setChanges] = useState<Record<string, string | null>>({})
  const fields: Record<string, string> = text.fields
  const shownAs: Record<string, string> = table.use === 'compared' ? { ...fields, ...text.summaryFields } : fields
  const canCorrect =
    (table.use === 'taken' || table.kind === 'unknown') &&
    (brought.status === 'previewed' || brought.status === 'refused')
  const options = [
    { value: '', label: text.keptOut },
    ...Object.entries(fields).map(([value, label]) => ({ value, label })),
  ]

  async function correct() {
    const corrections = Object.entries(changes).map(([header, field]) => ({ header, field }))
    await call(ledgersEndpoints.correctColumns, {
      params: { county: brought.countyCode, import: brought.id },
      body: { kind: table.kind, corrections },
    })
      .then(() => setChanges({}))
      .catch((error: Error) => message.error(error.message))
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).includes('/imports') })
  }

  return (
    <>
      <Table
        size="small"
        rowKey="column"
        pagination={false}
        dataSource={table.columns}
        columns={[
          { title: text.column, dataIndex: 'column', width: 70 },
          { title: text.header, dataIndex: 'header' },
          {
            title: text.meaning,
            render: (_, { header, field }) =>
              canCorrect ? (
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  style={{ width: 220 }}
                  aria-label={header}
                  options={options}
                  value={(header in changes ? changes[header] : field) ?? ''}
                  // Choosing what already stands there is a decision too: of two columns that claim one meaning.
                  onSelect={(value) => setChanges({ ...changes, [header]: value || null })}
                />
              ) : field ? (
                (shownAs[field] ?? field)
              ) : (
                <Tag>{text.keptOut}</Tag>
              ),
          },
        ]}
      />
      {canCorrect && (
        <Button type="primary" style={{ marginTop: 8 }} disabled={Object.keys(changes).length === 0} onClick={correct}>
          {text.readAgain}
        </Button>
      )}
    </>
  )
}
