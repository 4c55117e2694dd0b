import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CellStyle, type CellValue, type WriteSheet, type Cell as WrittenCell, writeXlsx } from 'hucre'
import { sql } from 'kysely'
import type { Cell } from '#domain/ledgers/sheet.ts'
import { type Actor, type Db, read, recordAct, type Tx, transact } from '../../platform/acts.ts'
import type { Files } from '../../platform/files.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { harmless } from '../../platform/workbooks.ts'
import {
  type OpenWorkbook,
  type OwnersWorkbook,
  type OwnerTable,
  type ReadOwnerRow,
  readOwnersWorkbook,
} from './read-workbook.ts'

const reasonHeader = '退回原因'
const wrong: CellStyle = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFC7CE' } },
  font: { bold: true },
}

/** Where workbooks are kept, and how they are opened. */
type Books = { files: Files; openWorkbook: OpenWorkbook }

type Refusal = { row: ReadOwnerRow; words: string }

/**
 * The rows of a developer's workbook that stayed out, as they came, with the reasons in a last column and the cells they are
 * about marked: to be corrected and handed in again. Read anew from the kept file. Whoever takes them sees people's numbers,
 * so taking them is an act.
 */
export async function refusedOwners(
  { db, ...books }: { db: Db } & Books,
  actor: Actor,
  countyCode: string,
  batchId: string,
): Promise<Buffer> {
  const { kept, words } = await read(db, actor, async (tx) => ({
    kept: await keptFile(tx, countyCode, batchId),
    words: await refusedItems(tx, countyCode, batchId),
  }))
  const payload = { batch: batchId, rows: words.size }
  await transact(db, actor, (tx) =>
    recordAct(tx, { countyCode, kind: 'refused_rows_taken', actor, reason: '下载退回的行', payload, rows: [] }),
  )
  return faultyRows(books, kept, countyCode, words)
}

/** Rows of a kept workbook that something is wrong with, by their number among all rows, each with what it is. */
export async function faultyRows(
  books: Books,
  kept: KeptBook,
  countyCode: string,
  words: ReadonlyMap<number, string>,
): Promise<Buffer> {
  const workbook = await readKept(books, kept, countyCode)
  const refusals = workbook.rows.flatMap((row, at) => {
    const why = words.get(at + 1) // items are numbered in the order of the rows
    return why === undefined ? [] : [{ row, words: why }]
  })
  const sheets = workbook.tables.flatMap((table, at) => {
    const rows = refusals.filter(({ row }) => row.table === at)
    return rows.length > 0 ? [sheetOf(table, rows)] : []
  })
  return Buffer.from(await writeXlsx({ sheets: sheets.length > 0 ? sheets : [nothingRefused] }))
}

const nothingRefused: WriteSheet = { name: '无退回', rows: [['没有退回的行']] }

export type KeptBook = { name: string; sha256: Buffer }

async function readKept(
  { files, openWorkbook }: Books,
  { name, sha256 }: KeptBook,
  countyCode: string,
): Promise<OwnersWorkbook> {
  const folder = await mkdtemp(join(tmpdir(), 'qingling-owners-'))
  try {
    const path = join(folder, 'owners')
    await files.copyTo(sha256, path)
    return await readOwnersWorkbook(openWorkbook, path, name, { countyCode, today: officeToday() })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function keptFile(tx: Tx, countyCode: string, batchId: string): Promise<KeptBook> {
  const { rows } = await sql<KeptBook>`
    select name, sha256 from batches where county_code = ${countyCode} and id = ${batchId} and act = 'submit' and sha256 is not null`.execute(
    tx,
  )
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_batch', message: '没有这个业主批次' })
  return rows[0]
}

/** Why each item stayed out, by its number. */
async function refusedItems(tx: Tx, countyCode: string, batchId: string): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ itemNo: number; words: string }>`
    select item_no as "itemNo", refusal_words as words from batch_items
     where county_code = ${countyCode} and batch_id = ${batchId} and state = 'refused'`.execute(tx)
  return new Map(rows.map(({ itemNo, words }) => [itemNo, words]))
}

function sheetOf({ sheet, headers }: OwnerTable, refusals: readonly Refusal[]): WriteSheet {
  const kept = headers.map((header, index) => ({ header, index })).filter(({ header }) => header !== reasonHeader)
  const cells = new Map<string, Partial<WrittenCell>>()
  const rows: CellValue[][] = [[...kept.map(({ header }) => shortHeader(header)), reasonHeader]]
  for (const { row, words } of refusals) {
    const at = rows.length
    const byCell = wordsByCell(words)
    for (const [column, { index }] of kept.entries()) {
      const text = byCell.get(`${lettersOf(index)}${row.rowNo}`)?.join('\n')
      if (text === undefined) continue
      cells.set(`${at},${column}`, {
        value: written(row.cells[index] ?? null),
        style: wrong,
        comment: { author: '清零', text },
      })
    }
    rows.push([...kept.map(({ index }) => written(row.cells[index] ?? null)), withoutCells(words)])
  }
  const columns = [...kept.map(() => ({ width: 16 })), { width: 60 }]
  return { name: sheet.slice(0, 31), rows, cells, columns, freezePane: { rows: 1 } }
}

/** The label without the groups above it, which the row of this sheet has no place for. */
const shortHeader = (header: string) => header.slice(header.lastIndexOf('/') + 1)

/** A fault as it stands in the words of an item: its cell before it, where it has one. */
const told = /(?:^|；)([A-Z]{1,3}\d+) ([^；]+)/g

/** What is wrong, by the cell of the file it is about. */
const wordsByCell = (words: string): ReadonlyMap<string, readonly string[]> => {
  const faults = [...words.matchAll(told)].map(([, cell = '', fault = '']) => ({ cell, fault }))
  return new Map([...Map.groupBy(faults, ({ cell }) => cell)].map(([cell, of]) => [cell, of.map(({ fault }) => fault)]))
}

/** The row stands elsewhere in this sheet than in the file it came from: the cells it was told by would mislead. */
const withoutCells = (words: string) => words.replaceAll(/(^|；)[A-Z]{1,3}\d+ /g, '$1')

const lettersOf = (index: number): string =>
  (index >= 26 ? lettersOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

/** A cell as it stood; long numbers become text so that no further digits are lost. */
function written(cell: Cell): CellValue {
  if (typeof cell === 'number') return Number.isSafeInteger(cell) || Math.abs(cell) < 1e15 ? cell : String(cell)
  if (cell === null || typeof cell !== 'object') return harmless(cell)
  return 'day' in cell ? cell.day : cell.error
}
