import { isBlank } from '#domain/ledgers/cells/texts.ts'
import type { SheetRow } from '#domain/ledgers/sheet.ts'
import { createTableFinder } from '#domain/ledgers/tables/find-tables.ts'
import { tableKindOf } from '#domain/ledgers/tables/table-kind.ts'
import type { Sheet } from './workbook.ts'

/** Packed bytes above which a sheet is no list of options. */
const largestOptionSheetBytes = 64 * 1024

/**
 * Allowed words for 用途 from the workbook's own list of options, wherever it stands, so that it is known before the
 * homes are read; null when the workbook has none.
 */
export async function collectOptions(sheets: readonly Sheet[]): Promise<ReadonlySet<string> | null> {
  for (const sheet of sheets) {
    if (sheet.bytes > largestOptionSheetBytes) continue
    const rows: SheetRow[] = []
    for await (const batch of sheet.rows()) rows.push(...batch)
    const uses = usesListed(sheet, rows)
    if (uses) return uses
  }
  return null
}

function usesListed(sheet: Sheet, rows: readonly SheetRow[]): ReadonlySet<string> | null {
  const finder = createTableFinder(sheet)
  const parts = [...rows.flatMap((row) => finder.push(row)), ...finder.finish()]
  const head = parts.find((part) => part.type === 'header')
  if (!head || tableKindOf(head.header.columns, sheet.name) !== 'options') return null
  const column = head.header.columns.find(({ label }) => label.endsWith('用途'))
  if (!column) return null
  const words = parts.flatMap((part) => (part.type === 'row' ? [part.row.cells[column.index]] : []))
  return new Set(words.flatMap((word) => (isBlank(word) ? [] : [String(word).trim()])))
}
