import { Card } from 'antd'
import { useState } from 'react'
import { type AccountAsked, type AccountEntry, dueAccountsEndpoints } from '#contract/due-accounts.ts'
import { call } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { RecordTable, type RecordTableProps } from '../../platform/RecordTable.tsx'
import { useText } from '../../platform/text.ts'
import { DueDrawer } from '../DueDrawer.tsx'
import { duesWords } from '../messages.ts'
import { accountWords } from './messages.ts'

/** The entries of an account, each with the balance after it and opening to its due. */
export function AccountEntries({ county, asked }: { county: string; asked: AccountAsked }) {
  const text = useText(accountWords)
  const words = useText(duesWords)
  const [opened, setOpened] = useState<string>()
  const [isOpen, setOpen] = useState(false)
  return (
    <Card size="small" title={text.entries}>
      <RecordTable<AccountEntry>
        listKey={[dueAccountsEndpoints.dueAccountEntries.path, county, asked]}
        load={(after) =>
          call(dueAccountsEndpoints.dueAccountEntries, { params: { county }, body: { ...asked, after } })
        }
        columns={columnsOf(text, words)}
        rowKey={({ key }) => key}
        onOpen={({ dueId }) => {
          setOpened(dueId)
          setOpen(true)
        }}
        width={1126}
        height={420}
        empty={text.noEntries}
      />
      {opened && <DueDrawer county={county} due={opened} open={isOpen} onClose={() => setOpen(false)} />}
    </Card>
  )
}

const money = { width: 112, align: 'right', className: 'number' } as const

const columnsOf = (
  text: (typeof accountWords)['zh'],
  words: (typeof duesWords)['zh'],
): RecordTableProps<AccountEntry>['columns'] => [
  { title: text.on, dataIndex: 'on', width: 100, className: 'dues-day' },
  {
    title: text.event,
    width: 124,
    render: (_, { event, way }) => (way ? `${text.events[event]} · ${words.ways[way]}` : text.events[event]),
  },
  { title: words.kind, width: 148, render: (_, { kind }) => words.kinds[kind] },
  { title: text.place, width: 140, ellipsis: true, render: (_, { place }) => place ?? '—' },
  { title: text.receipt, width: 150, render: (_, { receiptNo }) => receiptNo ?? '—' },
  { title: text.why, width: 128, ellipsis: true, render: (_, { words: why }) => why ?? '—' },
  { title: text.more, ...money, render: (_, { fen }) => (fen > 0 ? yuan(fen) : '') },
  { title: text.less, ...money, render: (_, { fen }) => (fen < 0 ? yuan(-fen) : '') },
  { title: text.balance, ...money, render: (_, { balanceFen }) => yuan(balanceFen) },
]
