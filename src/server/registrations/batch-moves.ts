import { sql } from 'kysely'
import { actOfBatch, type BatchAct, type BatchGiven, moveOfBatch } from '#domain/registrations/batches.ts'
import { applicationMoves } from '#domain/registrations/moves.ts'
import { refusal } from '#domain/registrations/refusals.ts'
import type { Tx } from '../platform/acts.ts'
import type { BatchItem, Chunk, ItemResult } from './batch-run.ts'
import { type GivenMark, markGiven } from './given.ts'
import { type Moved, moveApplications, tryMoves } from './moves.ts'

type MovingChunk = Chunk & { act: Exclude<BatchAct, 'submit'> }

/** Makes the move of a batch with the applications of these items; several homes of one first registration are one. */
export async function moveItems(tx: Tx, chunk: MovingChunk, items: readonly BatchItem[]): Promise<ItemResult[]> {
  const applications = await applicationsOfItems(tx, chunk, items)
  const found = items.flatMap(({ itemNo }) => applications.get(itemNo) ?? [])
  const move = moveOfBatch(chunk.act, chunk.terms, marksOf(chunk, items, applications))
  const ids = [...new Set(found)]
  const moved = chunk.isTrial
    ? await tryMoves(tx, chunk.actor, chunk.countyCode, ids, move)
    : await moveApplications(tx, chunk.actor, chunk.countyCode, ids, move, chunk)
  return resultsOf(items, applications, moved)
}

function resultsOf(
  items: readonly BatchItem[],
  applications: ReadonlyMap<number, string>,
  moved: readonly Moved[],
): ItemResult[] {
  const answers = new Map(moved.map((answer) => [answer.id, answer.refusal]))
  return items.map(({ itemNo }) => {
    const applicationId = applications.get(itemNo) ?? null
    const refused = applicationId === null ? refusal('no_application') : (answers.get(applicationId) ?? null)
    return { itemNo, applicationId, refusal: refused }
  })
}

/** Of an item that names a home, the application in whose state the act may be done; else the last there is, to be told its state. */
async function applicationsOfItems(
  tx: Tx,
  { countyCode, act }: MovingChunk,
  items: readonly BatchItem[],
): Promise<ReadonlyMap<number, string>> {
  const { from } = applicationMoves[actOfBatch(act).act]
  const named = new Map(items.flatMap(({ itemNo, applicationId }) => (applicationId ? [[itemNo, applicationId]] : [])))
  const asked = items.filter(({ applicationId, unitId }) => applicationId === null && unitId !== null)
  if (asked.length === 0) return named
  const { rows } = await sql<{ itemNo: number; applicationId: string }>`
    select i.item_no as "itemNo", a.id as "applicationId"
      from unnest(${asked.map(({ itemNo }) => itemNo)}::integer[], ${asked.map(({ unitId }) => unitId)}::uuid[]) as i (item_no, unit_id)
     cross join lateral (
           select id from (select t.id, t.state from applications as t where t.county_code = ${countyCode} and t.unit_id = i.unit_id
                           union all
                           select f.id, f.state from application_units as c
                             join applications as f on f.county_code = c.county_code and f.id = c.application_id
                            where c.county_code = ${countyCode} and c.unit_id = i.unit_id) as of_home
            order by (state = any (${from}::text[])) desc, id desc limit 1) as a`.execute(tx)
  for (const { itemNo, applicationId } of rows) named.set(itemNo, applicationId)
  return named
}

/** What the rows bring with them, by application. */
function marksOf(
  { secrets }: MovingChunk,
  items: readonly BatchItem[],
  applications: ReadonlyMap<number, string>,
): BatchGiven {
  const marks = items.flatMap(({ itemNo, given }) => {
    const id = applications.get(itemNo)
    return id && given ? [{ id, ...markGiven(secrets, given) }] : []
  })
  const told = (key: keyof GivenMark) =>
    new Map(marks.flatMap((mark) => (mark[key] === undefined ? [] : [[mark.id, mark[key]] as const])))
  return { certificateNos: told('certificateNo'), papers: told('paper'), evidences: told('evidence') }
}
