import { sql } from 'kysely'
import type { Scope } from '../figures.ts'

/** Who hands in: of a county its responsible units, of the city its counties. As `county_code, organisation_id, name`. */
export const handersOf = ({ region, counties }: Scope) =>
  region.level === 'city'
    ? sql`
      select code as county_code, null::uuid as organisation_id, name from regions
       where level = 'county' and code = any (${counties}::text[])`
    : sql`
      select county_code, id as organisation_id, name from organisations
       where county_code = ${region.code} and kind = 'responsible_unit'`

/** Joins what was handed in, as `h`, to handers `w`; a unit's and the county's own never meet. */
export const itsHandIn = sql`h.county_code = w.county_code and h.organisation_id is not distinct from w.organisation_id`
