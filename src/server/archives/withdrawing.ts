import { sql } from 'kysely'
import { type FiledPaper, refuseWithdrawal, withdrawWords } from '#domain/archives/withdrawing.ts'
import { type Actor, nextAct, recordAct, type Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { ofEnteredApplication } from './lists.ts'
import { type Reader, visibleTo } from './readers.ts'

/** Withdraws a paper wrongly filed: it stays, marked with the reason, and counts no more. What it was shared by ends with it. */
export async function withdrawFile(
  tx: Tx,
  actor: Actor,
  reader: Reader,
  { fileId, reason }: { fileId: string; reason: string },
): Promise<{ id: string }> {
  const { countyCode } = reader
  await nextAct(tx, countyCode) // acts of a county wait here, so that nobody withdraws it meanwhile
  const { rows } = await sql<FiledPaper>`
    select f.added_by as "addedBy", f.added_on as "addedOn", f.withdrawn_on as "withdrawnOn", ${ofEnteredApplication} as "isOfEnteredApplication"
      from archive_files as f where f.county_code = ${countyCode} and f.id = ${fileId} and ${visibleTo(reader)}`.execute(
    tx,
  )
  const paper = rows[0]
  if (!paper) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  const today = officeToday()
  const refusal = refuseWithdrawal(paper, reader, today)
  if (refusal) throw new Refused({ kind: 'conflict', code: refusal, message: withdrawWords[refusal] })
  const change = {
    withdrawn_on: today,
    withdrawn_by: actor.accountId,
    withdrawer_name: actor.name,
    withdrawn_reason: reason,
  }
  await sql`
    update archive_files set withdrawn_on = ${today}, withdrawn_by = ${actor.accountId}, withdrawer_name = ${actor.name}, withdrawn_reason = ${reason}
     where county_code = ${countyCode} and id = ${fileId}`.execute(tx)
  const rowsOfAct = [{ subjectKind: 'archive_file' as const, subjectId: fileId, change }]
  await recordAct(tx, { countyCode, kind: 'paper_withdrawn', actor, reason, rows: rowsOfAct })
  await sql`select pg_notify('archives', ${countyCode})`.execute(tx)
  return { id: fileId }
}
