import type { TimeOfDay } from './sessions.ts'

export const ticketStates = ['waiting', 'called', 'done', 'skipped'] as const
export type TicketState = (typeof ticketStates)[number]

/** What a counter does with a ticket; what is not listed is not allowed. A skipped number may be called again 过号重叫. */
export const ticketMoves = {
  call: { from: ['waiting', 'skipped'], to: 'called' },
  recall: { from: ['called'], to: 'called' },
  finish: { from: ['called'], to: 'done' },
  skip: { from: ['called'], to: 'skipped' },
} as const satisfies Record<string, { from: readonly TicketState[]; to: TicketState }>

export type TicketMove = keyof typeof ticketMoves

export const mayMoveTicket = (state: TicketState, move: TicketMove): boolean =>
  (ticketMoves[move].from as readonly TicketState[]).includes(state)

type Waiting = { no: number; state: TicketState; slotStartsAt: TimeOfDay | null }

/**
 * Who is called next: first those with an appointment whose time has come, in the order of their times; then the others
 * by number. Practice of service halls, no text prescribes it.
 */
export function nextInQueue<T extends Waiting>(tickets: readonly T[], now: TimeOfDay): T | undefined {
  const waiting = tickets.filter(({ state }) => state === 'waiting')
  const rank = ({ slotStartsAt }: Waiting) => (slotStartsAt !== null && slotStartsAt <= now ? slotStartsAt : '99:99')
  return waiting.toSorted((one, other) => rank(one).localeCompare(rank(other)) || one.no - other.no)[0]
}

/** A name as the hall may see it: the family name, the rest as stars. 王小明 → 王**. */
export function maskName(name: string): string {
  const letters = [...name.trim()]
  return letters.slice(0, 1).join('') + '*'.repeat(Math.min(Math.max(letters.length - 1, 1), 3))
}
