import { sql } from 'kysely'
import type { Batch, BatchLine } from '#contract/registrations.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import type { BatchPlace } from './batch-run.ts'

type Dated<T> = Omit<T, 'madeAt' | 'finishedAt'> & { madeAt: Date; finishedAt: Date | null }

const line = sql`
  b.id, b.county_code as "countyCode", b.act, b.state, b.source, b.name, b.maker_name as "makerName", b.made_at as "madeAt",
  (select o.name from organisations as o where o.county_code = b.county_code and o.id = b.organisation_id) as "handedInBy",
  b.runner_name as "runnerName", b.finished_at as "finishedAt", i.items, i.done, i.refused`

const counts = sql`
  left join lateral (select count(*) as items, count(*) filter (where state = 'done') as done, count(*) filter (where state = 'refused') as refused
                       from batch_items where county_code = b.county_code and batch_id = b.id) as i on true`

const dated = <T extends { madeAt: Date; finishedAt: Date | null }>(row: T) => ({
  ...row,
  madeAt: row.madeAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
})

/** Batches of a county, the latest first. */
export async function listBatches(
  tx: Tx,
  countyCode: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: BatchLine[]; next: string | null; total: null }> {
  const { rows } = await sql<Dated<BatchLine>>`
    select ${line}
      from (select * from batches where county_code = ${countyCode} and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
             order by id desc limit ${limit}) as b ${counts}
     order by b.id desc`.execute(tx)
  const last = rows.at(-1)
  return { rows: rows.map(dated), next: last && rows.length === limit ? last.id : null, total: null }
}

const noBatch = () => new Refused({ kind: 'missing', code: 'no_such_batch', message: '没有这个批次' })

type ItemsQuery = { state?: 'ready' | 'refused' | 'done' | undefined; after: number; limit: number }

/** A batch with how many were refused for which reason, and a page of its homes, each with its result. */
export async function getBatch(tx: Tx, { countyCode, batchId }: BatchPlace, query: ItemsQuery): Promise<Batch> {
  const { rows: heads } = await sql<Dated<BatchLine> & Pick<Batch, 'terms' | 'reason'>>`
    select ${line}, b.terms, b.reason from batches as b ${counts} where b.county_code = ${countyCode} and b.id = ${batchId}`.execute(
    tx,
  )
  if (!heads[0]) throw noBatch()
  const { rows: reasons } = await sql<Batch['reasons'][number]>`
    select refusal as code, min(refusal_words) as message, count(*) as items from batch_items
     where county_code = ${countyCode} and batch_id = ${batchId} and state = 'refused'
     group by refusal order by count(*) desc, refusal`.execute(tx)
  const rows = await itemsOf(tx, { countyCode, batchId }, query)
  const last = rows.at(-1)
  return { ...dated(heads[0]), reasons, rows, next: last && rows.length === query.limit ? last.itemNo : null }
}

async function itemsOf(
  tx: Tx,
  { countyCode, batchId }: BatchPlace,
  { state, after, limit }: ItemsQuery,
): Promise<Batch['rows']> {
  const { rows } = await sql<Batch['rows'][number]>`
    select item_no as "itemNo", place, unit_id as "unitId", application_id as "applicationId", state, refusal as code, refusal_words as message
      from batch_items
     where county_code = ${countyCode} and batch_id = ${batchId} and ${state ? sql`state = ${state}` : sql`true`} and item_no > ${after}
     order by item_no limit ${limit}`.execute(tx)
  return rows
}

/** A batch of another act does not exist for whoever may do this one. */
export async function mustBeOf(tx: Tx, { countyCode, batchId }: BatchPlace, act: string): Promise<void> {
  const { rows } = await sql`
    select from batches where county_code = ${countyCode} and id = ${batchId} and act = ${act}`.execute(tx)
  if (rows.length === 0) throw noBatch()
}
