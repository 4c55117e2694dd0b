import { sql } from 'kysely'

/** How a home is named on lists: building, entrance, room. Needs `u` units and `b` buildings. */
export const homeName = sql`concat_ws('-', b.name, nullif(u.entrance, ''), u.room)`

/** The owners of a home, as the ledger names them; needs `u` units. */
export const ownerNames = sql`
  coalesce((select string_agg(o.name, '、' order by o.owner_no) from owners as o where o.county_code = u.county_code and o.unit_id = u.id), '')`
