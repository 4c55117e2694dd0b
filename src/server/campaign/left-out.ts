import { type RawBuilder, sql } from 'kysely'

/** Whether an estate is out of the campaign, as a condition of a query: schedules, forecasts and queues leave it aside. */
export const isLeftOut = (countyCode: RawBuilder<unknown>, estateId: RawBuilder<unknown>): RawBuilder<boolean> => sql`
  exists (select from campaign_scope as scope
           where scope.county_code = ${countyCode} and scope.estate_id = ${estateId} and not scope.is_in_scope)`
