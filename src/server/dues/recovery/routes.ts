import { recoveriesEndpoints as endpoints } from '#contract/recoveries.ts'
import { read, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { officeToday } from '../../platform/office-day.ts'
import { agreePlan, endByDecision } from './change.ts'
import { listDeferrals } from './deferrals.ts'
import { startRecoveryJobs } from './jobs.ts'
import { listRecoveries, recoveriesOf } from './list.ts'
import { getRecovery } from './one.ts'
import { openByHand, refuseUnknownEstate } from './open.ts'
import { recoverable } from './store.ts'

const placeOf = ({ county, recovery }: { county: string; recovery: string }) => ({
  countyCode: county,
  recoveryId: recovery,
})

export async function recoveryRoutes(house: House): Promise<void> {
  const { db } = house
  serve(house, endpoints.listRecoveries, ({ query, actor }) =>
    read(db, actor, (tx) => listRecoveries(tx, actor.counties, query)),
  )
  serve(house, endpoints.listDeferrals, ({ query, actor }) =>
    read(db, actor, (tx) => listDeferrals(tx, actor.counties, query)),
  )
  serve(house, endpoints.estateRecoveries, ({ params, actor }) =>
    read(db, actor, async (tx) => {
      await refuseUnknownEstate(tx, params.county, params.estate)
      return recoveriesOf(tx, params.county, params.estate)
    }),
  )
  serve(house, endpoints.recoverableDues, ({ params, actor }) =>
    read(db, actor, async (tx) => {
      await refuseUnknownEstate(tx, params.county, params.estate)
      return recoverable(tx, params.county, [params.estate], officeToday())
    }),
  )
  serve(house, endpoints.getRecovery, ({ params, actor }) => read(db, actor, (tx) => getRecovery(tx, placeOf(params))))
  serve(house, endpoints.openRecovery, ({ params, body, actor }) =>
    transact(db, actor, async (tx) => {
      const recoveryId = await openByHand(tx, actor, params.county, body)
      return getRecovery(tx, { countyCode: params.county, recoveryId })
    }),
  )
  serve(house, endpoints.agreePlan, ({ params, body, actor }) =>
    transact(db, actor, async (tx) => {
      await agreePlan(tx, actor, placeOf(params), body)
      return getRecovery(tx, placeOf(params))
    }),
  )
  serve(house, endpoints.endRecovery, ({ params, body, actor }) =>
    transact(db, actor, async (tx) => {
      await endByDecision(tx, actor, placeOf(params), body)
      return getRecovery(tx, placeOf(params))
    }),
  )
  await startRecoveryJobs(house)
}
