import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { ListRow } from '#domain/dues/list-rows.ts'
import { estateKey } from '#domain/estates/names.ts'
import { maskIdNumber } from '#domain/units/masks.ts'
import type { Actor } from '../../platform/acts.ts'
import type { Secrets } from '../../platform/secrets.ts'
import type { ListPlace } from './candidates.ts'
import type { ReadList } from './read-list.ts'

const columns = `county_code, list_id, row_no, sheet, sheet_row, payer, id_digest, id_masked, uscc, estate, estate_key, building, entrance, room,
  kind_word, kind, fen, amount_said, paid_on, day_said, receipt_no, document_no, acceptance_no, unit_code, cell, outcome, why, detail`

type Door = { owner: pg.Pool; secrets: Secrets }
export type KeptList = { name: string; sha256: Buffer; bytes: number; list: ReadList }

/**
 * Writes a list and its lines as they were read; it counts as brought once it is matched. COPY is refused under row-level
 * security, so this runs as the owner of the tables; every line carries the county the caller was admitted to.
 */
export async function stageList(
  { owner, secrets }: Door,
  actor: Actor,
  countyCode: string,
  kept: KeptList,
): Promise<string> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    await removeUnmatched(client, countyCode)
    const listId = await insertList(client, actor, countyCode, kept)
    const copy = client.query(copyFrom(`copy payment_list_rows (${columns}) from stdin`))
    await pipeline(linesOf(kept.list, `${countyCode}\t${listId}`, secrets), copy)
    await client.query('commit')
    await client.query('analyze payment_list_rows') // without statistics a first list is planned as if it had one line
    return listId
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** What a crash left between reading and matching was never brought; an hour later nobody is at work on it. */
async function removeUnmatched(client: pg.PoolClient, countyCode: string): Promise<void> {
  const unmatched = `select id from payment_lists where county_code = $1 and sums = '{}' and brought_at < now() - interval '1 hour'`
  await client.query(`delete from payment_list_rows where county_code = $1 and list_id in (${unmatched})`, [countyCode])
  await client.query(`delete from payment_lists where county_code = $1 and id in (${unmatched})`, [countyCode])
}

/** Takes a list away that was only looked at. */
export async function removeStaged(owner: pg.Pool, { countyCode, listId }: ListPlace): Promise<void> {
  const unmatched = `county_code = $1 and id = $2 and sums = '{}'`
  await owner.query(
    `with gone as (select id from payment_lists where ${unmatched}) delete from payment_list_rows where county_code = $1 and list_id in (select id from gone)`,
    [countyCode, listId],
  )
  await owner.query(`delete from payment_lists where ${unmatched}`, [countyCode, listId])
}

async function insertList(
  client: pg.PoolClient,
  actor: Actor,
  countyCode: string,
  { name, sha256, bytes, list: { rows, statedFen } }: KeptList,
): Promise<string> {
  const days = rows.flatMap(({ paidOn }) => paidOn ?? []).toSorted()
  const { rows: made } = await client.query<{ id: string }>(
    `insert into payment_lists (county_code, name, sha256, bytes, rows, total_fen, stated_fen, first_on, last_on, brought_by, bringer_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      countyCode,
      name,
      sha256,
      bytes,
      rows.length,
      rows.reduce((sum, { fen }) => sum + (fen ?? 0), 0),
      statedFen,
      days[0] ?? null,
      days.at(-1) ?? null,
      actor.accountId,
      actor.name,
    ],
  )
  return made[0]?.id ?? ''
}

/** Lines are handed over in pieces of this many. */
const piece = 1000

function* linesOf({ rows }: ReadList, place: string, secrets: Secrets): Generator<string> {
  let text = ''
  for (const [at, row] of rows.entries()) {
    text += `${place}\t${fieldsOf(row, at + 1, secrets)
      .map(copyText)
      .join('\t')}\n`
    if (at % piece === piece - 1) {
      yield text
      text = ''
    }
  }
  yield text
}

type Field = string | number | Buffer | null

/** An ID number goes no further than its digest and its mask. */
function fieldsOf(row: ListRow & { sheet: string }, rowNo: number, secrets: Secrets): Field[] {
  const { idNumber, estate, fault } = row
  return [
    rowNo,
    row.sheet,
    row.sheetRow,
    row.payer,
    idNumber && secrets.digest('id', idNumber),
    idNumber && maskIdNumber(idNumber),
    row.uscc,
    estate,
    estate && estateKey(estate),
    row.building,
    row.entrance,
    row.room,
    row.kindWord,
    row.kind,
    row.fen,
    row.amountSaid,
    row.paidOn,
    row.daySaid,
    row.receiptNo,
    row.documentNo,
    row.acceptanceNo,
    row.unitCode,
    fault?.cell ?? null,
    fault && 'refused',
    fault?.why ?? null,
    fault?.detail ?? null,
  ]
}

const special = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One field in the text format of COPY. */
function copyText(field: Field): string {
  if (field === null) return '\\N'
  if (typeof field === 'number') return String(field)
  if (typeof field !== 'string') return `\\\\x${field.toString('hex')}`
  const text = field.replaceAll('\0', '')
  return special.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (char) => escapes[char] ?? char) : text
}
