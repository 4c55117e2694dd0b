import { dayNumber } from '../shared/days.ts'
import type { Fen, IsoDate } from '../shared/quantities.ts'
import type { Computed, Uncomputed } from './computed.ts'
import type { DueKind } from './kinds.ts'
import { portionOf, type Rate } from './money.ts'
import type { RateSource } from './rate-tables.ts'

/**
 * The two late fees are different things: one is the tax office's by law, on tax; the other the seller's of the land by
 * contract, on the land price. Neither is ever charged on the other's base.
 */
const lateFees = {
  tax: {
    rule: '税收滞纳金，按日万分之五',
    daily: { parts: 5, of: 10_000 },
    from: '2001-05-01',
    source: { document: '税收征收管理法', number: '第三十二条', verified: false },
  },
  land_price: {
    rule: '土地出让价款违约金，合同未另行约定的按日千分之一',
    daily: { parts: 1, of: 1000 },
    from: '2006-12-17',
    source: {
      document: '国务院办公厅关于规范国有土地使用权出让收支管理的通知',
      number: '国办发〔2006〕100号',
      verified: false,
    },
  },
} as const satisfies Record<string, { rule: string; daily: Rate; from: IsoDate; source: RateSource }>

export type LateFeeKind = keyof typeof lateFees

/**
 * Late fee on what was still owed, for each day from the day after it was due to the day it was paid, both counted.
 * `daily`: another rate that the contract names, for the land price only.
 */
export function lateFee(
  kind: LateFeeKind,
  { owedFen, dueOn, paidOn, daily }: { owedFen: Fen; dueOn: IsoDate | null; paidOn: IsoDate; daily?: Rate },
): Computed | Uncomputed {
  if (dueOn === null) return { unknown: 'due_day' }
  const { rule, from, source, daily: usual } = lateFees[kind]
  const rate = kind === 'land_price' ? (daily ?? usual) : usual
  const days = Math.max(0, dayNumber(paidOn) - dayNumber(dueOn))
  return {
    fen: portionOf(owedFen, { parts: rate.parts * days, of: rate.of }),
    rule,
    from,
    source,
    inputs: { owedFen, days, rateParts: rate.parts, rateOf: rate.of },
  }
}

/** Which of the two is charged on a kind of due; null: none that a rule is known of, and never on a late fee itself. */
export const lateFeeOn = (kind: DueKind): LateFeeKind | null => chargedOn[kind] ?? null

const chargedOn: Partial<Record<DueKind, LateFeeKind>> = {
  land_price: 'land_price',
  deed_tax: 'tax',
  value_added_tax: 'tax',
  land_value_tax: 'tax',
  income_tax: 'tax',
  land_use_tax: 'tax',
  stamp_tax: 'tax',
}

/** A debt over time: what was asked by which day, what came off it when, and for which days it was put off, both counted. */
export type DebtOverTime = {
  amountFen: Fen
  dueOn: IsoDate | null
  settled: readonly { on: IsoDate; fen: Fen }[]
  deferrals: readonly { from: IsoDate; until: IsoDate }[]
}

/**
 * Late fee on a debt up to a day, counted: each part of it from the day after it was due to the day it was paid, the rest to
 * this day. Days for which it was put off by decision are not counted (税收征收管理法实施细则 art. 42, to be verified; the
 * same is taken for the land price).
 */
export function lateFeeTo(on: IsoDate, kind: LateFeeKind, debt: DebtOverTime): Computed | Uncomputed {
  const { dueOn, amountFen, settled } = debt
  if (dueOn === null) return { unknown: 'due_day' }
  const { rule, from, source, daily } = lateFees[kind]
  if (dueOn < from) return { unknown: 'rate' }
  const rest = amountFen - settled.reduce((sum, { fen }) => sum + fen, 0)
  const parts = [...settled, { on, fen: rest }].map((part) => ({
    fen: part.fen,
    days: lateDays(dueOn, part.on < on ? part.on : on, debt.deferrals),
  }))
  // the sum of fen times days may pass the whole numbers a double keeps apart
  const fenDays = parts.reduce((sum, { fen, days }) => sum + BigInt(fen) * BigInt(days), 0n)
  const doubled = 2n * fenDays * BigInt(daily.parts) + BigInt(daily.of)
  return {
    fen: Number(doubled / (2n * BigInt(daily.of))),
    rule,
    from,
    source,
    inputs: { owedFen: rest, days: lateDays(dueOn, on, debt.deferrals), rateParts: daily.parts, rateOf: daily.of },
  }
}

/** Days after the day it was due, to a day and with it, that no deferral covers. */
function lateDays(dueOn: IsoDate, to: IsoDate, deferrals: DebtOverTime['deferrals']): number {
  const late = dayNumber(to) - dayNumber(dueOn)
  if (late <= 0) return 0
  const spans = deferrals
    .map(({ from, until }) => ({ from: Math.max(dayNumber(from), dayNumber(dueOn) + 1), to: dayNumber(until) }))
    .toSorted((one, other) => one.from - other.from)
  let [covered, reached] = [0, dayNumber(dueOn)]
  for (const span of spans) {
    const [first, last] = [Math.max(span.from, reached + 1), Math.min(span.to, dayNumber(to))]
    if (last < first) continue
    covered += last - first + 1
    reached = last
  }
  return late - covered
}
