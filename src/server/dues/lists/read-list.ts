import { basename } from 'node:path'
import type { DueKind } from '#domain/dues/kinds.ts'
import { findListColumns } from '#domain/dues/list-columns.ts'
import { createListReader, kindNamed, type ListRow } from '#domain/dues/list-rows.ts'
import type { SheetRow } from '#domain/ledgers/sheet.ts'
import { LedgerRefused, openWorkbook } from '../../ledgers/actions.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'

/** How far down a sheet its header is looked for. */
const headerWithin = 20

/** More than a county's tax office books in a year; a longer list is brought in parts. */
const mostRows = 300_000

export type ReadList = {
  rows: readonly (ListRow & { sheet: string })[]
  /** What the list itself says it comes to; null: it does not. */
  statedFen: number | null
}

/** The lines of a payment list: of every sheet with a header that names money and whom it is for. */
export async function readList(path: string, label: string, kind: DueKind | null): Promise<ReadList> {
  const workbook = await opened(path, label)
  try {
    const sheets = []
    for (const sheet of workbook.sheets) sheets.push(await readSheet(sheet, label, kind))
    const found = sheets.filter((sheet) => sheet !== null)
    if (found.length === 0) throw noHeader(label)
    const rows = found.flatMap((sheet) => sheet.rows)
    if (rows.length === 0) throw noRows(label)
    if (rows.length > mostRows) throw tooLong(label)
    const stated = found.flatMap(({ statedFen }) => statedFen ?? [])
    return { rows, statedFen: stated.length === 0 ? null : stated.reduce((sum, fen) => sum + fen, 0) }
  } finally {
    await workbook.close()
  }
}

type SheetToRead = { name: string; rows(): AsyncIterable<readonly SheetRow[]> }

/** Null: the sheet has no header of a payment list. The last line of a sum is the sheet's own. */
async function readSheet(sheet: SheetToRead, label: string, kind: DueKind | null): Promise<ReadList | null> {
  const { read, hasHeader } = createSheetReader(`${basename(label)} ${sheet.name}`, kind)
  const rows: (ListRow & { sheet: string })[] = []
  let statedFen: number | null = null
  for await (const batch of sheet.rows())
    for (const line of batch) {
      const said = read(line)
      if (said && 'row' in said) rows.push({ ...said.row, sheet: sheet.name })
      if (said && 'statedFen' in said) statedFen = said.statedFen
    }
  return hasHeader() ? { rows, statedFen } : null
}

/** Looks for the header first; what stands above it, and the names of file and sheet, may tell the kind of all lines. */
function createSheetReader(names: string, kind: DueKind | null) {
  let read: ReturnType<typeof createListReader> | null = null
  let above = names
  return {
    hasHeader: () => read !== null,
    read: ({ row, cells }: SheetRow) => {
      if (read) return read(row, cells)
      const columns = row <= headerWithin ? findListColumns(cells) : null
      if (columns) read = createListReader({ columns, today: officeToday(), usualKind: kind ?? kindNamed(above) })
      above += ` ${cells.filter((cell) => typeof cell === 'string').join(' ')}`
      return null
    },
  }
}

/** A file that is no table is refused in the words of the reader of ledgers. */
async function opened(path: string, label: string) {
  try {
    return await openWorkbook(path, { label })
  } catch (error) {
    if (error instanceof LedgerRefused) throw new Refused({ kind: 'invalid', code: error.kind, message: error.message })
    throw error
  }
}

const noHeader = (label: string) =>
  new Refused({
    kind: 'invalid',
    code: 'no_list_columns',
    message: `“${label}”中没有缴款清单：表头要有金额、缴款人（或证件号、房号），以及凭证号或缴款日期`,
  })

const noRows = (label: string) =>
  new Refused({ kind: 'invalid', code: 'empty_list', message: `“${label}”只有表头，没有缴款` })

const tooLong = (label: string) =>
  new Refused({
    kind: 'invalid',
    code: 'list_too_long',
    message: `“${label}”超过 ${mostRows.toLocaleString('en-US')} 行，请拆分后导入`,
  })
