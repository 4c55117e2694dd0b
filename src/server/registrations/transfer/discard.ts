import { sql } from 'kysely'
import { type Actor, type Db, recordAct, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'

/** Gives up a batch of owners that was never carried out; its homes are free for another. */
export function discardOwners(
  db: Db,
  actor: Actor,
  countyCode: string,
  batchId: string,
  reason: string,
): Promise<{ id: string }> {
  return transact(db, actor, async (tx) => {
    const { rows } = await sql<{ isOpen: boolean }>`
      select state = 'previewed' and run_by is null as "isOpen" from batches
       where county_code = ${countyCode} and id = ${batchId} and act = 'submit' for update`.execute(tx)
    if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_batch', message: '没有这个业主批次' })
    if (!rows[0].isOpen)
      throw new Refused({ kind: 'conflict', code: 'batch_begun', message: '批次已经开始办理或已办完，不能放弃' })
    await sql`
      update batches set state = 'finished', finished_at = now() where county_code = ${countyCode} and id = ${batchId}`.execute(
      tx,
    )
    await recordAct(tx, { countyCode, kind: 'batch_discarded', actor, reason, payload: { batch: batchId }, rows: [] })
    return { id: batchId }
  })
}
