import { sql } from 'kysely'
import { type BatchAct, type BatchTerms, findTermsFault } from '#domain/registrations/batches.ts'
import { type Refusal, refusal } from '#domain/registrations/refusals.ts'
import { type Actor, holdActs, recordAct, type Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { applicationsOfHomes } from './homes.ts'

/** A home of a batch as it was chosen or read. `refusal`: what the reading of its row already found. */
export type NewBatchItem = {
  place: string
  unitId: string | null
  applicationId: string | null
  given: Buffer | null
  refusal: Refusal | null
}

export type NewBatch = {
  act: BatchAct
  source: 'workbook' | 'selection'
  name: string
  /** Chosen by the caller: the same batch asked for again is the same batch. */
  idempotencyKey: string
  terms: BatchTerms
  sha256?: Buffer | null
  /** Who handed its workbook in, where it was no office. */
  organisationId?: string | null
  items: readonly NewBatchItem[]
}

/** Makes a batch of one act, one item for each home; nothing is done to the homes yet. Gives the id of the batch. */
export async function createBatch(tx: Tx, actor: Actor, countyCode: string, batch: NewBatch): Promise<string> {
  const fault = findTermsFault(batch.act, batch.terms)
  if (fault) throw new Refused({ kind: 'invalid', code: fault.code, message: fault.words })
  await holdActs(tx, [countyCode])
  const known = await batchOfKey(tx, countyCode, batch.idempotencyKey)
  if (known) return sameBatch(known, batch)
  const { rows } = await sql<{ id: string }>`
    insert into batches (county_code, act, source, name, idempotency_key, terms, sha256, organisation_id, made_by, maker_name)
    values (${countyCode}, ${batch.act}, ${batch.source}, ${batch.name}, ${batch.idempotencyKey}, ${JSON.stringify(batch.terms)}::jsonb,
            ${batch.sha256 ?? null}, ${batch.organisationId ?? null}, ${actor.accountId}, ${actor.name})
    returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('a batch was made and gave no id')
  await insertItems(tx, countyCode, id, { ...batch, items: await withApplications(tx, countyCode, batch) })
  await recordBatch(tx, actor, countyCode, id, batch)
  return id
}

type KnownBatch = { id: string; act: string; items: number }

async function batchOfKey(tx: Tx, countyCode: string, key: string): Promise<KnownBatch | undefined> {
  const { rows } = await sql<KnownBatch>`
    select b.id, b.act, (select count(*) from batch_items as i where i.county_code = b.county_code and i.batch_id = b.id) as items
      from batches as b where b.county_code = ${countyCode} and b.idempotency_key = ${key}`.execute(tx)
  return rows[0]
}

/** A key names one batch: asked with it for something else, somebody is mistaken. */
function sameBatch(known: KnownBatch, { act, items }: NewBatch): string {
  if (known.act === act && known.items === items.length) return known.id
  throw new Refused({ kind: 'conflict', code: 'batch_key_used', message: '这个批次编号已用于另一批次' })
}

/** Homes that were chosen stand for their applications, where they have them already. */
async function withApplications(
  tx: Tx,
  countyCode: string,
  { act, items }: NewBatch,
): Promise<readonly NewBatchItem[]> {
  if (act === 'submit') return items
  const asked = items.flatMap(({ applicationId, unitId }) =>
    applicationId === null && unitId !== null ? [unitId] : [],
  )
  const ofHomes = await applicationsOfHomes(tx, countyCode, act, asked)
  return items.map((item) => ({
    ...item,
    applicationId: item.applicationId ?? (item.unitId === null ? null : (ofHomes.get(item.unitId) ?? null)),
  }))
}

/** Of two items of one home, the first is the one that counts. */
async function insertItems(tx: Tx, countyCode: string, batchId: string, { act, items }: NewBatch): Promise<void> {
  const twice = act === 'submit' ? refusal('home_twice') : refusal('named_twice')
  await sql`
    insert into batch_items (county_code, batch_id, item_no, place, unit_id, application_id, given, state, refusal, refusal_words)
    select ${countyCode}, ${batchId}, i.item_no, i.place, i.unit_id, i.application_id, i.given,
           case when i.refusal is not null or i.is_again then 'refused' else 'ready' end,
           coalesce(i.refusal, case when i.is_again then ${twice.code} end), coalesce(i.words, case when i.is_again then ${twice.words} end)
      from (select n.*, coalesce(n.unit_id, n.application_id) is not null
                        and row_number() over (partition by coalesce(n.unit_id, n.application_id) order by item_no) > 1 as is_again
              from unnest(${items.map(({ place }) => place)}::text[], ${items.map(({ unitId }) => unitId)}::uuid[],
                          ${items.map(({ applicationId }) => applicationId)}::uuid[], ${items.map(({ given }) => given)}::bytea[],
                          ${items.map((item) => item.refusal?.code ?? null)}::text[], ${items.map((item) => item.refusal?.words ?? null)}::text[])
                   with ordinality as n (place, unit_id, application_id, given, refusal, words, item_no)) as i`.execute(
    tx,
  )
}

async function recordBatch(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  batchId: string,
  { act, name, items }: NewBatch,
): Promise<void> {
  const { rows } = await sql<{ change: Record<string, unknown> }>`
    select jsonb_strip_nulls(batch_record(b)) as change from batches as b where b.county_code = ${countyCode} and b.id = ${batchId}`.execute(
    tx,
  )
  await recordAct(tx, {
    countyCode,
    kind: 'batch_made',
    actor,
    reason: name,
    payload: { act, items: items.length },
    rows: rows.map(({ change }) => ({ subjectKind: 'batch', subjectId: batchId, change })),
  })
}

export type CorrectedItem = NewBatchItem & { itemNo: number }

/** Puts corrected rows in the place of those that were refused; what is done stays. They are carried out by the next run. */
export async function correctBatchItems(
  tx: Tx,
  countyCode: string,
  batchId: string,
  items: readonly CorrectedItem[],
): Promise<void> {
  await holdActs(tx, [countyCode])
  await sql`
    update batch_items as b
       set place = c.place, unit_id = c.unit_id, application_id = c.application_id, given = c.given,
           state = case when c.refusal is null then 'ready' else 'refused' end, refusal = c.refusal, refusal_words = c.words
      from unnest(${items.map(({ itemNo }) => itemNo)}::integer[], ${items.map(({ place }) => place)}::text[],
                  ${items.map(({ unitId }) => unitId)}::uuid[], ${items.map(({ applicationId }) => applicationId)}::uuid[],
                  ${items.map(({ given }) => given)}::bytea[], ${items.map((item) => item.refusal?.code ?? null)}::text[],
                  ${items.map((item) => item.refusal?.words ?? null)}::text[]) as c (item_no, place, unit_id, application_id, given, refusal, words)
     where b.county_code = ${countyCode} and b.batch_id = ${batchId} and b.item_no = c.item_no and b.state <> 'done'`.execute(
    tx,
  )
}
