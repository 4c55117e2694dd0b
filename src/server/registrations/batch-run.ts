import { sql } from 'kysely'
import type { BatchAct, BatchTerms } from '#domain/registrations/batches.ts'
import type { Refusal } from '#domain/registrations/refusals.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import type { Secrets } from '../platform/secrets.ts'
import { moveItems } from './batch-moves.ts'
import { submitItems } from './batch-submit.ts'

/** How many homes one transaction and one act take: a crash loses no more than this much work, and no other act waits longer. */
const chunk = 2000

export type BatchHouse = { db: Db; secrets: Secrets }

export type BatchItem = {
  itemNo: number
  unitId: string | null
  applicationId: string | null
  given: Buffer | null
  refusal: string | null
  words: string | null
}

/** What a chunk of a batch is carried out with. `isTrial`: the rules are asked, nothing is written. */
export type Chunk = {
  secrets: Secrets
  actor: Actor
  countyCode: string
  batchId: string
  act: BatchAct
  source: 'workbook' | 'selection'
  terms: BatchTerms
  reason: string
  isTrial: boolean
}

export type ItemResult = { itemNo: number; applicationId: string | null; refusal: Refusal | null }

export type BatchOutcome = { items: number; done: number; refused: number }

type Run = { try: true } | { try: false; reason?: string }

/**
 * Carries a batch out, or tries it: 2,000 homes to a transaction and an act, so that none is ever half done. Every home has its
 * result; what was refused keeps its reason and is asked again by the next run, what is done is done once. Safe to run
 * again after a crash, and beside another batch over the same homes: the acts of a county wait for each other.
 */
export async function runBatch(
  house: BatchHouse,
  actor: Actor,
  countyCode: string,
  batchId: string,
  run: Run,
): Promise<BatchOutcome> {
  if (!run.try)
    await transact(house.db, actor, (tx) => beginRun(tx, actor, { countyCode, batchId }, run.reason ?? null))
  return carryOn(house, actor, { countyCode, batchId }, run.try)
}

export type BatchPlace = { countyCode: string; batchId: string }

/** Takes up a batch where it stands, and ends it. */
export async function carryOn(
  house: BatchHouse,
  actor: Actor,
  place: BatchPlace,
  isTrial: boolean,
): Promise<BatchOutcome> {
  let after: number | null = 0
  while (after !== null) after = await runChunk(house, actor, place, { isTrial, after })
  return transact(house.db, actor, async (tx) => {
    if (!isTrial) await endRun(tx, place)
    return outcomeOf(tx, place)
  })
}

/** Carries out the next homes of a batch; gives the last of them, or null when none is left. */
function runChunk(
  { db, secrets }: BatchHouse,
  actor: Actor,
  place: BatchPlace,
  { isTrial, after }: { isTrial: boolean; after: number },
): Promise<number | null> {
  return transact(db, actor, async (tx) => {
    if (!isTrial) await holdActs(tx, [place.countyCode])
    const items = await nextItems(tx, place, after)
    const last = items.at(-1)
    if (!last) return null
    const { act, source, terms, reason } = await getBatch(tx, place)
    const through = { secrets, actor, ...place, act, source, terms, reason, isTrial }
    const results =
      act === 'submit' ? await submitItems(tx, through, items) : await moveItems(tx, { ...through, act }, items)
    await keepResults(tx, place, results, isTrial)
    await tellProgress(tx, place)
    return last.itemNo
  })
}

/** Items that are not done, in their order; a row that could not be read waits for its correction. */
async function nextItems(tx: Tx, { countyCode, batchId }: BatchPlace, after: number): Promise<BatchItem[]> {
  const { rows } = await sql<BatchItem>`
    select i.item_no as "itemNo", i.unit_id as "unitId", i.application_id as "applicationId", i.given, i.refusal, i.refusal_words as words
      from batch_items as i join batches as b on b.county_code = i.county_code and b.id = i.batch_id
     where i.county_code = ${countyCode} and i.batch_id = ${batchId} and i.state <> 'done' and i.item_no > ${after}
       and not (b.source = 'workbook' and i.given is null and i.state = 'refused')
     order by i.item_no limit ${chunk}`.execute(tx)
  return rows
}

type BatchHead = { act: BatchAct; source: 'workbook' | 'selection'; terms: BatchTerms; reason: string; state: string }

const noBatch = () => new Refused({ kind: 'missing', code: 'no_such_batch', message: '没有这个批次' })

async function getBatch(tx: Tx, { countyCode, batchId }: BatchPlace): Promise<BatchHead> {
  const { rows } = await sql<BatchHead>`
    select act, source, terms, coalesce(reason, name) as reason, state from batches where county_code = ${countyCode} and id = ${batchId}`.execute(
    tx,
  )
  if (!rows[0]) throw noBatch()
  return rows[0]
}

/** A batch is carried out in the name of whoever says so; while it runs, asking again changes nothing. */
export async function beginRun(
  tx: Tx,
  actor: Actor,
  { countyCode, batchId }: BatchPlace,
  reason: string | null,
): Promise<void> {
  const { rows } = await sql<{ state: string }>`
    select state from batches where county_code = ${countyCode} and id = ${batchId} for no key update`.execute(tx)
  if (!rows[0]) throw noBatch()
  if (rows[0].state === 'running') return
  if (rows[0].state === 'reading' || rows[0].state === 'unreadable')
    throw new Refused({ kind: 'conflict', code: 'batch_not_ready', message: '批次还没有读好，不能办理' })
  await sql`
    update batches set state = 'running', finished_at = null, reason = coalesce(${reason}, name), run_by = ${actor.accountId}, runner_name = ${actor.name}
     where county_code = ${countyCode} and id = ${batchId}`.execute(tx)
}

async function endRun(tx: Tx, { countyCode, batchId }: BatchPlace): Promise<void> {
  await sql`
    update batches set state = 'finished', finished_at = now()
     where county_code = ${countyCode} and id = ${batchId} and state = 'running'`.execute(tx)
}

async function keepResults(
  tx: Tx,
  { countyCode, batchId }: BatchPlace,
  results: readonly ItemResult[],
  isTrial: boolean,
): Promise<void> {
  await sql`
    update batch_items as i
       set state = r.state, refusal = r.refusal, refusal_words = r.words, application_id = coalesce(r.application_id, i.application_id)
      from unnest(${results.map((result) => stateOf(result, isTrial))}::text[], ${results.map(({ itemNo }) => itemNo)}::integer[], ${results.map(({ applicationId }) => applicationId)}::uuid[],
                  ${results.map((result) => result.refusal?.code ?? null)}::text[], ${results.map((result) => result.refusal?.words ?? null)}::text[])
           as r (state, item_no, application_id, refusal, words)
     where i.county_code = ${countyCode} and i.batch_id = ${batchId} and i.item_no = r.item_no and i.state <> 'done'
       and (i.state, i.refusal, i.refusal_words) is distinct from (r.state, r.refusal, r.words)`.execute(tx)
}

const stateOf = ({ refusal }: ItemResult, isTrial: boolean) => {
  if (refusal) return 'refused'
  return isTrial ? 'ready' : 'done'
}

/** Browsers that show the batch see how far it has come. */
const tellProgress = (tx: Tx, { countyCode, batchId }: BatchPlace) =>
  sql`select pg_notify('batches', ${JSON.stringify({ county: countyCode, batch: batchId })})`.execute(tx)

async function outcomeOf(tx: Tx, place: BatchPlace): Promise<BatchOutcome> {
  const { countyCode, batchId } = place
  const { rows } = await sql<BatchOutcome>`
    select count(*) as items, count(*) filter (where state = 'done') as done, count(*) filter (where state = 'refused') as refused
      from batch_items where county_code = ${countyCode} and batch_id = ${batchId}`.execute(tx)
  await tellProgress(tx, place)
  return rows[0] ?? { items: 0, done: 0, refused: 0 }
}
