import type { PaymentListRow } from '#contract/payment-lists.ts'
import type { listWords } from './messages.ts'

/** Why a line became what it is, at which cell, and whether it waits to be booked. */
export function whyOf(
  text: (typeof listWords)['zh'],
  { why, detail, cell, outcome, paymentId }: PaymentListRow,
): string {
  const isPending = (outcome === 'booked' || outcome === 'held') && paymentId === null
  const notes = [cell && text.atCell(cell), isPending && text.pending].filter((note) => note)
  return [text.reasons[why](detail ?? ''), ...notes].join(' · ')
}
