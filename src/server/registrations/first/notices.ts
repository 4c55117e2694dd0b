import { sql } from 'kysely'
import { noticeBasis } from '#domain/registrations/first/gates.ts'
import {
  type DayKind,
  lastDayOf,
  type NoticeAct,
  type NoticeState,
  refuseNoticeAct,
  refusePostingDay,
} from '#domain/registrations/first/notice.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { calendarIn } from '../../tasks/actions.ts'
import { findCase } from './case.ts'
import { changeRecord, type FirstPlace, type LockedFirst, lockFirst, moveFirst, newId, refuseClosed } from './change.ts'

export type NoticePlace = FirstPlace & { noticeId: string }

export type NewNotice = {
  reason: string
  rule: string | null
  matter: string
  basis: string | null
  days: number | null
  dayKind: DayKind | null
}

type Ruled = { rule: string | null; fact: string | null; basis: string; days: number; dayKind: DayKind }

/** Drafts a notice: by a rule with its days, or asked for by the county on a basis and for days of its own. */
export function draftNotice(db: Db, actor: Actor, place: FirstPlace, given: NewNotice): Promise<void> {
  const { countyCode, applicationId } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const first = await lockFirst(tx, place)
    refuseClosed(first)
    await refuseSecond(tx, place, first)
    const { rule, fact, basis, days, dayKind } = await ruledBy(tx, { countyCode, estateId: first.estateId }, given)
    const id = await newId(tx)
    const act = { kind: 'notice_drafted', reason: given.reason, payload: { application: applicationId } }
    await changeRecord(tx, { countyCode, actor, act }, { kind: 'public_notice', id }, () =>
      sql`
        insert into public_notices (county_code, id, application_id, matter, basis, rule, fact, days, day_kind, made_by, maker_name)
        values (${countyCode}, ${id}, ${applicationId}, ${given.matter}, ${basis}, ${rule}, ${fact}, ${days}, ${dayKind}, ${actor.accountId}, ${actor.name})`.execute(
        tx,
      ),
    )
  })
}

async function refuseSecond(tx: Tx, { countyCode, applicationId }: FirstPlace, { noticeState }: LockedFirst) {
  if (noticeState !== 'open')
    throw new Refused({ kind: 'conflict', code: 'no_notice_needed', message: '这件申请的公示环节不需要或已办结' })
  const { rows } = await sql`
    select from public_notices
     where county_code = ${countyCode} and application_id = ${applicationId} and state in ('drafted', 'running', 'stopped')`.execute(
    tx,
  )
  if (rows.length > 0)
    throw new Refused({ kind: 'conflict', code: 'notice_open', message: '已有一个公示没有结束，不能另拟' })
}

/** What the rule fixes is not asked again; what it leaves open, the county says with its basis. */
async function ruledBy(tx: Tx, estate: { countyCode: string; estateId: string }, given: NewNotice): Promise<Ruled> {
  const asked = (await findCase(tx, estate))?.notices.find(({ rule }) => rule === given.rule)
  if (given.rule !== null && !asked)
    throw new Refused({ kind: 'invalid', code: 'no_such_rule', message: '最近一次诊断没有用到这条要求公示的规则' })
  const days = asked?.days ?? given.days
  const basis = asked ? [noticeBasis(asked), given.basis].filter((part) => part !== null).join('；') : given.basis
  if (days === null) throw missing('days', '规则没有定公示天数，请填写天数并写明依据')
  if (!basis || (asked?.days === null && !given.basis)) throw missing('basis', '请写明公示（天数）的依据')
  return {
    rule: asked?.rule ?? null,
    fact: asked?.fact ?? null,
    basis,
    days,
    dayKind: asked?.dayKind ?? given.dayKind ?? 'working',
  }
}

const missing = (field: string, message: string) =>
  new Refused({ kind: 'invalid', code: 'bad_input', message, fields: [{ field: `body.${field}`, message }] })

export type LockedNotice = {
  state: NoticeState
  days: number
  dayKind: DayKind
  endsOn: string | null
  fact: string | null
  matter: string
}

async function lockNotice(tx: Tx, { countyCode, applicationId, noticeId }: NoticePlace): Promise<LockedNotice> {
  const { rows } = await sql<LockedNotice>`
    select state, days, day_kind as "dayKind", ends_on as "endsOn", fact, matter from public_notices
     where county_code = ${countyCode} and id = ${noticeId} and application_id = ${applicationId} for update`.execute(
    tx,
  )
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_notice', message: '没有这个公示' })
  return rows[0]
}

/** Changes a notice by one of its acts, if it may be done today. */
export function changeNotice(
  db: Db,
  actor: Actor,
  place: NoticePlace,
  { kind, reason, act: noticeAct }: { kind: string; reason: string; act: NoticeAct },
  change: (tx: Tx, notice: LockedNotice, first: LockedFirst) => Promise<unknown>,
  after?: (tx: Tx, notice: LockedNotice) => Promise<void>,
): Promise<void> {
  const { countyCode, noticeId } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const first = await lockFirst(tx, place)
    refuseClosed(first)
    const notice = await lockNotice(tx, place)
    const refusal = refuseNoticeAct(noticeAct, notice, officeToday())
    if (refusal) throw new Refused({ kind: 'conflict', code: refusal.code, message: refusal.words })
    const act = { kind, reason, payload: { application: place.applicationId } }
    await changeRecord(tx, { countyCode, actor, act }, { kind: 'public_notice', id: noticeId }, () =>
      change(tx, notice, first),
    )
    await after?.(tx, notice)
  })
}

/** Posts a notice: its last day is counted by the calendar once and for all, and the clock of the application stands still. */
export function postNotice(
  db: Db,
  actor: Actor,
  place: NoticePlace,
  given: { reason: string; postedOn: string; postedWhere: string },
): Promise<void> {
  const { reason, postedOn, postedWhere } = given
  return changeNotice(
    db,
    actor,
    place,
    { kind: 'notice_posted', reason, act: 'post' },
    async (tx, { days, dayKind }, { submittedOn }) => {
      const refusal = refusePostingDay(postedOn, submittedOn, officeToday())
      if (refusal)
        throw new Refused({
          kind: 'invalid',
          code: refusal.code,
          message: refusal.words,
          fields: [{ field: 'body.postedOn', message: refusal.words }],
        })
      const endsOn = lastDayOf(await calendarIn(tx), postedOn, days, dayKind)
      await sql`
        update public_notices set state = 'running', posted_on = ${postedOn}, posted_where = ${postedWhere}, ends_on = ${endsOn}
         where county_code = ${place.countyCode} and id = ${place.noticeId}`.execute(tx)
    },
    (tx) => moveFirst(tx, actor, place, { act: 'pause', on: postedOn }, reason),
  )
}

/** Takes a notice back; what stood still goes on. */
export function withdrawNotice(
  db: Db,
  actor: Actor,
  place: NoticePlace,
  { reason }: { reason: string },
): Promise<void> {
  return changeNotice(
    db,
    actor,
    place,
    { kind: 'notice_withdrawn', reason, act: 'withdraw' },
    (tx) => closeNotice(tx, place, 'withdrawn', reason),
    async (tx, { state }) => {
      if (state !== 'drafted') await moveFirst(tx, actor, place, { act: 'resume', on: officeToday() }, reason)
    },
  )
}

export async function closeNotice(
  tx: Tx,
  { countyCode, noticeId }: NoticePlace,
  state: 'passed' | 'failed' | 'withdrawn',
  words: string,
): Promise<void> {
  await sql`
    update public_notices set state = ${state}, ended_on = ${officeToday()}, end_words = ${words}
     where county_code = ${countyCode} and id = ${noticeId}`.execute(tx)
}
