import { sql } from 'kysely'
import type { Finding, ImportedTable, Import as ImportView } from '#contract/ledgers.ts'
import type { TableKind } from '#domain/ledgers/tables.ts'
import { useOf } from '#domain/ledgers/uses.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import type { Import } from './checks.ts'

type ImportHead = Omit<ImportView, 'files'> & { fileNames: string[] }

const importHead = sql`
  select i.id, i.county_code as "countyCode", i.status, i.bringer_name as "broughtBy", to_json(i.brought_at) #>> '{}' as "broughtAt", i.progress, i.refusal,
         coalesce(f.errors, 0) as errors, coalesce(f.warnings, 0) as warnings, coalesce(f.notices, 0) as notices,
         (select array_agg(name order by file_no) from import_files as n where n.county_code = i.county_code and n.import_id = i.id) as "fileNames"
    from imports as i
    left join lateral (
           select count(*) filter (where severity = 'error') as errors, count(*) filter (where severity = 'warning') as warnings,
                  count(*) filter (where severity = 'notice') as notices
             from import_findings as x where x.county_code = i.county_code and x.import_id = i.id) as f on true`

/** The imports of a county, newest first. */
export async function listImports(tx: Tx, countyCode: string): Promise<ImportHead[]> {
  const { rows } =
    await sql<ImportHead>`${importHead} where i.county_code = ${countyCode} order by i.brought_at desc limit 200`.execute(
      tx,
    )
  return rows.map(shown)
}

/** One import with what its sheets were recognised as. Refused when there is none in this jurisdiction. */
export async function getImport(tx: Tx, { countyCode, importId }: Import): Promise<ImportView> {
  const { rows } =
    await sql<ImportHead>`${importHead} where i.county_code = ${countyCode} and i.id = ${importId}`.execute(tx)
  const head = rows[0]
  if (!head) throw new Refused({ kind: 'missing', code: 'no_such_import', message: '没有这次导入' })
  const { rows: tables } = await sql<ImportedTable & { fileNo: number; kind: TableKind }>`
    select file_no as "fileNo", sheet, kind, place as "table", visibility, header_rows as "headerRows", columns, as_of as "asOf",
           row_count as rows, accepted, unchanged, rejected, cleaned
      from import_tables where county_code = ${countyCode} and import_id = ${importId} order by table_no`.execute(tx)
  const { fileNames, ...rest } = shown(head)
  const sheetsOf = (fileNo: number) =>
    tables
      .filter((table) => table.fileNo === fileNo)
      .map(({ fileNo: _, ...table }) => ({ ...table, use: useOf(table.kind) }))
  return { ...rest, files: fileNames.map((file, place) => ({ file, sheets: sheetsOf(place + 1) })) }
}

function shown(head: ImportHead): ImportHead {
  return { ...head, broughtAt: new Date(head.broughtAt).toISOString() }
}

export type FindingsQuery = {
  severity?: 'error' | 'warning' | 'notice' | undefined
  kind?: string | undefined
  after: number
  limit: number
}

/** A page of findings in the order of the ledger, and how many there are of each kind. */
export async function listFindings(
  tx: Tx,
  { countyCode, importId }: Import,
  { severity, kind, after, limit }: FindingsQuery,
) {
  const { rows } = await sql<Finding & { findingNo: number }>`
    select f.finding_no as "findingNo", file.name as file, f.sheet, f.cell, f.kind, f.severity, f.message, f.suggestion, f.related_cells as "relatedCells"
      from import_findings as f
      join import_files as file using (county_code, import_id, file_no)
     where f.county_code = ${countyCode} and f.import_id = ${importId} and f.finding_no > ${after}
       and (${severity ?? null}::text is null or f.severity = ${severity ?? null})
       and (${kind ?? null}::text is null or f.kind = ${kind ?? null})
     order by f.finding_no
     limit ${limit}`.execute(tx)
  const { rows: kinds } = await sql<{ kind: string; severity: string; n: number }>`
    select kind, severity, count(*) as n from import_findings
     where county_code = ${countyCode} and import_id = ${importId} group by kind, severity
     order by array_position('{error,warning,notice}', severity), n desc, kind`.execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.findingNo ?? null) : null, kinds }
}
