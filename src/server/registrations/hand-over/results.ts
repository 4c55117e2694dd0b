import { sql } from 'kysely'
import type { ResultFile } from '#contract/hand-over.ts'
import type { JudgedLine } from '#domain/registrations/hand-over/judge-line.ts'
import { type Reconciliation, reconcile } from '#domain/registrations/hand-over/reconcile.ts'
import type { ResultRow } from '#domain/registrations/hand-over/result-row.ts'
import type { Refusal } from '#domain/registrations/refusals.ts'
import { type Actor, type Db, read, recordAct, type Tx, transact } from '../../platform/acts.ts'
import type { Files } from '../../platform/files.ts'
import { Refused } from '../../platform/refusals.ts'
import { moveApplications } from '../moves.ts'
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
    const judged = await judgeAll(tx, actor, { countyCode, handOverId, rows })
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

async function judgeAll(tx: Tx, actor: Actor, { countyCode, handOverId, rows }: Scope): Promise<Reconciliation> {
  const known = await knownOf(tx, countyCode, rows, actor.accountId)
  const unitIds = rows.flatMap((row) => known.homesOf(row).map(({ unitId }) => unitId))
  return reconcile(rows, known, await awaitedOf(tx, countyCode, handOverId, unitIds))
}

/** How many applications are entered in one transaction. */
const chunk = 2000

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
  const judged = await read(db, actor, (tx) => judgeAll(tx, actor, { countyCode, handOverId, rows }))
  const entered = new Set<string>()
  for (const part of partsOf(judged.lines)) {
    const refusals = await transact(db, actor, (tx) => enterPart(tx, actor, { countyCode, reason }, part))
    for (const [id, refusal] of refusals) if (!refusal) entered.add(id)
  }
  await transact(db, actor, async (tx) => {
    const after = await judgeAll(tx, actor, { countyCode, handOverId, rows })
    await writeLines(tx, { countyCode, fileId }, after, entered)
    await sql`
      update result_files set taken_at = now(), taken_by = ${actor.accountId}, taker_name = ${actor.name}, reason = ${reason}
       where county_code = ${countyCode} and id = ${fileId}`.execute(tx)
    const payload = { results: fileId, file: sha256.toString('hex'), lines: rows.length, entered: entered.size }
    await recordAct(tx, { countyCode, kind: 'results_taken', actor, reason, payload, rows: [] })
  })
  return read(db, actor, (tx) => getResults(tx, countyCode, fileId))
}

/** Applications of one day that are entered together; each once, however many homes it covers. */
type Part = {
  on: string
  ids: readonly string[]
  certificateNos: ReadonlyMap<string, string>
  lines: readonly JudgedLine[]
}

function partsOf(lines: readonly JudgedLine[]): Part[] {
  const going = lines.filter(({ finding, application }) => finding === 'to_enter' && application !== null)
  const byDay = Map.groupBy(going, ({ row }) => row.enteredOn ?? '')
  return [...byDay].flatMap(([on, ofDay]) => {
    const ids = [...new Set(ofDay.flatMap(({ application }) => application?.id ?? []))]
    const certificateNos = new Map(
      ofDay.flatMap(({ application, row }) =>
        application && row.certificateNo ? [[application.id, row.certificateNo] as const] : [],
      ),
    )
    return Array.from({ length: Math.ceil(ids.length / chunk) }, (_, at) => {
      const some = ids.slice(at * chunk, (at + 1) * chunk)
      const chosen = new Set(some)
      return {
        on,
        ids: some,
        certificateNos,
        lines: ofDay.filter(({ application }) => application && chosen.has(application.id)),
      }
    })
  })
}

/** Enters one part, and writes the certificates the file tells of: each its own answer. */
async function enterPart(
  tx: Tx,
  actor: Actor,
  { countyCode, reason }: { countyCode: string; reason: string },
  { on, ids, certificateNos, lines }: Part,
): Promise<ReadonlyMap<string, Refusal | null>> {
  const moved = await moveApplications(tx, actor, countyCode, ids, { act: 'enter', on, certificateNos }, reason)
  const entered = new Set(moved.flatMap(({ id, refusal }) => (refusal ? [] : [id])))
  const certified = lines.filter(
    ({ application, row }) => application && entered.has(application.id) && row.certifiedOn !== null,
  )
  for (const [day, ofDay] of Map.groupBy(certified, ({ row }) => row.certifiedOn ?? '')) {
    // as many as there are days
    const papers = new Map(
      ofDay.flatMap(({ application, row }) =>
        application && row.paperNo ? [[application.id, row.paperNo] as const] : [],
      ),
    )
    const certifiedIds = ofDay.flatMap(({ application }) => application?.id ?? [])
    await moveApplications(tx, actor, countyCode, certifiedIds, { act: 'certify', on: day, papers }, reason)
  }
  return new Map(moved.map(({ id, refusal }) => [id, refusal]))
}

/** A hand-over that a file is said to answer must be there. */
export async function mustBeHandOver(tx: Tx, countyCode: string, id: string): Promise<void> {
  const { rows } = await sql`select from hand_overs where county_code = ${countyCode} and id = ${id}`.execute(tx)
  if (rows.length === 0) throw new Refused({ kind: 'missing', code: 'no_such_hand_over', message: '没有这次移交' })
}
