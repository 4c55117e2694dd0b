import { sql } from 'kysely'
import type { z } from 'zod'
import type { JointAcceptance, jointEndpoints } from '#contract/joint-acceptance.ts'
import {
  decideAcceptance,
  type JointMatter,
  type JointRefusal,
  jointWords,
  mattersOf,
} from '#domain/registrations/joint/opinions.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { actOn } from '../places/changes.ts'
import { tellApplications } from '../tell.ts'
import { getJointAcceptance, type JointKey } from './views.ts'

type Body<Name extends 'openJointAcceptance' | 'changeJointAcceptance' | 'giveJointOpinion' | 'acceptJointly'> =
  z.output<(typeof jointEndpoints)[Name]['body']>

const refuse = (code: JointRefusal) => new Refused({ kind: 'conflict', code, message: jointWords[code] })

/** Opens one file for a new project, with a line for each unit's opinion. */
export function openJointAcceptance(
  db: Db,
  actor: Actor,
  countyCode: string,
  { reason, estateId, kind, title, handOverOn, note }: Body<'openJointAcceptance'>,
): Promise<{ id: string }> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await refuseSecond(tx, countyCode, estateId, kind)
    return actOn(tx, { countyCode, kind: 'joint_acceptance_opened', actor, reason }, {}, async () => {
      const { rows } = await sql<{ id: string }>`
        insert into joint_acceptances (county_code, estate_id, kind, title, opened_on, hand_over_on, note)
        values (${countyCode}, ${estateId}, ${kind}, ${title}, ${officeToday()}, ${handOverOn}, ${note})
        returning id`.execute(tx)
      const id = rows[0]?.id ?? ''
      await sql`
        insert into joint_opinions (county_code, joint_id, matter)
        select ${countyCode}, ${id}, matter from unnest(${[...mattersOf[kind]]}::text[]) as m (matter)`.execute(tx)
      await tellApplications(tx, countyCode)
      return { made: { joint_acceptance: [id] }, answer: { id } }
    })
  })
}

async function refuseSecond(tx: Tx, countyCode: string, estateId: string, kind: string): Promise<void> {
  const { rows } = await sql<{ isThere: boolean }>`
    select exists (select from joint_acceptances as j where j.county_code = e.county_code and j.estate_id = e.id and j.kind = ${kind} and j.state <> 'withdrawn') as "isThere"
      from estates as e where e.county_code = ${countyCode} and e.id = ${estateId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })
  if (rows[0].isThere)
    throw new Refused({ kind: 'conflict', code: 'joint_is_there', message: '这个小区已有同类的联合验收' })
}

/** Does something with a joint acceptance by one act; `wants`: the states in which it may be done. */
function change(
  db: Db,
  actor: Actor,
  key: JointKey,
  { kind, reason, wants }: { kind: string; reason: string; wants: readonly JointAcceptance['state'][] },
  write: (tx: Tx, joint: JointAcceptance) => Promise<void>,
): Promise<JointAcceptance> {
  const { countyCode, jointId } = key
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const joint = await getJointAcceptance(tx, key)
    if (!wants.includes(joint.state)) throw refuse('not_open')
    await actOn(tx, { countyCode, kind, actor, reason }, { joint_acceptance: [jointId] }, async () => {
      await write(tx, joint)
      await tellApplications(tx, countyCode)
      return { answer: null }
    })
    return getJointAcceptance(tx, key)
  })
}

/** Fixes the day of hand-over, also after acceptance; notes the land certificate. */
export function changeJointAcceptance(
  db: Db,
  actor: Actor,
  key: JointKey,
  { reason, revision, ...given }: Body<'changeJointAcceptance'>,
): Promise<JointAcceptance> {
  const act = { kind: 'joint_acceptance_changed', reason, wants: ['open', 'accepted'] } as const
  return change(db, actor, key, act, async (tx, joint) => {
    if (joint.revision !== revision)
      throw new Refused({ kind: 'conflict', code: 'changed_meanwhile', message: '别人刚刚改过，请刷新后再改' })
    if (
      joint.kind === 'house' &&
      joint.acceptedOn !== null &&
      given.handOverOn !== null &&
      given.handOverOn < joint.acceptedOn
    )
      throw refuse('hand_over_before_acceptance')
    if ((given.landCertificateNo === null) !== (given.landCertificateOn === null))
      throw new Refused({ kind: 'invalid', code: 'land_certificate_half', message: '土地证书的证号和日期要一并写明' })
    await sql`
      update joint_acceptances
         set title = ${given.title}, hand_over_on = ${given.handOverOn}, land_certificate_no = ${given.landCertificateNo},
             land_certificate_on = ${given.landCertificateOn}, note = ${given.note}, revision = revision + 1
       where county_code = ${key.countyCode} and id = ${key.jointId}`.execute(tx)
  })
}

/** Keeps a unit's opinion. An officer speaks for his own unit alone; the window and the clearance office enter any. */
export function giveJointOpinion(
  db: Db,
  actor: Actor,
  key: JointKey & { matter: JointMatter; mayEnterForAll: boolean },
  { organisationId, stance, officer, on, paper, words }: Body<'giveJointOpinion'>,
): Promise<JointAcceptance> {
  const act = { kind: 'joint_opinion_given', reason: '联合验收意见', wants: ['open'] } as const
  return change(db, actor, key, act, async (tx, joint) => {
    if (!joint.opinions.some(({ matter }) => matter === key.matter))
      throw new Refused({ kind: 'missing', code: 'no_such_matter', message: '这次联合验收没有这一项' })
    if (on > officeToday()) throw refuse('day_in_future')
    if (stance === 'agree' && !paper)
      throw new Refused({ kind: 'invalid', code: 'paper_missing', message: '同意须写明意见书或文件的编号' })
    if (stance !== 'agree' && !words)
      throw new Refused({ kind: 'invalid', code: 'words_missing', message: '不同意或无须办理，须写明理由' })
    await refuseUnit(tx, actor, key, organisationId)
    await sql`
      update joint_opinions
         set organisation_id = ${organisationId}, stance = ${stance}, officer = ${officer}, opined_on = ${on}, paper = nullif(${paper}::text, ''),
             words = nullif(${words}::text, ''), given_by = ${actor.accountId}, giver_name = ${actor.name}
       where county_code = ${key.countyCode} and joint_id = ${key.jointId} and matter = ${key.matter}`.execute(tx)
  })
}

async function refuseUnit(
  tx: Tx,
  actor: Actor,
  { countyCode, mayEnterForAll }: { countyCode: string; mayEnterForAll: boolean },
  organisationId: string | null,
): Promise<void> {
  const { rows } = await sql<{ isOwn: boolean }>`
    select exists (select from people as p where p.county_code = o.county_code and p.organisation_id = o.id and p.account_id = ${actor.accountId}
                     and (p.left_on is null or p.left_on > ${officeToday()})) as "isOwn"
      from organisations as o where o.county_code = ${countyCode} and o.id = ${organisationId}::uuid`.execute(tx)
  if (organisationId !== null && !rows[0])
    throw new Refused({ kind: 'missing', code: 'no_such_organisation', message: '没有这个单位' })
  if (!mayEnterForAll && !rows[0]?.isOwn)
    throw new Refused({ kind: 'forbidden', code: 'other_unit', message: '只能代表本人所在单位发表意见' })
}

/** Closes the file with one joint opinion, once every unit has spoken and none is against. */
export function acceptJointly(
  db: Db,
  actor: Actor,
  key: JointKey,
  { reason, on, opinionNo }: Body<'acceptJointly'>,
): Promise<JointAcceptance> {
  return change(db, actor, key, { kind: 'jointly_accepted', reason, wants: ['open'] }, async (tx, joint) => {
    const refusal = decideAcceptance(joint.opinions, on, officeToday())
    if (refusal) throw refuse(refusal)
    if (joint.kind === 'house' && joint.handOverOn !== null && joint.handOverOn < on)
      throw refuse('hand_over_before_acceptance')
    if (on < joint.openedOn)
      throw new Refused({ kind: 'conflict', code: 'before_opening', message: `日期早于受理日期（${joint.openedOn}）` })
    await sql`
      update joint_acceptances set state = 'accepted', accepted_on = ${on}, opinion_no = ${opinionNo}, revision = revision + 1
       where county_code = ${key.countyCode} and id = ${key.jointId}`.execute(tx)
  })
}

export function withdrawJoint(
  db: Db,
  actor: Actor,
  key: JointKey,
  { reason }: { reason: string },
): Promise<JointAcceptance> {
  return change(db, actor, key, { kind: 'joint_acceptance_withdrawn', reason, wants: ['open'] }, async (tx) => {
    await sql`
      update joint_acceptances set state = 'withdrawn', end_reason = ${reason}, revision = revision + 1
       where county_code = ${key.countyCode} and id = ${key.jointId}`.execute(tx)
  })
}
