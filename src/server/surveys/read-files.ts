import { readFile, stat } from 'node:fs/promises'
import type { SheetRow } from '#domain/ledgers/sheet.ts'
import type { GivenSheet } from '#domain/surveys/find-tables.ts'
import type { GivenSurvey } from '#domain/surveys/read-survey.ts'
import { LedgerRefused, openWorkbook } from '../ledgers/actions.ts'
import { Refused } from '../platform/refusals.ts'

type Upload = { name: string; path: string }

/** No estate has more homes and boundary points than this; a larger file is of something else. */
const mostRows = 60_000
const largestBytes = 30 * 1024 * 1024

/** The sheets of all spreadsheets handed in, and the GeoJSON files as they are. */
export async function readFiles(uploads: readonly Upload[]): Promise<Omit<GivenSurvey, 'meridian'>> {
  const sheets: GivenSheet[] = []
  const geojson: { name: string; text: string }[] = []
  for (const upload of uploads) {
    // one after the other: a file is held in memory while it is read
    if ((await stat(upload.path)).size > largestBytes)
      throw new Refused({ kind: 'invalid', code: 'too_large', message: `“${upload.name}”超过 30 MB，请按幢拆分` })
    if (/\.(geo)?json$/i.test(upload.name)) {
      geojson.push({ name: upload.name, text: await readFile(upload.path, 'utf8') })
    } else sheets.push(...(await sheetsOf(upload)))
  }
  return { sheets, geojson }
}

async function sheetsOf({ name, path }: Upload): Promise<GivenSheet[]> {
  try {
    const workbook = await openWorkbook(path, { label: name })
    try {
      const sheets: GivenSheet[] = []
      for (const sheet of workbook.sheets) {
        const rows = await rowsOf(sheet.rows(), name)
        sheets.push({ name: workbook.format === 'csv' ? name : sheet.name, rows })
      }
      return sheets
    } finally {
      await workbook.close()
    }
  } catch (error) {
    if (error instanceof LedgerRefused)
      throw new Refused({ kind: 'invalid', code: error.kind, message: error.message.replaceAll('导入', '提交') })
    throw error
  }
}

async function rowsOf(batches: AsyncIterable<SheetRow[]>, name: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const batch of batches) {
    rows.push(...batch)
    if (rows.length > mostRows)
      throw new Refused({ kind: 'invalid', code: 'too_large', message: `“${name}”超过 ${mostRows} 行，请按幢拆分` })
  }
  return rows
}
