import { dayNumber } from '../shared/days.ts'
import type { Fen, IsoDate } from '../shared/quantities.ts'
import type { Computed, Uncomputed } from './computed.ts'
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
