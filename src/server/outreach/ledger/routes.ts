import { outreachEndpoints as endpoints } from '#contract/outreach.ts'
import { read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { exportOutreach } from './export.ts'
import { homeOutreach, recordHomeVisit } from './home.ts'
import { listOutreach } from './lines.ts'
import { outreachResults, outreachSummary } from './summary.ts'

const homeOf = ({ county, unit }: { county: string; unit: string }) => ({ countyCode: county, unitId: unit })

export function ledgerRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.searchOutreach, ({ body, actor }) =>
    read(db, actor, (tx) => listOutreach(tx, actor.counties, body)),
  )
  serve(house, endpoints.exportOutreach, ({ params, body, actor, reply }) =>
    exportOutreach(db, actor, params.region, body.segment, reply),
  )
  serve(house, endpoints.outreachSummary, ({ query, actor }) =>
    read(db, actor, (tx) => outreachSummary(tx, actor.counties, query.estate)),
  )
  serve(house, endpoints.outreachResults, ({ query, actor }) =>
    read(db, actor, (tx) => outreachResults(tx, actor.counties, query.estate)),
  )
  serve(house, endpoints.homeOutreach, ({ params, actor }) => read(db, actor, (tx) => homeOutreach(tx, homeOf(params))))
  serve(house, endpoints.recordHomeVisit, ({ params, body, actor }) =>
    recordHomeVisit(house, actor, homeOf(params), body),
  )
}
