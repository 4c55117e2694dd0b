import type { Fen } from '../shared/quantities.ts'
import type { Computed, Uncomputed } from './computed.ts'
import { portionOf } from './money.ts'
import { type Dated, inForceOn } from './rate-tables.ts'

/** A county's rate of the maintenance fund 维修资金 for buildings of so many storeys, in fen per square metre. */
export type FundRate = Dated & { storeysFrom: number; storeysTo: number | null; fenPerM2: Fen }

/** First payment into the maintenance fund: area × the county's rate for such a building on the day it is paid. */
export function maintenanceFund(
  rates: readonly FundRate[],
  { areaX100, storeys, paidOn }: { areaX100: number | null; storeys: number | null; paidOn: string },
): Computed | Uncomputed {
  if (areaX100 === null) return { unknown: 'area' }
  if (storeys === null) return { unknown: 'storeys' }
  const fitting = rates.filter(
    ({ storeysFrom, storeysTo }) => storeysFrom <= storeys && storeys <= (storeysTo ?? storeys),
  )
  const row = inForceOn(fitting, paidOn)
  if (!row) return { unknown: 'rate' }
  return {
    fen: portionOf(areaX100, { parts: row.fenPerM2, of: 100 }),
    rule: '住宅专项维修资金首期交存',
    from: row.from,
    source: row.source,
    inputs: { areaX100, storeys, fenPerM2: row.fenPerM2 },
  }
}
