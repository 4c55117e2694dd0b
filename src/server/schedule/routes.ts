import { scheduleEndpoints } from '#contract/schedule.ts'
import { read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { getEstateSchedule, getSlip } from './estate.ts'
import { getForecast } from './forecast.ts'
import { getSchedule } from './list.ts'
import { getLoad } from './load.ts'

export function scheduleRoutes(house: House): void {
  const { db } = house
  serve(house, scheduleEndpoints.schedule, ({ params, query, actor }) =>
    read(db, actor, (tx) => getSchedule(tx, params.region, actor.counties, query)),
  )
  serve(house, scheduleEndpoints.estateSchedule, ({ params, actor }) =>
    read(db, actor, (tx) => getEstateSchedule(tx, params)),
  )
  serve(house, scheduleEndpoints.slip, ({ params, query, actor }) =>
    read(db, actor, (tx) => getSlip(tx, params, query)),
  )
  serve(house, scheduleEndpoints.scheduleLoad, ({ params, actor }) =>
    read(db, actor, (tx) => getLoad(tx, params.region, actor.counties)),
  )
  serve(house, scheduleEndpoints.forecast, ({ params, query, actor }) =>
    read(db, actor, (tx) => getForecast(tx, params.region, actor.counties, query.asOf)),
  )
}
