import { basename } from 'node:path'
import type { ColumnMapping } from '#domain/ledgers/columns/match.ts'
import type { IsoDate } from '#domain/shared/quantities.ts'
import type { ReadEvent } from './events.ts'
import type { ReadingLimits } from './limits.ts'
import { openWorkbook } from './open-workbook.ts'
import { collectOptions } from './options.ts'
import { readSheet, type SheetReading } from './read-sheet.ts'
import type { Sheet } from './workbook.ts'

/** What is asked of a ledger, and what it is judged against. */
export type LedgerRequest = {
  countyCode: string
  countyName: string
  /** Names of the other counties the installation knows, to notice a ledger that is not this county's. */
  otherCounties?: readonly string[]
  /** Today in the county: no date of a ledger may lie after it. */
  today: IsoDate
  /** A clerk's corrections of the columns: field (or null: keep out) by header. */
  mapping?: ColumnMapping
  /** The name under which the clerk knows the file, when it is stored under another. */
  label?: string
  /** Largest believable area of one home, ㎡. */
  maxUnitAreaM2?: number
  limits?: ReadingLimits
}

/**
 * Reads a ledger from a spreadsheet file: finds its tables, recognises their columns, cleans the cells and judges each
 * row by itself. Throws `LedgerRefused` when the file cannot be read at all, which may also happen midway.
 */
export async function* readLedger(path: string, request: LedgerRequest): AsyncGenerator<ReadEvent> {
  const label = request.label ?? basename(path)
  const workbook = await openWorkbook(path, request.limits ? { label, limits: request.limits } : { label })
  try {
    const reading: SheetReading = {
      file: label,
      isTyped: workbook.format !== 'csv',
      uses: await collectOptions(workbook.sheets),
      request,
      asOf: null,
    }
    const fraction = createFraction(workbook.sheets)
    for (const [index, sheet] of workbook.sheets.entries()) {
      const { name, visibility, hiddenColumns, merges } = sheet
      yield { type: 'sheet', sheet: { name, visibility, hiddenColumns, merges }, index }
      for await (const event of readSheet(sheet, reading)) {
        yield event
        if (event.type === 'rows') yield { type: 'progress', fraction: fraction(index) }
      }
    }
    yield { type: 'progress', fraction: 1 }
  } finally {
    await workbook.close()
  }
}

/** Share of the whole workbook read when the sheet at `index` is as far as it says. */
function createFraction(sheets: readonly Sheet[]): (index: number) => number {
  const total = sheets.reduce((sum, sheet) => sum + sheet.bytes, 0)
  return (index) => {
    const before = sheets.slice(0, index).reduce((sum, sheet) => sum + sheet.bytes, 0)
    const sheet = sheets[index]
    return sheet && total > 0 ? (before + sheet.bytes * sheet.progress()) / total : 1
  }
}
