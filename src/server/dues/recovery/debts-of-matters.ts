import { sql } from 'kysely'
import type { LetterDebts } from '#domain/supervision/letter-words.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { debtsOf } from './debts.ts'

/** What is owed today on the debts behind matters of developers, for their letters; a matter of no recovery has none. */
export async function debtsOfMatters(
  tx: Tx,
  countyCode: string,
  matterIds: readonly string[],
): Promise<ReadonlyMap<string, LetterDebts>> {
  const { rows } = await sql<{ id: string; matterId: string }>`
    select id, matter_id as "matterId" from recoveries where county_code = ${countyCode} and matter_id = any (${matterIds}::uuid[])`.execute(
    tx,
  )
  const asOf = officeToday()
  const debts = await debtsOf(tx, { counties: [countyCode], ids: rows.map(({ id }) => id) }, asOf)
  return new Map(
    rows.map(({ id, matterId }) => {
      const owed = (debts.get(id) ?? []).filter(({ owedFen }) => owedFen > 0)
      return [matterId, { asOf, debts: owed }]
    }),
  )
}
