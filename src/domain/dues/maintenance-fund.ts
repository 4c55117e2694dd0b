import type { Fen, IsoDate } from '../shared/quantities.ts'
import type { Computed, Uncomputed } from './computed.ts'
import { portionOf } from './money.ts'
import { type Dated, findTableFault, inForceOn, rowAtFault } from './rate-tables.ts'
import { type FeeUse, feeUses } from './registration-fee.ts'

/** A county's rate of the maintenance fund 维修资金 for buildings of so many storeys, in fen per square metre. */
export type FundRate = Dated & { use: FeeUse; storeysFrom: number; storeysTo: number | null; fenPerM2: Fen }

/** First payment into the maintenance fund: area × the county's rate for such a building on the day it is paid. */
export function maintenanceFund(
  rates: readonly FundRate[],
  { use, areaX100, storeys, paidOn }: { use: FeeUse; areaX100: number | null; storeys: number | null; paidOn: IsoDate },
): Computed | Uncomputed {
  if (areaX100 === null) return { unknown: 'area' }
  if (storeys === null) return { unknown: 'storeys' }
  const row = inForceOn(
    rates.filter((rate) => rate.use === use && isFor(rate, storeys)),
    paidOn,
  )
  if (!row) return { unknown: 'rate' }
  return {
    fen: portionOf(areaX100, { parts: row.fenPerM2, of: 100 }),
    rule: '住宅专项维修资金首期交存',
    from: row.from,
    source: row.source,
    inputs: { areaX100, storeys, fenPerM2: row.fenPerM2 },
  }
}

const isFor = ({ storeysFrom, storeysTo }: FundRate, storeys: number): boolean =>
  storeysFrom <= storeys && storeys <= (storeysTo ?? storeys)

/** What is wrong with a county's rates, and at which row: in the days of buildings of some storeys, or in the storeys. */
export type FundRatesFault = { row: number; storeys: number } & (
  | { fault: 'gap' | 'overlap' | 'backwards'; on: IsoDate }
  | { fault: 'storeys_gap' | 'storeys_backwards' }
)

/**
 * The first fault of a county's rates; null when of every building it is clear which rate holds. Rows may say nothing of
 * taller or lower buildings than they name, but leave none out in between.
 */
export function findFundRatesFault(rates: readonly FundRate[]): FundRatesFault | null {
  const backwards = rates.findIndex(({ storeysFrom, storeysTo }) => storeysTo !== null && storeysTo < storeysFrom)
  const [first] = rates.slice(backwards)
  if (backwards >= 0 && first) return { fault: 'storeys_backwards', row: backwards, storeys: first.storeysFrom }
  for (const use of feeUses) {
    const fault = faultOfUse(
      rates,
      rates.filter((rate) => rate.use === use),
    )
    if (fault) return fault
  }
  return null
}

function faultOfUse(rates: readonly FundRate[], of: readonly FundRate[]): FundRatesFault | null {
  const steps = of.flatMap(({ storeysFrom, storeysTo }) => [storeysFrom, (storeysTo ?? storeysFrom - 1) + 1])
  for (const storeys of [...new Set(steps)].toSorted((a, b) => a - b)) {
    const rows = of.filter((rate) => isFor(rate, storeys))
    const above = of.filter(({ storeysFrom }) => storeysFrom > storeys)
    const next = above.toSorted((a, b) => a.storeysFrom - b.storeysFrom)[0]
    if (rows.length === 0 && next) return { fault: 'storeys_gap', row: rates.indexOf(next), storeys }
    const found = findTableFault(rows)
    const row = found && rows[rowAtFault(rows, found)]
    if (found && row) return { ...found, row: rates.indexOf(row), storeys }
  }
  return null
}
