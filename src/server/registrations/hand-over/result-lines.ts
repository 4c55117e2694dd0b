import { sql } from 'kysely'
import type { Reconciliation } from '#domain/registrations/hand-over/reconcile.ts'
import { placeTold } from '#domain/registrations/hand-over/result-row.ts'
import type { Tx } from '../../platform/acts.ts'

/** Writes the report of a file anew: its lines in their order, then what it lacks. `entered`: applications it has just entered. */
export async function writeLines(
  tx: Tx,
  { countyCode, fileId }: { countyCode: string; fileId: string },
  { lines, missing }: Reconciliation,
  entered: ReadonlySet<string>,
): Promise<void> {
  const told = lines.map(({ row, home, application, finding, words }) => ({
    sheet_row: row.sheetRow,
    place: home?.place ?? placeTold(row),
    unit_code: home?.unitCode ?? row.unitCode,
    unit_id: home?.unitId ?? null,
    application_id: application?.id ?? null,
    certificate_no: row.certificateNo,
    entered_on: row.enteredOn,
    finding: finding === 'agreed' && application && entered.has(application.id) ? 'entered' : finding,
    words,
  }))
  const absent = missing.map(({ awaited, finding, words }) => ({
    sheet_row: null,
    place: awaited.place,
    unit_code: awaited.unitCode,
    unit_id: awaited.unitId,
    application_id: awaited.applicationId,
    certificate_no: null,
    entered_on: null,
    finding,
    words,
  }))
  await sql`delete from result_rows where county_code = ${countyCode} and file_id = ${fileId}`.execute(tx)
  await sql`
    insert into result_rows (county_code, file_id, line_no, sheet_row, place, unit_code, unit_id, application_id, certificate_no, entered_on, finding, words)
    select ${countyCode}, ${fileId}, no, l.sheet_row, l.place, l.unit_code, l.unit_id, l.application_id, l.certificate_no, l.entered_on, l.finding, l.words
      from rows from (jsonb_to_recordset(${JSON.stringify([...told, ...absent])}::jsonb)
             as (sheet_row integer, place text, unit_code text, unit_id uuid, application_id uuid, certificate_no text, entered_on date, finding text, words text))
           with ordinality as l (sheet_row, place, unit_code, unit_id, application_id, certificate_no, entered_on, finding, words, no)`.execute(
    tx,
  )
}
