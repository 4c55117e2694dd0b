import { sql } from 'kysely'
import { taken } from '#domain/ledgers/uses.ts'
import type { Actor, Tx } from '../platform/acts.ts'
import type { Import } from './checks.ts'

export type ImportFile = { fileNo: number; name: string; bytes: number; sha256: Buffer }

export async function insertImport(
  tx: Tx,
  countyCode: string,
  broughtBy: Actor,
  files: readonly ImportFile[],
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with brought as (
      insert into imports (county_code, status, brought_by, bringer_name)
      values (${countyCode}, 'received', ${broughtBy.accountId}, ${broughtBy.name}) returning id
    ), kept as (
      insert into import_files (county_code, import_id, file_no, name, bytes, sha256)
      select ${countyCode}, brought.id, f.file_no, f.name, f.bytes, f.sha256
        from brought, unnest(${files.map((f) => f.fileNo)}::smallint[], ${files.map((f) => f.name)}::text[],
                             ${files.map((f) => f.bytes)}::bigint[], ${files.map((f) => f.sha256)}::bytea[]) as f (file_no, name, bytes, sha256)
    )
    select id from brought`.execute(tx)
  const id = rows[0]?.id
  if (!id) throw new Error('an import was inserted but gave no id')
  return id
}

export type ImportStatus = 'received' | 'reading' | 'previewed' | 'committing' | 'committed' | 'refused' | 'discarded'

/** Moves an import on, if it stands where it must; false when it does not (any more). */
export async function moveImport(
  tx: Tx,
  { countyCode, importId }: Import,
  from: readonly ImportStatus[],
  to: ImportStatus,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update imports set status = ${to}, refusal = null, progress = case when ${to} in ('previewed', 'committed') then 1 else 0 end
     where county_code = ${countyCode} and id = ${importId} and status = any (${from}::text[])`.execute(tx)
  return numAffectedRows === 1n
}

export async function findImportStatus(tx: Tx, { countyCode, importId }: Import): Promise<ImportStatus | undefined> {
  const { rows } = await sql<{ status: ImportStatus }>`
    select status from imports where county_code = ${countyCode} and id = ${importId} for update`.execute(tx)
  return rows[0]?.status
}

export async function refuseImport(
  tx: Tx,
  { countyCode, importId }: Import,
  refusal: { kind: string; message: string },
): Promise<void> {
  await sql`
    update imports set status = 'refused', refusal = ${JSON.stringify(refusal)}::jsonb
     where county_code = ${countyCode} and id = ${importId}`.execute(tx)
}

export async function recordCommit(tx: Tx, { countyCode, importId }: Import, actNo: number | null): Promise<void> {
  await sql`
    update imports set status = 'committed', progress = 1, committed_act = ${actNo}
     where county_code = ${countyCode} and id = ${importId}`.execute(tx)
}

export async function listImportFiles(tx: Tx, { countyCode, importId }: Import): Promise<ImportFile[]> {
  const { rows } = await sql<ImportFile>`
    select file_no as "fileNo", name, bytes, sha256
      from import_files where county_code = ${countyCode} and import_id = ${importId} order by file_no`.execute(tx)
  return rows
}

/** Removes what an earlier reading staged, so that the files can be read again. */
export async function clearStaging(tx: Tx, { countyCode, importId }: Import): Promise<void> {
  for (const table of ['staged_units', 'staged_owners', 'staged_rows', 'import_findings', 'import_tables'] as const) {
    await sql`delete from ${sql.table(table)} where county_code = ${countyCode} and import_id = ${importId}`.execute(tx)
  }
}

/** Staging is emptied once an import is decided; what was found in it stays. */
export async function clearStagedRows(tx: Tx, { countyCode, importId }: Import): Promise<void> {
  for (const table of ['staged_units', 'staged_owners', 'staged_rows'] as const) {
    await sql`delete from ${sql.table(table)} where county_code = ${countyCode} and import_id = ${importId}`.execute(tx)
  }
}

/** Imports whose reading or taking over a crash broke off: their status says under way, but nothing is. */
export async function listUnderWay(tx: Tx): Promise<(Import & { status: 'reading' | 'committing' | 'previewed' })[]> {
  const { rows } = await sql<Import & { status: 'reading' | 'committing' | 'previewed' }>`
    select i.county_code as "countyCode", i.id as "importId", i.status
      from imports as i
     where i.status in ('reading', 'committing')
        or (i.status = 'previewed'
            and exists (select from import_tables as t where t.county_code = i.county_code and t.import_id = i.id and t.kind = any (${taken}::text[]) and t.row_count > 0)
            and not exists (select from staged_units as s where s.county_code = i.county_code and s.import_id = i.id)
            and not exists (select from staged_rows as s where s.county_code = i.county_code and s.import_id = i.id))`.execute(
    tx,
  )
  return rows
}

/** What a clerk of this county said headers mean, by kind of table and header. */
export async function listCorrections(
  tx: Tx,
  countyCode: string,
): Promise<{ kind: string; header: string; field: string | null }[]> {
  const { rows } = await sql<{ kind: string; header: string; field: string | null }>`
    select kind, header, field from column_corrections where county_code = ${countyCode}`.execute(tx)
  return rows
}

export async function saveCorrections(
  tx: Tx,
  countyCode: string,
  kind: string,
  corrections: readonly { header: string; field: string | null }[],
): Promise<void> {
  await sql`
    insert into column_corrections (county_code, kind, header, field)
    select ${countyCode}, ${kind}, c.header, c.field
      from jsonb_to_recordset(${JSON.stringify(corrections)}::jsonb) as c (header text, field text)
    on conflict (county_code, kind, header) do update set field = excluded.field`.execute(tx)
}

/** A county's own name, and the others a ledger may wrongly belong to. */
export async function getCountyNames(tx: Tx, countyCode: string): Promise<{ name: string; others: string[] }> {
  const { rows } = await sql<{
    code: string
    name: string
  }>`select code, name from regions where level in ('city', 'county')`.execute(tx)
  const own = rows.find(({ code }) => code === countyCode)
  if (!own) throw new Error(`no county ${countyCode}`)
  return {
    name: own.name,
    others: rows.filter(({ code }) => code !== countyCode && code !== '141100').map(({ name }) => name),
  }
}
