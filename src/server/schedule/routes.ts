import { scheduleEndpoints } from '#contract/schedule.ts'
import { read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { estateSchedule, scheduleOf } from './actions.ts'

export function scheduleRoutes(house: House): void {
  serve(house, scheduleEndpoints.regionSchedule, ({ params, query, actor }) =>
    read(house.db, actor, (tx) => scheduleOf(tx, params.region, actor.counties, query)),
  )
  serve(house, scheduleEndpoints.estateSchedule, ({ params, query, actor }) =>
    read(house.db, actor, (tx) => estateSchedule(tx, params.county, params.estate, query)),
  )
}
