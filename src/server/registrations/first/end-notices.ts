import { sql } from 'kysely'
import { stateFacts } from '../../diagnosis/actions.ts'
import { type Actor, type Db, holdActs, read, recordAct, systemActor, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { tellApplications } from '../tell.ts'
import { moveFirst } from './change.ts'
import { changeNotice, closeNotice, type LockedNotice, type NoticePlace } from './notices.ts'

/**
 * Ends a notice whose days are over without an objection that stands: the gate is passed, the clock goes on, and what the
 * notice was to show is a fact of the estate from then on.
 */
export function endNotice(db: Db, actor: Actor, place: NoticePlace, { reason }: { reason: string }): Promise<void> {
  const words = '期满，无异议或异议不成立'
  return changeNotice(
    db,
    actor,
    place,
    { kind: 'notice_passed', reason, act: 'end' },
    (tx) => closeNotice(tx, place, 'passed', words),
    (tx, notice) => passGate(tx, actor, place, notice, reason),
  )
}

async function passGate(
  tx: Tx,
  actor: Actor,
  place: NoticePlace,
  { endsOn, fact, matter }: LockedNotice,
  reason: string,
) {
  const today = officeToday()
  await moveFirst(tx, actor, place, { act: 'resume', on: today }, reason)
  const evidence = `公示到 ${endsOn} 期满，无异议或异议不成立`
  const move = { act: 'pass', gate: 'notice', state: 'passed', on: today, evidence, basis: null } as const
  await moveFirst(tx, actor, place, move, reason)
  if (fact) {
    const { countyCode } = place
    const estateId = await estateOf(tx, place)
    const stated = {
      estateId,
      fact,
      value: true,
      said: `${evidence}：${matter}`.slice(0, 200),
      asOf: today,
      kind: 'document',
    } as const
    await stateFacts(tx, { countyCode, actor, kind: 'facts_recorded', reason }, [stated])
  }
}

async function estateOf(tx: Tx, { countyCode, applicationId }: NoticePlace): Promise<string> {
  const { rows } = await sql<{ estateId: string }>`
    select estate_id as "estateId" from applications where county_code = ${countyCode} and id = ${applicationId}`.execute(
    tx,
  )
  if (!rows[0]) throw new Error(`a notice without its application ${applicationId}`)
  return rows[0].estateId
}

/** Ends every notice of a county whose days are over; how many. What days missed is caught up, nothing ends twice. */
export async function endDueNotices(db: Db, countyCode: string): Promise<number> {
  const actor = systemActor([countyCode])
  await closeOrphans(db, actor, countyCode)
  const due = await read(db, actor, (tx) => dueNotices(tx, countyCode))
  const faults: unknown[] = []
  // one transaction for each: one that cannot end today holds up no other
  for (const place of due)
    await endNotice(db, actor, { ...place, countyCode }, { reason: '公示期满' }).catch((fault) => faults.push(fault))
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} notices of ${countyCode} could not be ended`)
  return due.length
}

/** Takes back what is still posted for applications that ended meanwhile; one act, however many. */
function closeOrphans(db: Db, actor: Actor, countyCode: string): Promise<void> {
  const words = '申请已终止'
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { rows } = await sql<{ id: string; endedOn: string }>`
      update public_notices as n set state = 'withdrawn', ended_on = ${officeToday()}, end_words = ${words}
        from applications as a
       where n.county_code = ${countyCode} and a.county_code = n.county_code and a.id = n.application_id and not a.is_open
         and n.state in ('drafted', 'running', 'stopped')
      returning n.id, n.ended_on as "endedOn"`.execute(tx)
    if (rows.length === 0) return
    const changed = rows.map(({ id, endedOn }) => ({
      subjectKind: 'public_notice' as const,
      subjectId: id,
      change: { state: 'withdrawn', ended_on: endedOn, end_words: words },
    }))
    await recordAct(tx, { countyCode, kind: 'notice_withdrawn', actor, reason: words, rows: changed })
    await tellApplications(tx, countyCode)
  })
}

async function dueNotices(tx: Tx, countyCode: string): Promise<Omit<NoticePlace, 'countyCode'>[]> {
  const { rows } = await sql<Omit<NoticePlace, 'countyCode'>>`
    select n.id as "noticeId", n.application_id as "applicationId"
      from public_notices as n join applications as a on a.county_code = n.county_code and a.id = n.application_id
     where n.county_code = ${countyCode} and n.state = 'running' and n.ends_on < ${officeToday()} and a.is_open
     order by n.ends_on, n.id`.execute(tx)
  return rows
}
