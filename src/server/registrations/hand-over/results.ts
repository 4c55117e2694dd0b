import { sql } from 'kysely'
import type { ResultFile } from '#contract/hand-over.ts'
import { type Reconciliation, reconcile } from '#domain/registrations/hand-over/reconcile.ts'
import type { ResultRow } from '#domain/registrations/hand-over/result-row.ts'
import { type Actor, type Db, read, recordAct, type Tx, transact } from '../../platform/acts.ts'
import type { Files } from '../../platform/files.ts'
import { Refused } from '../../platform/refusals.ts'
import { certifyLines, enterLines } from './enter-results.ts'
import { withKept } from './kept-results.ts'
import { awaitedOf, knownOf } from './known.ts'
import { readResults } from './read-results.ts'
import { writeLines } from './result-lines.ts'
import { getResults, resultFilePlace } from './result-views.ts'

type Door = { db: Db; files: Files }
type Brought = { handOverId: string | null; name: string; path: string }

/** Reads a file of results and holds it against the records; nothing but the report of it is written. */
export async function tryResults(
  { db, files }: Door,
  actor: Actor,
  countyCode: string,
  brought: Brought,
): Promise<ResultFile> {
  const { handOverId, name, path } = brought
  const rows = await readResults(path, name)
  const { sha256, bytes } = await files.keep(path)
  const id = await transact(db, actor, async (tx) => {
    const judged = await judgeAll(tx, null, { countyCode, handOverId, rows })
    const { rows: made } = await sql<{ id: string }>`
      insert into result_files (county_code, hand_over_id, name, sha256, bytes, rows, brought_by, bringer_name)
      values (${countyCode}, ${handOverId}, ${name}, ${sha256}, ${bytes}, ${rows.length}, ${actor.accountId}, ${actor.name})
      returning id`.execute(tx)
    const fileId = made[0]?.id ?? ''
    await writeLines(tx, { countyCode, fileId }, judged, new Set())
    return fileId
  })
  return read(db, actor, (tx) => getResults(tx, countyCode, id))
}

type Scope = { countyCode: string; handOverId: string | null; rows: readonly ResultRow[] }

/** `accountId`: who is going to enter; null: somebody who accepted none of it. */
async function judgeAll(
  tx: Tx,
  accountId: string | null,
  { countyCode, handOverId, rows }: Scope,
): Promise<Reconciliation> {
  const known = await knownOf(tx, countyCode, rows, accountId)
  const unitIds = rows.flatMap((row) => known.homesOf(row).map(({ unitId }) => unitId))
  return reconcile(rows, known, await awaitedOf(tx, countyCode, handOverId, unitIds))
}

/**
 * Enters what a file of results says and our rules allow, in whole parts, then reports anew. Taken again it finds
 * everything agreed; broken off, the next taking goes on where it stopped.
 */
export async function takeResults(
  { db, files }: Door,
  actor: Actor,
  { countyCode, fileId, reason }: { countyCode: string; fileId: string; reason: string },
): Promise<ResultFile> {
  const { handOverId, name, sha256 } = await read(db, actor, (tx) => resultFilePlace(tx, countyCode, fileId))
  const rows = await withKept(files, sha256, (path) => readResults(path, name))
  const judge = () => read(db, actor, (tx) => judgeAll(tx, actor.accountId, { countyCode, handOverId, rows }))
  const office = { countyCode, reason }
  const entered = await enterLines(db, actor, office, (await judge()).lines)
  const after = await judge()
  await certifyLines(db, actor, office, after.lines)
  await transact(db, actor, async (tx) => {
    await writeLines(tx, { countyCode, fileId }, after, entered)
    await sql`
      update result_files set taken_at = now(), taken_by = ${actor.accountId}, taker_name = ${actor.name}, reason = ${reason}
       where county_code = ${countyCode} and id = ${fileId}`.execute(tx)
    const payload = { results: fileId, file: sha256.toString('hex'), lines: rows.length, entered: entered.size }
    await recordAct(tx, { countyCode, kind: 'results_taken', actor, reason, payload, rows: [] })
  })
  return read(db, actor, (tx) => getResults(tx, countyCode, fileId))
}

/** A hand-over that a file is said to answer must be there. */
export async function mustBeHandOver(tx: Tx, countyCode: string, id: string): Promise<void> {
  const { rows } = await sql`select from hand_overs where county_code = ${countyCode} and id = ${id}`.execute(tx)
  if (rows.length === 0) throw new Refused({ kind: 'missing', code: 'no_such_hand_over', message: '没有这次移交' })
}
