import type pg from 'pg'
import { factsOf } from '#domain/estates/ledger-facts.ts'
import { estateKey } from '#domain/estates/names.ts'
import { type Finding, findingKinds } from '#domain/ledgers/findings.ts'
import type { BuildingRow, EstateRow, SummaryRow, UnitExtractRow } from '#domain/ledgers/rows.ts'
import { cellOf, type RecognisedTable, type TableKind } from '#domain/ledgers/tables.ts'
import { isMoneyKind, isWorkKind, useOf } from '#domain/ledgers/uses.ts'
import { maskPhone } from '#domain/units/masks.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { ReadEvent, ReadRow, RowsEvent, TableEnd } from './reading/events.ts'
import { stagedMoney } from './staged-money.ts'
import { stagedWork } from './staged-work.ts'
import { Staging } from './staging.ts'

export type LedgerFile = { fileNo: number; name: string; events: AsyncIterable<ReadEvent> }

export type Reading = {
  owner: pg.Pool
  secrets: Secrets
  countyCode: string
  importId: string
  /** Day on which reasons count where a ledger names no reporting day. */
  today: string
  onProgress: (fraction: number) => void
}

/** A table of the import as it is being read. */
type OpenTable = {
  no: number
  fileNo: number
  table: RecognisedTable
  /** The latest 填报时间 of its file so far: a table of the work that names no day is as of it. */
  lastAsOf: string | null
  rejected: number
  notes: readonly string[]
}

/** Reads ledgers into the staging tables: rows, findings and what each sheet was recognised as. */
export async function readIntoStaging(reading: Reading, files: readonly LedgerFile[]): Promise<void> {
  const staging = await Staging.open(reading.owner, reading, reading.secrets)
  const small: SmallRow[] = []
  const tables: { open: OpenTable; end: TableEnd; visibility: string }[] = []
  try {
    for (const [place, file] of files.entries()) {
      await readFile(file, {
        reading,
        staging,
        small,
        tables,
        share: (fraction) => reading.onProgress((place + fraction) / files.length),
      })
    }
  } catch (error) {
    await staging.abandon(error instanceof Error ? error : new Error(String(error))).catch(() => {})
    throw error
  }
  await staging.close()
  await saveTables(reading, tables)
  await saveSmallRows(reading, small)
}

type FileReading = {
  reading: Reading
  staging: Staging
  small: SmallRow[]
  tables: { open: OpenTable; end: TableEnd; visibility: string }[]
  share: (fraction: number) => void
}

async function readFile(file: LedgerFile, { reading, staging, small, tables, share }: FileReading): Promise<void> {
  const open = new Map<string, OpenTable>()
  const foreign = new Set<string>() // sheets that are another county's ledger
  let visibility = 'visible'
  let lastAsOf: string | null = null
  for await (const event of file.events) {
    if (event.type === 'sheet') visibility = event.sheet.visibility
    if (event.type === 'table') {
      const opened = openTable(event.table, tables.length + open.size + 1, file.fileNo, lastAsOf)
      lastAsOf = opened.lastAsOf
      open.set(event.table.id, opened)
      if (event.table.kind === 'estates') staging.findingsOf(file.fileNo, doubtsOfCategory(event.table))
    }
    if (event.type === 'findings') {
      staging.findingsOf(file.fileNo, event.findings)
      for (const sheet of sheetsOfOthers(event.findings)) foreign.add(sheet)
    }
    if (event.type === 'rows') stageRows(event, mustGet(open, event.tableId), { reading, staging, small, foreign })
    if (event.type === 'table_end') {
      const ended = mustGet(open, event.tableId)
      open.delete(event.tableId)
      tables.push({ open: ended, end: event, visibility })
    }
    if (event.type === 'progress') share(event.fraction)
    await staging.flush()
  }
  if (tables.every(({ open: { fileNo, table } }) => fileNo !== file.fileNo || wordless.includes(table.kind)))
    staging.findingsOf(file.fileNo, [withoutTable(file.name)])
}

const openTable = (table: RecognisedTable, no: number, fileNo: number, lastAsOf: string | null): OpenTable => ({
  no,
  fileNo,
  table,
  lastAsOf: table.asOf ?? lastAsOf,
  rejected: 0,
  notes: [],
})

/** Sheets that hold no rows of any ledger. */
const wordless: readonly TableKind[] = ['empty', 'notes', 'options']

const withoutTable = (file: string): Finding => ({
  file,
  sheet: '',
  cell: null,
  kind: 'header_missing',
  severity: findingKinds.header_missing,
  message: `“${file}”里没有找到台账：没有表头，也没有数据行`,
  relatedCells: [],
})

const sheetsOfOthers = (findings: readonly Finding[]) =>
  findings.filter(({ kind }) => kind === 'wrong_county').map(({ sheet }) => sheet)

function mustGet(open: ReadonlyMap<string, OpenTable>, id: string): OpenTable {
  const table = open.get(id)
  if (!table) throw new Error(`rows of a table that was never opened: ${id}`)
  return table
}

/** A ledger that names no category anywhere counts as legacy, and says so. */
function doubtsOfCategory(table: RecognisedTable): Finding[] {
  if (table.category !== null || table.columns.some(({ field }) => field === 'category')) return []
  return [
    {
      file: table.file,
      sheet: table.sheet,
      cell: null,
      kind: 'category_unknown',
      severity: 'warning',
      message: '表中没有项目类别，暂按“历史遗留”统计；如有新建项目，请补充“项目类别”列后重新导入',
      relatedCells: [],
    },
  ]
}

type SmallRow = { tableNo: number; rowNo: number; isRejected: boolean; value: Record<string, unknown> }

type Place = { reading: Reading; staging: Staging; small: SmallRow[]; foreign: ReadonlySet<string> }

/** What every row of another county's ledger would say again; once for the table is enough. */
const ofOtherCounty: readonly string[] = ['wrong_county', 'unit_code_county', 'cert_county', 'parcel_code_county']

function stageRows(event: RowsEvent, open: OpenTable, { reading, staging, small, foreign }: Place): void {
  const isForeign = foreign.has(open.table.sheet)
  const reportedOn = open.table.asOf ?? reading.today
  for (const row of event.rows as readonly ReadRow<unknown>[]) {
    // the union by kind is told apart below, once per batch, by event.kind
    for (const finding of row.findings)
      if (!(isForeign && ofOtherCounty.includes(finding.kind))) staging.finding(open.fileNo, finding, row.row)
    if (rejects(row, open.table)) open.rejected += 1
  }
  if (event.kind === 'units') {
    for (const row of event.rows)
      staging.unit(open.no, row.row, row.value, { isRejected: rejects(row, open.table), reportedOn })
    return
  }
  const day = isWorkKind(event.kind) || isMoneyKind(event.kind) ? (open.lastAsOf ?? reading.today) : reportedOn
  for (const row of event.rows as readonly ReadRow<unknown>[]) {
    const value = smallValue(event.kind, row, open.table, { secrets: reading.secrets, reportedOn: day })
    if (value) small.push({ tableNo: open.no, rowNo: row.row, isRejected: rejects(row, open.table), value })
  }
}

const rejects = (row: { findings: readonly Finding[] }, table: RecognisedTable) =>
  table.blocked || row.findings.some(({ severity }) => severity === 'error')

/** The staged form of a row that is not a unit; `null` for kinds this release keeps in their file only. */
function smallValue(
  kind: TableKind,
  row: ReadRow<unknown>,
  table: RecognisedTable,
  { secrets, reportedOn }: { secrets: Secrets; reportedOn: string },
): Record<string, unknown> | null {
  // the kind of the batch tells the shape of its rows (see RowsEvent)
  if (kind === 'estates') return stagedEstate(row.value as EstateRow, table, row.row, secrets, reportedOn)
  if (kind === 'buildings') {
    const value = row.value as BuildingRow
    return { ...value, estate_key: value.estate === null ? null : estateKey(value.estate) }
  }
  if (kind === 'unit_extract') {
    const value = row.value as UnitExtractRow
    return {
      estate_key: value.estate === null ? null : estateKey(value.estate),
      building: value.building,
      entrance: value.entrance ?? '',
      room: value.room,
      area_m2: value.areaM2,
      open_reason: value.openReason,
    }
  }
  if (isWorkKind(kind)) return stagedWork(kind, row.value, reportedOn, secrets)
  if (isMoneyKind(kind)) return stagedMoney(kind, row.value, reportedOn)
  return useOf(table.kind) === 'compared' ? { ...(row.value as SummaryRow) } : null
}

function stagedEstate(
  row: EstateRow,
  table: RecognisedTable,
  rowNo: number,
  secrets: Secrets,
  reportedOn: string,
): Record<string, unknown> {
  const phone = row.developerPhone
  return {
    name: row.name,
    estate_key: row.name === null ? null : estateKey(row.name),
    category: row.category ?? table.category ?? 'legacy',
    township: row.township,
    location: row.location,
    nature: row.nature,
    developer: row.developer,
    developer_code: row.developerCode,
    developer_contact: row.developerContact,
    phone_cipher: phone === null ? null : secrets.seal(phone).toString('base64'),
    phone_digest: phone === null ? null : secrets.digest('phone', phone).toString('hex'),
    phone_masked: phone === null ? null : maskPhone(phone),
    parcel_code: row.parcelCode,
    completed_in: row.completedIn,
    liaison: row.liaison,
    liaison_person: row.liaisonPerson,
    remark: row.remark,
    stated_on: reportedOn,
    units: row.units,
    first_registered: row.firstRegisteredUnits,
    transferred: row.transferredUnits,
    buildings: row.buildings,
    area_m2: row.areaM2,
    facts: factsOf(
      row,
      { ofField: (field) => cellOf(table, field, rowNo), ofColumn: (column) => `${column}${rowNo}` },
      reportedOn,
    ),
  }
}

async function saveTables(
  { owner, countyCode, importId }: Reading,
  tables: readonly { open: OpenTable; end: TableEnd; visibility: string }[],
): Promise<void> {
  const rows = tables.map(({ open: { no, fileNo, table, rejected }, end, visibility }) => ({
    table_no: no,
    file_no: fileNo,
    sheet: table.sheet,
    visibility,
    place: table.index,
    kind: table.kind,
    header_rows: table.headerRows,
    columns: table.columns.map(({ column, header, field }) => ({ column, header, field })),
    as_of: table.asOf,
    row_count: end.rows,
    rejected: useOf(table.kind) === 'taken' ? rejected : 0,
    cleaned: Object.fromEntries(end.cleaned.map(({ kind, count }) => [kind, count])),
    notes: end.notes,
  }))
  await owner.query(
    `insert into import_tables (county_code, import_id, table_no, file_no, sheet, visibility, place, kind, header_rows, columns, as_of, row_count, rejected, cleaned, notes)
     select $1, $2, t.table_no, t.file_no, t.sheet, t.visibility, t.place, t.kind, t.header_rows, t.columns, t.as_of, t.row_count, t.rejected, t.cleaned, t.notes
       from jsonb_to_recordset($3::jsonb) as t (table_no smallint, file_no smallint, sheet text, visibility text, place smallint, kind text,
            header_rows integer[], columns jsonb, as_of date, row_count integer, rejected integer, cleaned jsonb, notes text[])`,
    [countyCode, importId, JSON.stringify(rows)],
  )
}

async function saveSmallRows({ owner, countyCode, importId }: Reading, rows: readonly SmallRow[]): Promise<void> {
  await owner.query(
    `insert into staged_rows (county_code, import_id, table_no, row_no, is_rejected, value)
     select $1, $2, r.table_no, r.row_no, r.is_rejected, r.value
       from unnest($3::smallint[], $4::integer[], $5::boolean[], $6::jsonb[]) as r (table_no, row_no, is_rejected, value)`,
    [
      countyCode,
      importId,
      rows.map((row) => row.tableNo),
      rows.map((row) => row.rowNo),
      rows.map((row) => row.isRejected),
      rows.map((row) => JSON.stringify(row.value)),
    ],
  )
}
