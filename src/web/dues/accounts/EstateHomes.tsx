import { useNavigate } from '@tanstack/react-router'
import { Card } from 'antd'
import { dueAccountsEndpoints, type HomeMoney } from '#contract/due-accounts.ts'
import { homeDueKinds } from '#domain/dues/kinds.ts'
import { call } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { RecordTable, type RecordTableProps } from '../../platform/RecordTable.tsx'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { accountWords } from './messages.ts'

/** The homes of an estate with what each still owes, by kind; a home opens its account. */
export function EstateHomes({ county, estate }: { county: string; estate: string }) {
  const text = useText(accountWords)
  const words = useText(duesWords)
  const navigate = useNavigate()
  return (
    <Card size="small" title={text.byHome}>
      <RecordTable<HomeMoney>
        listKey={[dueAccountsEndpoints.estateHomesMoney.path, county, estate]}
        load={(after) => call(dueAccountsEndpoints.estateHomesMoney, { params: { county, estate }, query: { after } })}
        columns={columnsOf(text, words)}
        rowKey={({ unitId }) => unitId}
        onOpen={({ unitId }) =>
          void navigate({ to: '/counties/$county/dues/account', params: { county }, search: { unit: unitId } })
        }
        width={1110}
        height={460}
        empty={text.noHomes}
      />
    </Card>
  )
}

const money = { width: 115, align: 'right', className: 'number' } as const

const columnsOf = (
  text: (typeof accountWords)['zh'],
  words: (typeof duesWords)['zh'],
): RecordTableProps<HomeMoney>['columns'] => [
  { title: text.home, dataIndex: 'home', width: 110 },
  { title: text.owners, dataIndex: 'owners', width: 130, ellipsis: true },
  ...homeDueKinds.map((kind) => ({
    title: words.kinds[kind],
    key: kind,
    ...money,
    width: 135,
    render: (_: unknown, { owedByKindFen }: HomeMoney) => owedOf(owedByKindFen[kind] ?? 0),
  })),
  { title: text.otherKinds, ...money, render: (_, home) => owedOf(otherOf(home)) },
  { title: words.owed, ...money, render: (_, { owedFen }) => <strong>{yuan(owedFen)}</strong> },
  { title: words.amount, ...money, render: (_, { assessedFen }) => yuan(assessedFen) },
  { title: words.paid, ...money, render: (_, { paidFen }) => yuan(paidFen) },
]

const owedOf = (fen: number) => (fen === 0 ? '—' : yuan(fen))

const otherOf = ({ owedFen, owedByKindFen }: HomeMoney) =>
  homeDueKinds.reduce((rest, kind) => rest - (owedByKindFen[kind] ?? 0), owedFen)
