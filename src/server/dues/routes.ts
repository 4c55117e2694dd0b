import { duesEndpoints } from '#contract/dues.ts'
import { read, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { dueAccountsRoutes } from './accounts/routes.ts'
import { recordDues } from './assess.ts'
import { deskRoutes } from './desk/routes.ts'
import { fundsRoutes } from './funds-routes.ts'
import { assessHome, homeDues } from './home.ts'
import { listDues } from './list.ts'
import { listRoutes } from './lists/routes.ts'
import { findDue } from './one.ts'
import { duesOverview, estateDues } from './overview.ts'
import { takePayment } from './pay.ts'
import { ratesRoutes } from './rates-routes.ts'
import { recoveryRoutes } from './recovery/routes.ts'
import { separateDebts } from './recovery/separate.ts'
import { reversePayment } from './reverse.ts'
import { cancelDue, grantTerm } from './terms.ts'

export async function duesRoutes(house: House): Promise<void> {
  const { db } = house
  deskRoutes(house)
  dueAccountsRoutes(house)
  serve(house, duesEndpoints.listDues, ({ body, actor }) => read(db, actor, (tx) => listDues(tx, actor.counties, body)))
  serve(house, duesEndpoints.duesOverview, ({ query, actor }) =>
    read(db, actor, (tx) => duesOverview(tx, actor.counties, query.asOf)),
  )
  serve(house, duesEndpoints.estateDues, ({ params, actor }) =>
    read(db, actor, (tx) => estateDues(tx, params.county, params.estate)),
  )
  serve(house, duesEndpoints.getDue, ({ params, actor }) =>
    read(db, actor, (tx) => findDue(tx, params.county, params.due)),
  )
  serve(house, duesEndpoints.recordDue, ({ params, body: { reason, ...due }, actor }) =>
    transact(db, actor, async (tx) => {
      const [id = ''] = await recordDues(tx, actor, params.county, [{ ...due, computed: null }], reason)
      if (due.estateId !== null) await separateDebts(tx, params.county, [due.estateId])
      return findDue(tx, params.county, id)
    }),
  )
  serve(house, duesEndpoints.computeHomeDues, ({ params, body, actor }) =>
    read(db, actor, (tx) => homeDues(tx, params.county, params.unit, body)),
  )
  serve(house, duesEndpoints.assessHomeDues, ({ params, body, actor }) =>
    transact(db, actor, (tx) => assessHome(tx, actor, { countyCode: params.county, unitId: params.unit }, body)),
  )
  serve(house, duesEndpoints.takePayment, ({ params, body, actor }) => takePayment(db, actor, params.county, body))
  serve(house, duesEndpoints.reversePayment, ({ params, body, actor }) =>
    reversePayment(db, actor, params.county, { paymentId: params.payment, ...body }),
  )
  serve(house, duesEndpoints.grantTerm, ({ params, body, actor }) =>
    grantTerm(db, actor, params.county, params.due, body),
  )
  serve(house, duesEndpoints.cancelDue, ({ params, body, actor }) =>
    cancelDue(db, actor, params.county, params.due, body.reason),
  )
  await recoveryRoutes(house)
  ratesRoutes(house)
  fundsRoutes(house)
  await listRoutes(house)
}
