import { sql } from 'kysely'
import { type Region, regionsEndpoints } from '#contract/regions.ts'
import { read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'

export function regionsRoutes(house: House): void {
  serve(house, regionsEndpoints.listRegions, ({ actor }) =>
    read(house.db, actor, async (tx) => {
      const { rows } = await sql<Region>`
        select code, level, parent_code as "parentCode", name from regions
         where level in ('city', 'county') or county_code = any (jurisdiction()) order by code`.execute(tx)
      return rows
    }),
  )
}
