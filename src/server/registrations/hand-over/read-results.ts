import type { SheetRow } from '#domain/ledgers/sheet.ts'
import { createResultReader, findResultColumns, type ResultRow } from '#domain/registrations/hand-over/result-row.ts'
import { LedgerRefused, openWorkbook } from '../../ledgers/actions.ts'
import { Refused } from '../../platform/refusals.ts'

/** How far down a sheet its header is looked for. */
const headerWithin = 20

/** The lines of a file of results: of every sheet that has a header naming homes and results. */
export async function readResults(path: string, label: string): Promise<readonly ResultRow[]> {
  const workbook = await opened(path, label)
  try {
    const read = []
    for (const sheet of workbook.sheets) read.push(await linesOf(sheet))
    const found = read.flatMap((lines) => lines ?? [])
    if (read.every((lines) => lines === null)) throw noHeader(label)
    return found
  } finally {
    await workbook.close()
  }
}

/** Null: the sheet has no header of results. */
async function linesOf(sheet: { rows(): AsyncIterable<readonly SheetRow[]> }): Promise<readonly ResultRow[] | null> {
  let read: ReturnType<typeof createResultReader> | null = null
  const lines: ResultRow[] = []
  for await (const batch of sheet.rows())
    for (const { row, cells } of batch) {
      const line = read?.(row, cells)
      if (line) lines.push(line)
      const columns = read === null && row <= headerWithin ? findResultColumns(cells) : null
      if (columns) read = createResultReader(columns)
    }
  return read === null ? null : lines
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
    code: 'no_result_columns',
    message: `“${label}”中没有登记结果表：表头要有不动产单元号（或坐落、业务号）和不动产权证号、登簿日期`,
  })
