import { sql } from 'kysely'
import { type ObjectionDecision, stateAfter } from '#domain/registrations/first/notice.ts'
import type { Actor, Db, Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { moveFirst } from './change.ts'
import { changeNotice, closeNotice, type NoticePlace } from './notices.ts'
import { tellOfObjections } from './tell-office.ts'

type NewObjection = {
  reason: string
  raisedOn: string
  objector: string
  words: string
  /** What is kept with it in the same act: who stands behind an objection from outside. */
  alongside?: (tx: Tx, objectionNo: number) => Promise<unknown>
}

/** Records who objects and why: the notice stops, and the registration behind it, until it is decided. */
export function objectToNotice(
  db: Db,
  actor: Actor,
  place: NoticePlace,
  { reason, alongside, ...objection }: NewObjection,
): Promise<void> {
  const act = { kind: 'notice_objected_to', reason, act: 'object' } as const
  const tell = (tx: Tx) => tellOfObjections(tx, actor, place.countyCode)
  const add = async (tx: Tx) => {
    const objectionNo = await addObjection(tx, place, objection)
    await alongside?.(tx, objectionNo)
  }
  return changeNotice(db, actor, place, act, add, tell)
}

async function addObjection(
  tx: Tx,
  place: NoticePlace,
  { raisedOn, objector, words }: { raisedOn: string; objector: string; words: string },
): Promise<number> {
  await refuseDay(tx, place, raisedOn)
  const { rows } = await sql<{ no: number }>`
      insert into notice_objections (county_code, notice_id, objection_no, raised_on, objector, words)
      select ${place.countyCode}, ${place.noticeId}, coalesce(max(objection_no), 0) + 1, ${raisedOn}, ${objector}, ${words}
        from notice_objections where county_code = ${place.countyCode} and notice_id = ${place.noticeId}
      returning objection_no as no`.execute(tx)
  if (!rows[0]) throw new Error('an objection got no number')
  await sql`
      update public_notices set state = 'stopped' where county_code = ${place.countyCode} and id = ${place.noticeId}`.execute(
    tx,
  )
  return rows[0].no
}

async function refuseDay(tx: Tx, { countyCode, noticeId }: NoticePlace, raisedOn: string): Promise<void> {
  const { rows } = await sql<{ postedOn: string }>`
    select posted_on as "postedOn" from public_notices where county_code = ${countyCode} and id = ${noticeId}`.execute(
    tx,
  )
  const postedOn = rows[0]?.postedOn ?? raisedOn
  const message =
    raisedOn > officeToday()
      ? `异议日 ${raisedOn} 还没有到`
      : raisedOn < postedOn
        ? `异议日 ${raisedOn} 早于张贴日 ${postedOn}`
        : null
  if (message) throw dayRefused('raisedOn', message)
}

const dayRefused = (field: string, message: string) =>
  new Refused({
    kind: 'invalid',
    code: 'dates_out_of_order',
    message,
    fields: [{ field: `body.${field}`, message }],
  })

export type GivenDecision = { reason: string; decidedOn: string; decision: ObjectionDecision; words: string }

/** Decides an objection: once none is left the notice runs on; one that is upheld ends it, and the gate stays shut. */
export function decideObjection(db: Db, actor: Actor, place: ObjectionPlace, given: GivenDecision): Promise<void> {
  return settle(db, actor, place, { ...given, decidedBy: actor.accountId })
}

/** Whoever objected from outside takes it back himself: no account decides, and the notice runs on once none is left. */
export function takeObjectionBack(db: Db, actor: Actor, place: ObjectionPlace): Promise<void> {
  const words = '异议人自行撤回'
  const decision = { decision: 'taken_back', decidedOn: officeToday(), decidedBy: null } as const
  return settle(db, actor, place, { ...decision, reason: words, words })
}

export type ObjectionPlace = NoticePlace & { objectionNo: number }
type Settling = GivenDecision & { decidedBy: string | null }

function settle(db: Db, actor: Actor, place: ObjectionPlace, given: Settling): Promise<void> {
  return changeNotice(
    db,
    actor,
    place,
    { kind: 'objection_decided', reason: given.reason, act: 'decide' },
    async (tx) => {
      await decideOne(tx, actor, place, given)
      const becomes = stateAfter(await decisionsOf(tx, place))
      if (becomes === 'failed') await closeNotice(tx, place, 'failed', `异议成立：${given.words}`)
      else
        await sql`
          update public_notices set state = ${becomes} where county_code = ${place.countyCode} and id = ${place.noticeId}`.execute(
          tx,
        )
    },
    async (tx) => {
      if (given.decision === 'upheld')
        await moveFirst(tx, actor, place, { act: 'resume', on: officeToday() }, given.reason)
    },
  )
}

async function decideOne(
  tx: Tx,
  actor: Actor,
  { countyCode, noticeId, objectionNo }: ObjectionPlace,
  { decidedOn, decidedBy, decision, words }: Settling,
): Promise<void> {
  const { rows } = await sql<{ raisedOn: string; decision: string | null }>`
    select raised_on as "raisedOn", decision from notice_objections
     where county_code = ${countyCode} and notice_id = ${noticeId} and objection_no = ${objectionNo}`.execute(tx)
  const [objection] = rows
  if (!objection) throw new Refused({ kind: 'missing', code: 'no_such_objection', message: '没有这条异议' })
  if (objection.decision !== null)
    throw new Refused({ kind: 'conflict', code: 'objection_decided', message: '这条异议已经处理' })
  if (decidedOn > officeToday()) throw dayRefused('decidedOn', `处理日 ${decidedOn} 还没有到`)
  if (decidedOn < objection.raisedOn)
    throw dayRefused('decidedOn', `处理日 ${decidedOn} 早于异议日 ${objection.raisedOn}`)
  await sql`
    update notice_objections
       set decision = ${decision}, decision_words = ${words}, decided_on = ${decidedOn}, decided_by = ${decidedBy}, decider_name = ${actor.name}
     where county_code = ${countyCode} and notice_id = ${noticeId} and objection_no = ${objectionNo}`.execute(tx)
}

async function decisionsOf(tx: Tx, { countyCode, noticeId }: NoticePlace): Promise<(ObjectionDecision | null)[]> {
  const { rows } = await sql<{ decision: ObjectionDecision | null }>`
    select decision from notice_objections where county_code = ${countyCode} and notice_id = ${noticeId}`.execute(tx)
  return rows.map(({ decision }) => decision)
}
