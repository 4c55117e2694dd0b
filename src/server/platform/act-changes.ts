import { sql } from 'kysely'
import { appendHistory, linkAct, type NewAct, nextAct, type Tx } from './acts.ts'

/**
 * Gathers what one act changes in the statements that change it, so that thousands of records never travel to this process and
 * back: they write `subject_kind, subject_id, change` into `act_changes`, and all of it becomes one act.
 */
export async function actGathering<T>(tx: Tx, act: NewAct, write: () => Promise<T>): Promise<T> {
  const { actNo } = await nextAct(tx, act.countyCode)
  await sql`create temporary table act_changes (subject_kind text, subject_id uuid, change jsonb) on commit drop`.execute(
    tx,
  )
  const written = await write()
  const gathered = sql`select row_number() over ()::integer as row_no, subject_kind, subject_id, change from act_changes`
  await appendHistory(tx, act.countyCode, actNo, gathered)
  await linkAct(tx, actNo, act)
  await sql`drop table act_changes`.execute(tx)
  return written
}
