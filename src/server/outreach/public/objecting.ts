import { sql } from 'kysely'
import type { z } from 'zod'
import type { OwnObjection, publicNoticesEndpoints } from '#contract/public-notices.ts'
import { objectionsADay, refuseObjecting } from '#domain/outreach/public/objecting.ts'
import type { NoticeState } from '#domain/registrations/first/notice.ts'
import { maskName, maskPhone } from '#domain/units/masks.ts'
import { type Actor, type Db, outsideActor, read, type Tx } from '../../platform/acts.ts'
import type { OutsideSession } from '../../platform/http/outside-sessions.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { objectToNotice, takeObjectionBack } from '../../registrations/actions.ts'
import { noSuchNotice } from './notices.ts'
import { findOwnPlace, listOwnObjections, type OwnPlace } from './own-objections.ts'

export type Door = { db: Db; secrets: Secrets }
export type NoticeKey = { countyCode: string; noticeId: string }
type Given = z.output<typeof publicNoticesEndpoints.object.body>

/** Takes an objection from the public page: in one act it is kept, the notice stops, the registration waits and the office is told. */
export async function objectFromOutside(
  { db, secrets }: Door,
  outside: OutsideSession,
  key: NoticeKey,
  given: Given,
): Promise<OwnObjection> {
  refuseOtherPhone(secrets, outside, given.phone)
  const shown = maskName(given.name, null)
  const actor = outsideActor(shown, [key.countyCode])
  const applicationId = await openNotice(db, actor, key)
  await objectToNotice(
    db,
    actor,
    { ...key, applicationId },
    {
      reason: '从公示页提出异议',
      raisedOn: officeToday(),
      objector: shown,
      words: given.words,
      alongside: (tx, objectionNo) => keepObjector(tx, secrets, { ...key, objectionNo }, { ...given, outside }),
    },
  )
  return getOwn(db, actor, outside, key)
}

/** The phone a code was sent to is the one the office will ring. */
function refuseOtherPhone(secrets: Secrets, { phoneDigest }: OutsideSession, phone: string): void {
  if (secrets.digest('phone', phone).equals(phoneDigest)) return
  const message = '请填写收到验证码的手机号'
  throw new Refused({ kind: 'invalid', code: 'other_phone', message, fields: [{ field: 'body.phone', message }] })
}

async function openNotice(db: Db, actor: Actor, { countyCode, noticeId }: NoticeKey): Promise<string> {
  const { rows } = await read(db, actor, (tx) =>
    sql<{ applicationId: string; state: NoticeState; endsOn: string }>`
      select application_id as "applicationId", state, ends_on as "endsOn" from public_notices
       where county_code = ${countyCode} and id = ${noticeId} and posted_on is not null`.execute(tx),
  )
  if (!rows[0]) throw noSuchNotice()
  const refusal = refuseObjecting(rows[0], officeToday())
  if (refusal) throw new Refused({ kind: 'conflict', code: refusal.code, message: refusal.words })
  return rows[0].applicationId
}

type Objector = Given & { outside: OutsideSession }

async function keepObjector(
  tx: Tx,
  secrets: Secrets,
  { countyCode, noticeId, objectionNo }: NoticeKey & { objectionNo: number },
  { name, phone, connection, outside: { phoneDigest } }: Objector,
): Promise<void> {
  if (await findOwnPlace(tx, { countyCode, noticeId }, phoneDigest))
    throw new Refused({ kind: 'conflict', code: 'objected_already', message: '您已对这个公示提出过异议，不必重复提交' })
  await refuseTooMany(tx, phoneDigest)
  await sql`
    insert into public_objections (county_code, notice_id, objection_no, connection, name_cipher, phone_cipher, phone_digest, phone_shown)
    values (${countyCode}, ${noticeId}, ${objectionNo}, ${connection}, ${secrets.seal(name)}, ${secrets.seal(phone)}, ${phoneDigest},
            ${maskPhone(phone)})`.execute(tx)
}

async function refuseTooMany(tx: Tx, phoneDigest: Buffer): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from public_objections
     where phone_digest = ${phoneDigest} and raised_at > now() - interval '1 day'`.execute(tx)
  if ((rows[0]?.n ?? 0) < objectionsADay) return
  const message = `一天内最多从这里提出 ${objectionsADay} 件异议，请明天再来，或者到登记窗口提出`
  throw new Refused({ kind: 'conflict', code: 'too_many_objections', message })
}

/** Takes one's own objection back, as long as nobody has decided it. */
export async function takeOwnObjectionBack(db: Db, outside: OutsideSession, key: NoticeKey): Promise<OwnObjection> {
  const actor = outsideActor(outside.name, [key.countyCode])
  await takeObjectionBack(db, actor, await getOwnPlace(db, actor, outside, key))
  return getOwn(db, actor, outside, key)
}

export async function getOwnPlace(
  db: Db,
  actor: Actor,
  { phoneDigest }: OutsideSession,
  key: NoticeKey,
): Promise<OwnPlace> {
  const place = await read(db, actor, (tx) => findOwnPlace(tx, key, phoneDigest))
  if (!place) throw new Refused({ kind: 'missing', code: 'no_such_objection', message: '没有找到您的异议' })
  return place
}

export async function getOwn(
  db: Db,
  actor: Actor,
  { phoneDigest }: OutsideSession,
  key: NoticeKey,
): Promise<OwnObjection> {
  const [own] = await read(db, actor, (tx) => listOwnObjections(tx, [key.countyCode], phoneDigest, key.noticeId))
  if (!own) throw new Error('an objection was kept and is not there')
  return own
}
