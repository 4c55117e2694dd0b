import { sql } from 'kysely'
import { type Actor, type Db, holdActs, transact } from '../../platform/acts.ts'
import { changeRecord, type FirstPlace, lockFirst, refuseClosed } from './change.ts'

/** Writes the 附记 anew; once entered it stays. */
export function writeNote(
  db: Db,
  actor: Actor,
  place: FirstPlace,
  { reason, note }: { reason: string; note: string },
): Promise<void> {
  const { countyCode, applicationId } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    refuseClosed(await lockFirst(tx, place))
    const act = { kind: 'first_note_written', reason }
    await changeRecord(tx, { countyCode, actor, act }, { kind: 'application', id: applicationId }, () =>
      sql`
        update applications set remark = nullif(${note}, '') where county_code = ${countyCode} and id = ${applicationId}`.execute(
        tx,
      ),
    )
  })
}
