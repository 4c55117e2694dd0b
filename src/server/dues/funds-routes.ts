import { fundsEndpoints } from '#contract/funds.ts'
import { read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { findFund, listFunds } from './funds.ts'
import { spendFund, takeBackSpending } from './funds-spend.ts'
import { allotFund, commitFund, endFundUse } from './funds-use.ts'

/** Special funds: allotted, committed, spent. */
export function fundsRoutes(house: House): void {
  const { db } = house
  serve(house, fundsEndpoints.listFunds, ({ query, actor }) =>
    read(db, actor, (tx) => listFunds(tx, actor.counties, query)),
  )
  serve(house, fundsEndpoints.getFund, ({ params, actor }) =>
    read(db, actor, (tx) => findFund(tx, params.county, params.fund)),
  )
  serve(house, fundsEndpoints.allotFund, ({ params, body, actor }) => allotFund(db, actor, params.county, body))
  serve(house, fundsEndpoints.commitFund, ({ params, body, actor }) =>
    commitFund(db, actor, { countyCode: params.county, fundId: params.fund }, body),
  )
  serve(house, fundsEndpoints.spendFund, ({ params, body, actor }) => spendFund(db, actor, placeOf(params), body))
  serve(house, fundsEndpoints.takeBackSpending, ({ params, body, actor }) =>
    takeBackSpending(db, actor, placeOf(params), { spendingId: params.spending, reason: body.reason }),
  )
  serve(house, fundsEndpoints.endFundUse, ({ params, body, actor }) =>
    endFundUse(db, actor, placeOf(params), body.reason),
  )
}

const placeOf = ({ county, fundUse }: { county: string; fundUse: string }) => ({ countyCode: county, useId: fundUse })
