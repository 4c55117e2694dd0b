import { sql } from 'kysely'
import type { z } from 'zod'
import type { OwnerAuthorisation } from '#contract/owner-act-shapes.ts'
import type { ownerActsEndpoints } from '#contract/owner-acts.ts'
import {
  type AuthorisationPhoto,
  authorisationRefusalWords,
  isInForce,
  lastDayFrom,
  refuseRevoking,
  refuseSending,
  takesPhotos,
} from '#domain/outreach/owner-acts/authorisations.ts'
import { mostPaperBytes } from '#domain/outreach/owner-acts/papers.ts'
import { findIdFault } from '#domain/units/codes.ts'
import { maskIdNumber, maskPhone } from '#domain/units/masks.ts'
import { keepUpload } from '../../archives/actions.ts'
import { type Actor, holdActs, read, type Tx, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Own } from './own.ts'
import { actOnOne } from './record.ts'
import { tellWindow } from './tell-window.ts'

type Door = Pick<House, 'db' | 'files' | 'secrets'>
type Upload = { name: string; path: string }
type Draft = z.output<(typeof ownerActsEndpoints)['beginAuthorisation']['body']>

/** The agents this owner authorised for the home, the latest first. */
export async function ownerAuthorisations(tx: Tx, own: Own): Promise<OwnerAuthorisation[]> {
  const { countyCode, unitId, ownerDigest } = own
  const { rows } = await sql<Omit<OwnerAuthorisation, 'isInForce'>>`
    select a.id, a.agent_name as "agentName", a.agent_id_masked as "agentIdMasked", a.agent_phone_masked as "agentPhoneMasked", a.purposes,
           a.begun_on as "begunOn", a.valid_until as "validUntil", a.state, a.decision_words as words,
           coalesce((select json_agg(p.photo order by p.photo) from authorisation_photos as p
                      where p.county_code = a.county_code and p.authorisation_id = a.id), '[]') as photos
      from authorisations as a
     where a.county_code = ${countyCode} and a.unit_id = ${unitId} and a.owner_digest = ${ownerDigest}
     order by a.id desc limit 50`.execute(tx)
  return rows.map((row) => ({ ...row, isInForce: isInForce(row, officeToday()) }))
}

async function getAuthorisation(tx: Tx, own: Own, id: string): Promise<OwnerAuthorisation> {
  const found = (await ownerAuthorisations(tx, own)).find((one) => one.id === id)
  if (!found) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  return found
}

/** Begins an authorisation: whom for what until when. Begun again with the same, it is the one that is there. */
export function beginAuthorisation(
  { db, secrets }: Door,
  actor: Actor,
  own: Own,
  draft: Draft,
): Promise<OwnerAuthorisation> {
  const { countyCode, unitId, ownerDigest, ownerName } = own
  const idNumber = draft.agentIdNumber.toUpperCase()
  refuseDraft({ ...draft, agentIdNumber: idNumber }, officeToday())
  const [idDigest, phoneDigest] = [secrets.digest('id', idNumber), secrets.digest('phone', draft.agentPhone)]
  if (idDigest.equals(ownerDigest)) throw wrong('agentIdNumber', '代办人不能是您自己，请填写代办人的身份证号')
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const there = await sql<{ id: string }>`
      select id from authorisations
       where county_code = ${countyCode} and unit_id = ${unitId} and owner_digest = ${ownerDigest} and state = 'draft' and agent_id_digest = ${idDigest}
         and agent_phone_digest = ${phoneDigest} and agent_name = ${draft.agentName} and valid_until = ${draft.validUntil} and purposes = ${draft.purposes}::text[]`.execute(
      tx,
    )
    if (there.rows[0]) return getAuthorisation(tx, own, there.rows[0].id)
    const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(tx)
    const id = rows[0]?.id ?? ''
    const act = { countyCode, kind: 'authorisation_begun', actor, reason: '业主填写委托' }
    await actOnOne(tx, act, { kind: 'authorisation', id }, () =>
      sql`
        insert into authorisations (county_code, id, unit_id, owner_digest, owner_name, agent_name, agent_id_cipher, agent_id_digest, agent_id_masked,
                                    agent_phone_cipher, agent_phone_digest, agent_phone_masked, purposes, valid_until, begun_on)
        values (${countyCode}, ${id}, ${unitId}, ${ownerDigest}, ${ownerName}, ${draft.agentName}, ${secrets.seal(idNumber)}, ${idDigest},
                ${maskIdNumber(idNumber)}, ${secrets.seal(draft.agentPhone)}, ${phoneDigest}, ${maskPhone(draft.agentPhone)},
                ${draft.purposes}::text[], ${draft.validUntil}, ${officeToday()})`.execute(tx),
    )
    return getAuthorisation(tx, own, id)
  })
}

const wrong = (field: string, message: string) =>
  new Refused({ kind: 'invalid', code: 'bad_input', message, fields: [{ field, message }] })

function refuseDraft({ agentIdNumber, validUntil }: Draft, today: string): void {
  if (findIdFault(agentIdNumber)) throw wrong('agentIdNumber', '身份证号不正确，请对照证件再看一遍')
  if (validUntil < today) throw wrong('validUntil', '有效期不能早于今天')
  if (validUntil > lastDayFrom(today)) throw wrong('validUntil', '有效期最长一年')
}

/** Takes one of the four photos, in place of an earlier one. */
export async function addPhoto(
  { db, files }: Door,
  actor: Actor,
  own: Own,
  { id, photo }: { id: string; photo: AuthorisationPhoto },
  uploads: readonly Upload[],
): Promise<OwnerAuthorisation> {
  const [upload, another] = uploads
  if (!upload || another) throw new Refused({ kind: 'invalid', code: 'one_file', message: '一次请传一张照片' })
  await read(db, actor, async (tx) => refuseUnlessTaking(await getAuthorisation(tx, own, id)))
  const kept = await keepUpload(files, upload, { takes: 'photo', most: mostPaperBytes })
  const { countyCode } = own
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    refuseUnlessTaking(await getAuthorisation(tx, own, id))
    const act = { countyCode, kind: 'authorisation_photo_added', actor, reason: '业主上传委托照片' }
    await actOnOne(tx, act, { kind: 'authorisation', id }, () =>
      sql`
        insert into authorisation_photos (county_code, authorisation_id, photo, name, media_type, bytes, sha256)
        values (${countyCode}, ${id}, ${photo}, ${kept.name}, ${kept.mediaType}, ${kept.bytes}, ${kept.sha256})
        on conflict (county_code, authorisation_id, photo)
        do update set name = excluded.name, media_type = excluded.media_type, bytes = excluded.bytes, sha256 = excluded.sha256`.execute(
        tx,
      ),
    )
    return getAuthorisation(tx, own, id)
  })
}

function refuseUnlessTaking(standing: OwnerAuthorisation): void {
  if (!takesPhotos(standing)) throw no('not_a_draft')
}

const no = (code: keyof typeof authorisationRefusalWords) =>
  new Refused({ kind: 'conflict', code, message: authorisationRefusalWords[code] })

/** Hands the authorisation to the window, which looks at it by eye. */
export function sendAuthorisation({ db }: Door, actor: Actor, own: Own, id: string): Promise<OwnerAuthorisation> {
  const { countyCode } = own
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const standing = await getAuthorisation(tx, own, id)
    if (standing.state === 'waiting') return standing // pressed twice
    const refusal = refuseSending(standing, standing.photos, officeToday())
    if (refusal) throw no(refusal)
    const act = { countyCode, kind: 'authorisation_sent', actor, reason: '业主提交委托' }
    await actOnOne(tx, act, { kind: 'authorisation', id }, () =>
      sql`
        update authorisations set state = 'waiting', sent_on = ${officeToday()}, decided_by = null, decider_name = null, decided_on = null, decision_words = null
         where county_code = ${countyCode} and id = ${id}`.execute(tx),
    )
    await tellWindow(tx, countyCode)
    return getAuthorisation(tx, own, id)
  })
}

/** The owner takes back what he gave; from now on the agent is none. */
export function revokeAuthorisation({ db }: Door, actor: Actor, own: Own, id: string): Promise<OwnerAuthorisation> {
  const { countyCode } = own
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const standing = await getAuthorisation(tx, own, id)
    const refusal = refuseRevoking(standing)
    if (refusal) throw no(refusal)
    const act = { countyCode, kind: 'authorisation_revoked', actor, reason: '业主撤销委托' }
    await actOnOne(tx, act, { kind: 'authorisation', id }, () =>
      sql`
        update authorisations set state = 'revoked', revoked_on = ${officeToday()} where county_code = ${countyCode} and id = ${id}`.execute(
        tx,
      ),
    )
    return getAuthorisation(tx, own, id)
  })
}
