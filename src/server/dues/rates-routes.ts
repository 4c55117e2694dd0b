import { allDuesEndpoints } from '#contract/all-dues.ts'
import { dueRatesEndpoints } from '#contract/due-rates.ts'
import { read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { computeAllDues, computeEstatesDues, recordAllDues } from './all-homes.ts'
import { dueRates, setDeedTaxRates, setFundRates } from './rates.ts'

/** The county's own rates, and what all homes would owe by them. */
export function ratesRoutes(house: House): void {
  const { db } = house
  serve(house, dueRatesEndpoints.getDueRates, ({ params, actor }) => dueRates(db, actor, params.county))
  serve(house, dueRatesEndpoints.setFundRates, ({ params, body, actor }) =>
    setFundRates(db, actor, params.county, body),
  )
  serve(house, dueRatesEndpoints.setDeedTaxRates, ({ params, body, actor }) =>
    setDeedTaxRates(db, actor, params.county, body),
  )
  serve(house, allDuesEndpoints.computeAllDues, ({ query, actor }) =>
    read(db, actor, (tx) => computeAllDues(tx, actor.counties, query)),
  )
  serve(house, allDuesEndpoints.computeEstatesDues, ({ query, actor }) =>
    read(db, actor, (tx) => computeEstatesDues(tx, actor.counties, query)),
  )
  serve(house, allDuesEndpoints.recordAllDues, ({ params, body, actor }) =>
    recordAllDues(db, actor, params.county, body),
  )
}
