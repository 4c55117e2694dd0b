import { sql } from 'kysely'
import type { Restriction } from '#domain/units/restrictions.ts'
import type { Tx } from '../platform/acts.ts'

/** Everything that rests, or rested, on these homes, by home: one query, whatever their number. */
export async function restrictionsOf(
  tx: Tx,
  countyCode: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Restriction[]>> {
  const { rows } = await sql<Restriction>`
    select id, unit_id as "unitId", kind, debtor, authority, document_no as "documentNo", from_on as "fromOn", until_on as "untilOn", note,
           null::boolean as "barsTransfer", null::date as "consentedOn", null::text as "consentBasis",
           lifted_on as "liftedOn", lifted_basis as "liftedBasis", '[]'::jsonb as "countyWords"
      from unit_restrictions
     where county_code = ${countyCode} and unit_id = any (${unitIds}::uuid[])
     order by unit_id, from_on, id`.execute(tx)
  return Map.groupBy(rows, ({ unitId }) => unitId)
}
