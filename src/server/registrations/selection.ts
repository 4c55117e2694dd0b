import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import type { NewBatchItem } from './batches.ts'

/** Homes chosen on a building table or applications chosen in a list, as items of a batch, each named by its place. */
export async function itemsOfSelection(
  tx: Tx,
  countyCode: string,
  { units, applications }: { units: readonly string[]; applications: readonly string[] },
): Promise<NewBatchItem[]> {
  const { rows } = await sql<Pick<NewBatchItem, 'place' | 'unitId' | 'applicationId'>>`
    select coalesce(concat_ws(' ', e.name, b.name || '号楼', nullif(u.entrance, '') || '单元', u.room), '—') as place, c.unit_id as "unitId", c.application_id as "applicationId"
      from (select n, id as unit_id, null::uuid as application_id from unnest(${units}::uuid[]) with ordinality as u (id, n)
            union all
            select ${units.length} + n, null, id from unnest(${applications}::uuid[]) with ordinality as a (id, n)) as c
      left join applications as a on a.county_code = ${countyCode} and a.id = c.application_id
      left join units as u on u.county_code = ${countyCode} and u.id = coalesce(c.unit_id, a.unit_id)
      left join estates as e on e.county_code = ${countyCode} and e.id = coalesce(u.estate_id, a.estate_id)
      left join buildings as b on b.county_code = ${countyCode} and b.id = u.building_id
     where coalesce(u.id, a.id) is not null
     order by c.n`.execute(tx)
  return rows.map((row) => ({ ...row, given: null, refusal: null }))
}
