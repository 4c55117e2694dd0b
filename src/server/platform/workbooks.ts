import { Readable } from 'node:stream'
import { writeXlsxStream } from 'hucre'
import { sql } from 'kysely'
import { csvLine } from '#domain/registrations/hand-over/csv-lines.ts'
import { type Actor, type Db, transact } from './acts.ts'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type WorkbookCell = string | number | boolean | null

export type ListFormat = 'xlsx' | 'csv'

export type ListToExport = {
  subject:
    | 'estates'
    | 'units'
    | 'tasks'
    | 'dues'
    | 'payments'
    | 'unallocated'
    | 'cash_closings'
    | 'due_account'
    | 'outreach'
  /** County or city the list is of; the export is logged there. */
  region: string
  sheet: string
  filters: Record<string, unknown>
  columns: readonly { header: string; width: number }[]
  /** The rows page by page, from the first to the last. */
  pages: AsyncIterable<readonly WorkbookCell[][]>
  /** Sums below the last row, asked for once every row is through. */
  foot?: () => WorkbookCell[]
}

/**
 * Streams a list as a workbook, or as a delimited file: a first line saying who took it and when, the header, then every row. Logged when it
 * begins, and with the number of rows when it is through; an export broken off shows no number.
 */
export async function streamWorkbook(
  db: Db,
  actor: Actor,
  list: ListToExport,
  format: ListFormat = 'xlsx',
): Promise<Readable> {
  const { rows } = await transact(db, actor, (tx) =>
    sql<{ id: string; at: string }>`
      insert into exports (county_code, account_id, subject, filters) values (${list.region}, ${actor.accountId}, ${list.subject}, ${JSON.stringify(list.filters)}::jsonb)
      returning id, to_char(exported_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at`.execute(tx),
  )
  const log = rows[0]
  if (!log) throw new Error('an export was logged but gave no id')
  const logRows = (n: number) =>
    transact(db, actor, (tx) =>
      sql`update exports set row_count = ${n} where county_code = ${list.region} and id = ${log.id}`.execute(tx),
    )

  async function* lines(): AsyncGenerator<WorkbookCell[]> {
    yield [`导出人：${actor.name}　导出时间：${log?.at}　仅供工作使用，个人信息已脱敏`]
    yield list.columns.map(({ header }) => header)
    let n = 0
    for await (const page of list.pages) {
      for (const row of page) yield row.map(harmless)
      n += page.length
    }
    if (list.foot) yield list.foot()
    await logRows(n)
  }
  if (format === 'csv') return Readable.from(delimited(lines()))
  const options = {
    name: list.sheet,
    columns: list.columns.map(({ width }) => ({ width })),
    freezePane: { rows: 2 },
    maxRowsPerSheet: 1_000_000,
  }
  return Readable.fromWeb(writeXlsxStream(lines(), options) as Parameters<typeof Readable.fromWeb>[0]) // the DOM's type of the same stream
}

/** UTF-8 with the mark by which Excel knows it. */
async function* delimited(lines: AsyncIterable<WorkbookCell[]>): AsyncGenerator<string> {
  yield '\ufeff'
  for await (const line of lines) yield csvLine(line.map((cell) => (typeof cell === 'boolean' ? Number(cell) : cell)))
}

/** Text that a spreadsheet would take for a formula is marked as text, also for whoever saves it as CSV. */
export function harmless(cell: WorkbookCell): WorkbookCell {
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}
