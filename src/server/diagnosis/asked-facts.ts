import { sql } from 'kysely'
import type { FactDefinition } from '#domain/diagnosis/packs.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { rulebooksInForce } from './policies/in-force.ts'

/** What the latest diagnosis of an estate asks for on the next visit, the most telling first. */
export async function askedFacts(
  tx: Tx,
  { countyCode, estateId }: { countyCode: string; estateId: string },
): Promise<readonly FactDefinition[]> {
  const { rows } = await sql<{ asks: readonly string[] }>`
    select asks from diagnoses where county_code = ${countyCode} and estate_id = ${estateId} order by diagnosis_no desc limit 1`.execute(
    tx,
  )
  const definitions =
    (await rulebooksInForce(tx, [countyCode], officeToday())).get(countyCode)?.rulebook.definitions ?? []
  return (rows[0]?.asks ?? []).flatMap((id) => definitions.filter((definition) => definition.id === id))
}
