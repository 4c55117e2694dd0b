import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrearsOf, type DueStanding, type Line, linesOf, type MoneyEvent, refuseBooking } from './entries.ts'

const sum = (lines: readonly Line[], of: (line: Line) => boolean = () => true) =>
  lines.filter(of).reduce((total, { fen }) => total + fen, 0)

type Step = { what: 'assess' | 'pay' | 'reduce' | 'reverse' | 'cancel'; due: number; fen: number; spare: number }
const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom('assess', 'pay', 'reduce', 'reverse', 'cancel'),
    due: fc.integer({ min: 0, max: 3 }),
    fen: fc.integer({ min: -5, max: 1000 }),
    spare: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 60 },
)

/** Keeps the books the slow way beside the lines: per due what was asked, paid and taken off. */
function play(taken: readonly Step[]) {
  const dues = new Map<string, DueStanding>()
  const lines: Line[] = []
  const payments: { dueId: string; fen: number; lines: readonly Line[] }[] = []
  const book = (event: MoneyEvent) => {
    const booked = linesOf(event)
    lines.push(...booked)
    return booked
  }
  const moves: Record<Step['what'], (step: Step, dueId: string, due: DueStanding) => void> = {
    assess: () => {},
    pay: ({ fen, spare }, dueId, due) => {
      if (refuseBooking(due, fen)) return
      payments.push({ dueId, fen, lines: book({ event: 'paid', fen: fen + spare, allocations: [{ dueId, fen }] }) })
      due.paidFen += fen
    },
    reduce: ({ fen }, dueId, due) => {
      if (refuseBooking(due, fen)) return
      book({ event: 'reduced', dueId, fen })
      due.reducedFen += fen
    },
    reverse: () => {
      const payment = payments.pop()
      const paid = payment && dues.get(payment.dueId)
      if (!paid) return
      book({ event: 'reversed', lines: payment.lines })
      paid.paidFen -= payment.fen
    },
    cancel: (_, dueId, due) => {
      if (due.paidFen > 0 || due.isCancelled) return
      book({ event: 'cancelled', dueId, fen: arrearsOf(due) })
      due.reducedFen = due.amountFen
      due.isCancelled = true
    },
  }
  for (const step of taken) {
    const dueId = String(step.due)
    const due = dues.get(dueId)
    if (due) moves[step.what](step, dueId, due)
    else if (step.what === 'assess' && step.fen > 0) {
      dues.set(dueId, { amountFen: step.fen, paidFen: 0, reducedFen: 0, isCancelled: false })
      book({ event: 'assessed', dueId, fen: step.fen })
    }
  }
  return { dues, lines }
}

test('any sequence of dues, payments, reversals and reductions balances, and arrears are due − paid − reduced', () =>
  fc.assert(
    fc.property(steps, (taken) => {
      const { dues, lines } = play(taken)
      expect(sum(lines)).toBe(0)
      for (const [dueId, standing] of dues) {
        const owed = sum(lines, (line) => line.account === 'owed' && line.dueId === dueId)
        expect(owed).toBe(arrearsOf(standing))
        expect(owed).toBeGreaterThanOrEqual(0)
      }
    }),
  ))

test.each([
  ['not_positive', 0],
  ['not_positive', -1],
  ['not_positive', 0.5],
  ['more_than_owed', 101],
  [null, 100],
] as const)('%s for %d fen of 100 owed', (refusal, fen) =>
  expect(refuseBooking({ amountFen: 150, paidFen: 20, reducedFen: 30, isCancelled: false }, fen)).toBe(refusal),
)

test('nothing is booked on a due that was cancelled', () =>
  expect(refuseBooking({ amountFen: 150, paidFen: 0, reducedFen: 0, isCancelled: true }, 1)).toBe('cancelled'))
