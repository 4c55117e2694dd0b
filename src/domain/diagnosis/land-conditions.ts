import type { Condition } from './conditions.ts'

const is = (fact: string, value: boolean): Condition => ({ fact, is: value })
const isKnown = (fact: string): Condition => ({ known: fact })
const not = (condition: Condition): Condition => ({ not: condition })

const noExcess: Condition = { fact: 'excess_land_m2', atMost: 0 }
const isUnmeasured = not(isKnown('excess_land_m2'))
const isReported: Condition = { any: [is('excess_land_is_small', true), is('over_quota_land', true)] }
const isReportedAbsent: Condition = { all: [is('excess_land_is_small', false), is('over_quota_land', false)] }

/** No land beyond the approval. Areas that are known decide; without them the ledger's word on an excess does. */
export const landAreaAsApproved: Condition = {
  any: [{ all: [noExcess, not({ all: [isUnmeasured, isReported] })] }, { all: [isUnmeasured, isReportedAbsent] }],
}

const nothingOwed: Condition = { fact: 'land_price_owed_fen', atMost: 0 }
const isStated = isKnown('land_price_settled')

/** The land price is settled. The amounts speak only where no source says whether it is. */
export const landPriceSettled: Condition = {
  any: [
    { all: [is('land_price_settled', true), { any: [isStated, nothingOwed] }] },
    { all: [not(isStated), nothingOwed] },
  ],
}
