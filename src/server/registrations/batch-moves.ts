import { type BatchAct, type BatchGiven, moveOfBatch } from '#domain/registrations/batches.ts'
import { refusal } from '#domain/registrations/refusals.ts'
import type { Tx } from '../platform/acts.ts'
import type { BatchItem, Chunk, ItemResult } from './batch-run.ts'
import { type GivenMark, markGiven } from './given.ts'
import { applicationsOfHomes } from './homes.ts'
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

/** Of an item that names a home alone: it was made before there was an application, or its home has another by now. */
async function applicationsOfItems(
  tx: Tx,
  { countyCode, act }: MovingChunk,
  items: readonly BatchItem[],
): Promise<ReadonlyMap<number, string>> {
  const asked = items.flatMap(({ applicationId, unitId }) =>
    applicationId === null && unitId !== null ? [unitId] : [],
  )
  const ofHomes = await applicationsOfHomes(tx, countyCode, act, asked)
  return new Map(
    items.flatMap(({ itemNo, applicationId, unitId }) => {
      const id = applicationId ?? (unitId === null ? null : ofHomes.get(unitId))
      return id ? [[itemNo, id]] : []
    }),
  )
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
