import { Button } from 'antd'
import type { PaymentList } from '#contract/payment-lists.ts'
import { rowOutcomeNames } from '#domain/dues/list-findings.ts'
import { count, yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { listWords } from './messages.ts'

/** How many lines there are of each outcome and what they come to; a press narrows the list to it. */
export function OutcomeTiles({ list, chosen }: { list: PaymentList; chosen: string | undefined }) {
  const text = useText(listWords)
  const set = useSetSearch()
  const tiles: { key: string | undefined; label: string; sum: string | null }[] = [
    { key: undefined, label: text.all, sum: text.sum(count(list.rows), yuan(list.totalFen)) },
    ...rowOutcomeNames.flatMap((outcome) => {
      const [rows, fen] = [list.counts[outcome] ?? 0, list.fen[outcome] ?? 0]
      return rows > 0 || fen > 0
        ? [{ key: outcome, label: text.outcomes[outcome], sum: text.sum(count(rows), yuan(fen)) }]
        : []
    }),
    { key: 'books', label: text.books, sum: null },
  ]
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 12 }}>
      {tiles.map(({ key, label, sum }) => (
        <Button
          key={label}
          type={key === chosen ? 'primary' : 'default'}
          aria-pressed={key === chosen}
          onClick={() => set({ outcome: key })}
        >
          <span>{label}</span>
          {sum && <span style={{ fontVariantNumeric: 'tabular-nums' }}>{sum}</span>}
        </Button>
      ))}
    </div>
  )
}
