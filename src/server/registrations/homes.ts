import { sql } from 'kysely'
import { actOfBatch, type BatchAct } from '#domain/registrations/batches.ts'
import { applicationMoves } from '#domain/registrations/moves.ts'
import type { Tx } from '../platform/acts.ts'

/**
 * The application of each home that an act of a batch means: one in a state in which it may be done, else the last there is, to be
 * told its state.
 */
export async function applicationsOfHomes(
  tx: Tx,
  countyCode: string,
  act: Exclude<BatchAct, 'submit'>,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (unitIds.length === 0) return new Map()
  const { from } = applicationMoves[actOfBatch(act).act]
  const { rows } = await sql<{ unitId: string; id: string }>`
    select distinct on (unit_id) unit_id as "unitId", id
      from (select t.unit_id, t.id, t.state from applications as t where t.county_code = ${countyCode} and t.unit_id = any (${unitIds}::uuid[])
            union all
            select c.unit_id, f.id, f.state
              from application_units as c join applications as f on f.county_code = c.county_code and f.id = c.application_id
             where c.county_code = ${countyCode} and c.unit_id = any (${unitIds}::uuid[])) as of_homes
     order by unit_id, (state = any (${from}::text[])) desc, id desc`.execute(tx)
  return new Map(rows.map(({ unitId, id }) => [unitId, id]))
}
