import { sql } from 'kysely'
import type { HandIn } from '#contract/report-rhythm.ts'
import { figuresAsked, type HandInMove, handInMoves, mayMove } from '#domain/reports/hand-in.ts'
import { periodWords } from '#domain/reports/periods.ts'
import { freezeMoment, isAsked } from '#domain/reports/rhythm.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { officeNow, officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import {
  findHandIn,
  type HandInContent,
  type HandInPlace,
  handInRecord,
  type KeptHandIn,
  putContent,
  setDecided,
  setSubmitted,
} from './store.ts'
import { getHander, getHandIn, type Hander, mayDecideOn, mayHandInFor, type Rights } from './views.ts'

/** Keeps a draft of what is handed in for a period, or hands it in; what comes after the freeze moment is marked late. */
export function putHandIn(
  db: Db,
  actor: Actor,
  rights: Rights,
  place: HandInPlace,
  { submit, revision, ...content }: HandInContent & { submit: boolean; revision: number },
): Promise<HandIn> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.county])
    const hander = await getHander(tx, actor, place)
    if (!mayHandInFor(place, hander, rights))
      throw new Refused({ kind: 'forbidden', code: 'other_unit', message: '只能报送本人所在单位的内容' })
    refuseUnasked(place, hander)
    const kept = await findHandIn(tx, place)
    refuseMove(submit ? 'submit' : 'save', kept, revision)
    refuseFigures(place, hander, content)
    if (submit && content.progress === '')
      throw new Refused({ kind: 'invalid', code: 'progress_missing', message: '进展情况不能空着', field: 'progress' })
    const before = await handInRecord(tx, place.county, kept?.id)
    const id = await putContent(tx, place, content)
    const isLate = officeNow() > freezeMoment(place.period, hander.rhythm)
    if (submit) await setSubmitted(tx, actor, place.county, id, isLate)
    const act = submit
      ? { kind: 'hand_in_submitted', reason: `报送${periodWords(place.period)}情况${isLate ? '（迟报）' : ''}` }
      : { kind: 'hand_in_saved', reason: `保存${periodWords(place.period)}报送草稿` }
    await recordHandIn(tx, actor, place.county, id, before, act)
    return getHandIn(tx, actor, place, rights)
  })
}

/** Accepts what was handed in, or returns it with the reason; nobody decides on what he handed in himself. */
export function decideHandIn(
  db: Db,
  actor: Actor,
  rights: Rights,
  place: HandInPlace,
  { decision, revision, reason }: { decision: 'return' | 'accept'; revision: number; reason: string },
): Promise<HandIn> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.county])
    const hander = await getHander(tx, actor, place)
    if (!mayDecideOn(hander, rights))
      throw new Refused({
        kind: 'forbidden',
        code: 'decided_above',
        message: '县（市、区）报市的内容由市清零办采纳或退回',
      })
    const kept = await findHandIn(tx, place)
    if (!kept || kept.state === 'draft')
      throw new Refused({ kind: 'missing', code: 'nothing_handed_in', message: '还没有报送' })
    refuseMove(decision, kept, revision)
    if (kept.submittedBy === actor.accountId)
      throw new Refused({ kind: 'forbidden', code: 'own_hand_in', message: '本人报送的，由别人采纳或退回' })
    const before = await handInRecord(tx, place.county, kept.id)
    const state = decision === 'accept' ? 'accepted' : 'returned'
    await setDecided(tx, actor, place.county, kept.id, { state, reason })
    await recordHandIn(tx, actor, place.county, kept.id, before, { kind: `hand_in_${state}`, reason })
    if (decision === 'return') await tellReturned(tx, place, kept, reason)
    return getHandIn(tx, actor, place, rights)
  })
}

function refuseUnasked({ period }: HandInPlace, { rhythm }: Hander): void {
  if (!isAsked(rhythm, period))
    throw new Refused({
      kind: 'conflict',
      code: 'not_asked',
      message: '没有要求报送这个期间的情况，请清零办先设定报告节奏',
    })
  if (period.from > officeToday())
    throw new Refused({ kind: 'conflict', code: 'period_not_begun', message: `${periodWords(period)}还没有开始` })
}

function refuseMove(move: HandInMove, kept: KeptHandIn | undefined, revision: number): void {
  if (!mayMove(move, kept?.state ?? null))
    throw new Refused({ kind: 'conflict', code: `may_not_${move}`, message: handInMoves[move].refusal })
  if ((kept?.revision ?? 0) !== revision)
    throw new Refused({ kind: 'conflict', code: 'changed_meanwhile', message: '别人刚刚改过，请刷新后再办' })
}

function refuseFigures({ unit }: HandInPlace, { rhythm }: Hander, { figures }: HandInContent): void {
  const asked: readonly string[] = rhythm.asksFigures ? figuresAsked(unit ? 'unit' : 'county') : []
  const other = Object.keys(figures).find((name) => !asked.includes(name))
  if (other)
    throw new Refused({
      kind: 'invalid',
      code: 'figure_not_asked',
      message: '报送了没有要求的数',
      field: `figures.${other}`,
    })
}

/** History is told what the act made different. */
async function recordHandIn(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  id: string,
  before: Record<string, unknown>,
  act: { kind: string; reason: string },
): Promise<void> {
  const after = Object.entries(await handInRecord(tx, countyCode, id))
  const change = Object.fromEntries(
    after.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key])),
  )
  await recordAct(tx, { ...act, countyCode, actor, rows: [{ subjectKind: 'hand_in', subjectId: id, change }] })
}

/** Whoever handed it in learns why it came back; told again on the same day, it is unread again. */
async function tellReturned(tx: Tx, { county, period }: HandInPlace, kept: KeptHandIn, reason: string): Promise<void> {
  const content = { kind: period.kind, period: period.key, reason }
  await sql`
    with told as (
      insert into notices (county_code, person_id, kind, topic, for_day, content)
      select county_code, id, 'hand_in_returned', ${`${period.kind} ${period.key}`}, ${officeToday()}::date, ${JSON.stringify(content)}::jsonb
        from people where county_code = ${county} and account_id = ${kept.submittedBy} and left_on is null
      on conflict on constraint notice_is_given_once do update set read_at = null
    )
    select pg_notify('notices', ${kept.submittedBy})`.execute(tx)
}
