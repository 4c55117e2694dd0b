import { Table } from 'antd'
import type { HomeDue } from '#contract/due-shapes.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { yuan } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { How } from './DueDrawer.tsx'
import { duesWords } from './messages.ts'

/** Whether a due that was worked out is still to be recorded. */
export const isRecordable = ({ computed, standing }: HomeDue): boolean =>
  computed !== null && computed.fen > 0 && standing === null

/** What a home owes of each kind, by which rule; or what must be asked first. */
export function HomeDuesTable({
  dues,
  chosen,
  onChoose,
}: {
  dues: readonly HomeDue[]
  /** Kinds chosen to be recorded; left out where nothing may be. */
  chosen?: HomeDue['kind'][]
  onChoose?: (kinds: HomeDue['kind'][]) => void
}) {
  const text = useText(duesWords)
  return (
    <Table<HomeDue>
      size="small"
      pagination={false}
      rowKey="kind"
      dataSource={dues}
      scroll={{ x: 560 }}
      {...(chosen && {
        rowSelection: {
          selectedRowKeys: chosen,
          onChange: (_, rows) => onChoose?.(rows.map(({ kind }) => kind)),
          getCheckboxProps: (due) => ({ disabled: !isRecordable(due), 'aria-label': text.kinds[due.kind] }),
        },
      })}
      columns={[
        { title: text.kind, width: 130, render: (_, { kind }) => text.kinds[kind] },
        {
          title: text.amountComputed,
          width: 120,
          align: 'right',
          className: 'number',
          render: (_, { computed }) => yuan(computed?.fen ?? null),
        },
        { title: text.how, render: (_, due) => <HowOrWhatFirst due={due} /> },
      ]}
    />
  )
}

/** What has to be asked or entered before a due can be worked out; null: nothing. */
export function whatFirst(text: (typeof duesWords)['zh'], { kind, unknown }: HomeDue): string | null {
  if (!unknown) return null
  const unknowns: Readonly<Record<string, string>> = text.unknowns
  return unknowns[unknown] ?? (kind === 'maintenance_fund' ? text.unknownFund : text.unknownRate)
}

function HowOrWhatFirst({ due }: { due: HomeDue }) {
  const text = useText(duesWords)
  const { computed, standing } = due
  return (
    <>
      {computed && <How computed={computed} />}
      {whatFirst(text, due)}
      {computed?.fen === 0 && <div>{text.free}</div>}
      {standing && <div>{text.standing(yuanOf(standing.owedFen))}</div>}
    </>
  )
}
