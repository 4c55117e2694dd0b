import { estatesEndpoints } from '#contract/estates.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { correctEstate, getEstate, pageOfEstates } from './actions.ts'
import { exportEstates } from './export.ts'

export function estatesRoutes(house: House): void {
  const { db } = house
  serve(house, estatesEndpoints.listEstates, ({ query, actor }) => pageOfEstates(db, actor, query))
  serve(house, estatesEndpoints.exportEstates, ({ params, query, actor, reply }) =>
    exportEstates(db, actor, params.region, query, reply),
  )
  serve(house, estatesEndpoints.getEstate, ({ params, query, actor }) =>
    getEstate(db, actor, params.county, params.estate, query.asOf),
  )
  serve(house, estatesEndpoints.correctEstate, ({ params, body, actor }) =>
    correctEstate(db, actor, params.county, params.estate, body),
  )
}
