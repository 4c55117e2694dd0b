import type { Fen } from '../shared/quantities.ts'

/**
 * Accounts of the books. `owed` and `assessed`: what is due; `received`: money in; `unallocated`: money in that pays no due
 * yet; `reduced` and `cancelled`: what is asked no more. What is debited is positive, what is credited negative.
 */
type Account = 'owed' | 'assessed' | 'received' | 'unallocated' | 'reduced' | 'cancelled'

/** A line of an entry. The lines of an entry come to nothing. */
export type Line = { account: Account; dueId: string | null; fen: Fen }

/** Something that changes what is owed. */
export type MoneyEvent =
  | { event: 'assessed'; dueId: string; fen: Fen }
  | { event: 'paid'; fen: Fen; allocations: readonly { dueId: string; fen: Fen }[] }
  | { event: 'allocated'; dueId: string; fen: Fen }
  | { event: 'reduced'; dueId: string; fen: Fen }
  | { event: 'cancelled'; dueId: string; fen: Fen }
  | { event: 'reversed'; lines: readonly Line[] }

/** The lines an event is booked by: double entry, each event balanced in itself. Money that comes to nothing has no line. */
export function linesOf(event: MoneyEvent): readonly Line[] {
  return linesBooked(event).filter(({ fen }) => fen !== 0)
}

function linesBooked(event: MoneyEvent): readonly Line[] {
  switch (event.event) {
    case 'assessed':
      return pair('owed', 'assessed', event)
    case 'allocated':
      return [
        { account: 'unallocated', dueId: null, fen: event.fen },
        { account: 'owed', dueId: event.dueId, fen: -event.fen },
      ]
    case 'reduced':
      return pair('reduced', 'owed', event)
    case 'cancelled':
      return pair('cancelled', 'owed', event)
    case 'reversed':
      return event.lines.map((line) => ({ ...line, fen: -line.fen }))
    case 'paid': {
      const allocated = event.allocations.reduce((sum, { fen }) => sum + fen, 0)
      return [
        { account: 'received', dueId: null, fen: event.fen },
        ...event.allocations.map(({ dueId, fen }) => ({ account: 'owed', dueId, fen: -fen }) as const),
        { account: 'unallocated', dueId: null, fen: allocated - event.fen },
      ]
    }
  }
}

const pair = (debit: Account, credit: Account, { dueId, fen }: { dueId: string; fen: Fen }): readonly Line[] => [
  { account: debit, dueId, fen },
  { account: credit, dueId, fen: -fen },
]

/** How a due stands: what was asked, what was paid, what is asked no more, what is left. */
export type DueStanding = { amountFen: Fen; paidFen: Fen; reducedFen: Fen; isCancelled: boolean }

export const arrearsOf = ({ amountFen, paidFen, reducedFen }: DueStanding): Fen => amountFen - paidFen - reducedFen

/** Why an amount cannot be booked on a due. */
export type BookingRefusal = 'not_positive' | 'cancelled' | 'more_than_owed'

/** May so much be paid on, or taken off, a due that stands so? */
export function refuseBooking(due: DueStanding, fen: Fen): BookingRefusal | null {
  if (!Number.isSafeInteger(fen) || fen <= 0) return 'not_positive'
  if (due.isCancelled) return 'cancelled'
  return fen > arrearsOf(due) ? 'more_than_owed' : null
}

export const bookingWords: Record<BookingRefusal, string> = {
  not_positive: '金额须大于 0',
  cancelled: '这笔应缴已撤销，不能再收缴或减免',
  more_than_owed: '金额大于尚欠金额',
}
