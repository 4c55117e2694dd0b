import { sql } from 'kysely'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import { filedUntil, type Retention, retentionsOf } from '#domain/archives/retention.ts'
import { type Actor, nextAct, recordAct, type Tx } from '../platform/acts.ts'

type Own = { paper: PaperKind; years: number | null; basis: string }

/** How long the county keeps each paper; of what it has set, the newest holds. */
export async function listRetentions(tx: Tx, countyCode: string): Promise<readonly Retention[]> {
  const { rows } = await sql<Own>`
    select distinct on (paper) paper, years, basis from archive_retentions
     where county_code = ${countyCode} order by paper, id desc`.execute(tx)
  return retentionsOf(rows)
}

/** Sets how long a paper is kept. Rows are only added, so they are their own history; the act says who set it and why. */
export async function setRetention(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  { reason, ...own }: Own & { reason: string },
): Promise<readonly Retention[]> {
  await nextAct(tx, countyCode) // the newest is the one of the latest act
  await sql`
    insert into archive_retentions (county_code, paper, years, basis, set_by, setter_name)
    values (${countyCode}, ${own.paper}, ${own.years}, ${own.basis}, ${actor.accountId}, ${actor.name})`.execute(tx)
  await recordAct(tx, { countyCode, kind: 'retention_set', actor, reason, payload: own, rows: [] })
  return listRetentions(tx, countyCode)
}

/** Until which day of filing each paper falls due by a day; those kept for ever are left out. */
export const dueCutoffs = (retentions: readonly Retention[], dueOn: string) =>
  retentions.flatMap(({ paper, years }) => {
    const until = filedUntil(dueOn, years)
    return until === null || years === null ? [] : [{ paper, filedUntil: until, years }]
  })
