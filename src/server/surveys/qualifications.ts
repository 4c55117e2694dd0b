import { type RawBuilder, sql } from 'kysely'
import type { Qualification } from '#contract/third-parties.ts'
import { dayNumber } from '#domain/shared/days.ts'
import { type QualificationField, qualificationState, refuseUnqualified } from '#domain/surveys/qualifications.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import type { Looker } from './commissions.ts'
import { type Holder, holderIds, holderJoins, holderName, isOf, listSurveyors, mayLook } from './holders.ts'

type Row = Omit<Qualification, 'state' | 'daysLeft'>

async function qualificationsWhere(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<Qualification[]> {
  const { rows } = await sql<Row>`
    select c.id, c.county_code as "countyCode", coalesce(c.organisation_id, c.account_id) as "holderId", ${holderName} as "holderName",
           case when c.organisation_id is null then 'account' else 'organisation' end as "holderKind", c.field, c.certificate_no as "certificateNo",
           c.grade, c.valid_from as "validFrom", c.valid_until as "validUntil", c.recorder_name as "recordedBy",
           c.withdrawn_on as "withdrawnOn", c.withdrawn_reason as "withdrawnReason"
      from qualifications as c ${holderJoins}
     where ${where} order by c.valid_until, c.id limit ${limit}`.execute(tx)
  const today = officeToday()
  return rows.map((row) => ({
    ...row,
    state: qualificationState(row, today),
    daysLeft: dayNumber(row.validUntil) - dayNumber(today),
  }))
}

/** Qualifications of a county, those that end first first; a third party sees its own. */
export async function listQualifications(
  tx: Tx,
  countyCode: string,
  looker: Looker,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: Qualification[]; next: string | null; total: null }> {
  const [, day, id] = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  const place = id ? sql`(c.valid_until, c.id) > (${day}::date, ${id}::uuid)` : sql`true`
  const rows = await qualificationsWhere(
    tx,
    sql`c.county_code = ${countyCode} and ${mayLook(looker)} and ${place}`,
    limit,
  )
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `${last.validUntil}.${last.id}` : null, total: null }
}

async function getQualification(tx: Tx, countyCode: string, id: string): Promise<Qualification> {
  const [found] = await qualificationsWhere(tx, sql`c.county_code = ${countyCode} and c.id = ${id}`, 1)
  if (!found) throw new Refused({ kind: 'missing', code: 'no_such_qualification', message: '没有这项资质' })
  return found
}

/** Refuses a holder the county does not know as a third party. */
export async function refuseStrangers(tx: Tx, countyCode: string, { holder, holderKind }: Holder): Promise<void> {
  const known = await listSurveyors(tx, countyCode)
  if (known.some(({ id, kind }) => id === holder && kind === holderKind)) return
  const message = '没有这家第三方机构或账号，或已停用'
  throw new Refused({ kind: 'invalid', code: 'no_such_surveyor', message, field: 'holder' })
}

export type NewQualification = Holder & {
  field: QualificationField
  certificateNo: string
  grade: string | null
  validFrom: string
  validUntil: string
  reason: string
}

/** Puts a qualification of a third party on record, as its certificate has it. */
export function recordQualification(
  db: Db,
  actor: Actor,
  countyCode: string,
  { reason, ...given }: NewQualification,
): Promise<Qualification> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await refuseStrangers(tx, countyCode, given)
    if (given.validUntil < given.validFrom) {
      const message = `有效期止（${given.validUntil}）早于有效期起（${given.validFrom}）`
      throw new Refused({ kind: 'invalid', code: 'ends_before_it_begins', message, field: 'validUntil' })
    }
    const { accountId, organisationId } = holderIds(given)
    const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
      insert into qualifications as q (county_code, organisation_id, account_id, field, certificate_no, grade, valid_from, valid_until,
                                       recorded_by, recorder_name, recorded_on)
      values (${countyCode}, ${organisationId}, ${accountId}, ${given.field}, ${given.certificateNo}, ${given.grade}, ${given.validFrom},
              ${given.validUntil}, ${actor.accountId}, ${actor.name}, ${officeToday()})
      on conflict do nothing
      returning id, to_jsonb(q) - '{county_code,id}'::text[] as change`.execute(tx)
    const [made] = rows
    if (!made) throw new Refused({ kind: 'conflict', code: 'qualification_known', message: '这项资质已经登记过' })
    await record(tx, actor, countyCode, made.id, { kind: 'qualification_recorded', reason, change: made.change })
    return getQualification(tx, countyCode, made.id)
  })
}

/** Ends a qualification before its day: revoked, or recorded by mistake. It stays readable. */
export function withdrawQualification(
  db: Db,
  actor: Actor,
  countyCode: string,
  { qualificationId, reason }: { qualificationId: string; reason: string },
): Promise<Qualification> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { withdrawnOn } = await getQualification(tx, countyCode, qualificationId)
    if (withdrawnOn !== null)
      throw new Refused({ kind: 'conflict', code: 'qualification_withdrawn', message: `已于 ${withdrawnOn} 注销` })
    const change = { withdrawn_on: officeToday(), withdrawn_reason: reason }
    await sql`
      update qualifications set withdrawn_on = ${change.withdrawn_on}, withdrawn_reason = ${reason}
       where county_code = ${countyCode} and id = ${qualificationId}`.execute(tx)
    await record(tx, actor, countyCode, qualificationId, { kind: 'qualification_withdrawn', reason, change })
    return getQualification(tx, countyCode, qualificationId)
  })
}

async function record(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  id: string,
  { kind, reason, change }: { kind: string; reason: string; change: Record<string, unknown> },
): Promise<void> {
  const rows = [{ subjectKind: 'qualification' as const, subjectId: id, change }]
  await recordAct(tx, { countyCode, kind, actor, reason, rows })
}

type Asked = { countyCode: string; field: QualificationField }

/** Refuses to commission a third party whose qualification for the work has ended, or that has none. */
export const refuseUnqualifiedHolder = (tx: Tx, asked: Asked, { holder }: Holder): Promise<void> =>
  refuseUnless(tx, asked, sql`coalesce(c.organisation_id, c.account_id) = ${holder}::uuid`)

/** Refuses what somebody hands in himself while neither he nor his organisation is qualified for the work. */
export async function refuseUnqualifiedHander(tx: Tx, asked: Asked, looker: Looker): Promise<void> {
  if (looker.officeOf.includes(asked.countyCode)) return // an office hands in what came to it on paper
  await refuseUnless(tx, asked, isOf(looker))
}

async function refuseUnless(tx: Tx, { countyCode, field }: Asked, holds: RawBuilder<unknown>): Promise<void> {
  const found = await qualificationsWhere(
    tx,
    sql`c.county_code = ${countyCode} and c.field = ${field} and ${holds}`,
    500,
  )
  const refusal = refuseUnqualified(field, found, officeToday())
  if (refusal) throw new Refused({ kind: 'conflict', code: refusal.code, message: refusal.words })
}
