import { type RawBuilder, sql } from 'kysely'
import type { AppraisalCommission } from '#contract/third-parties.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { type Looker, missingEstate } from './commissions.ts'
import { type Holder, holderIds, holderJoins, holderName, mayLook } from './holders.ts'
import { refuseStrangers, refuseUnqualifiedHolder } from './qualifications.ts'

export type CommissionPlace = { countyCode: string; commissionId: string }

/** Commissions `c` as whoever looks sees them, with every report handed in. */
async function commissionsWhere(
  tx: Tx,
  { accountId }: Looker,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<AppraisalCommission[]> {
  const { rows } = await sql<AppraisalCommission>`
    select c.id, c.county_code as "countyCode", c.estate_id as "estateId", e.name as "estateName", e.location, ${holderName} as appraiser, c.subject,
           c.purpose, c.due_on as "dueOn",
           case when f.id is not null then json_build_object('id', f.id, 'title', f.matter, 'committedFen', f.amount_fen) end as "fundUse",
           c.given_on as "givenOn", c.giver_name as "givenBy", c.ended_on as "endedOn", c.end_reason as "endReason",
           (select coalesce(json_agg(json_build_object(
                     'id', r.id, 'version', r.version, 'reportNo', r.report_no, 'valueOn', r.value_on, 'valueFen', r.value_fen, 'validUntil', r.valid_until,
                     'name', r.name, 'bytes', r.bytes, 'note', r.note, 'state', r.state, 'handedInBy', r.hander_name, 'handedInOn', r.handed_in_on,
                     'decidedBy', r.decider_name, 'decidedOn', r.decided_on, 'decision', r.decision_words,
                     'isOwn', r.handed_in_by = ${accountId}::uuid) order by r.version desc), '[]')
              from appraisals as r where r.county_code = c.county_code and r.commission_id = c.id) as appraisals
      from appraisal_commissions as c
      join estates as e on e.county_code = c.county_code and e.id = c.estate_id
      left join fund_uses as f on f.county_code = c.county_code and f.id = c.fund_use_id ${holderJoins}
     where ${where} order by c.id desc limit ${limit}`.execute(tx)
  return rows
}

/** Commissions of a county, the latest first; a third party sees those given to it. */
export async function listAppraisals(
  tx: Tx,
  countyCode: string,
  looker: Looker,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: AppraisalCommission[]; next: string | null; total: null }> {
  const place = after ? sql`c.id < ${after}::uuid` : sql`true`
  const where = sql`c.county_code = ${countyCode} and ${mayLook(looker)} and ${place}`
  const rows = await commissionsWhere(tx, looker, where, limit)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
}

/** One commission; whoever it was not given to cannot tell it from one that is not there. */
export async function getCommission(
  tx: Tx,
  { countyCode, commissionId }: CommissionPlace,
  looker: Looker,
): Promise<AppraisalCommission> {
  const where = sql`c.county_code = ${countyCode} and c.id = ${commissionId} and ${mayLook(looker)}`
  const [found] = await commissionsWhere(tx, looker, where, 1)
  if (!found) throw new Refused({ kind: 'missing', code: 'no_such_commission', message: '没有这项评估委托' })
  return found
}

type NewCommission = Holder & {
  estateId: string
  subject: AppraisalCommission['subject']
  purpose: string
  dueOn: string
  fundUseId: string | null
  reason: string
}

/** Commissions an appraisal of an estate's land or houses with somebody who is qualified for it. */
export function commissionAppraisal(
  db: Db,
  actor: Actor,
  looker: Looker,
  countyCode: string,
  { reason, ...given }: NewCommission,
): Promise<AppraisalCommission> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await refuseTerms(tx, countyCode, given)
    const { accountId, organisationId } = holderIds(given)
    const { rows } = await sql<{ id: string }>`
      insert into appraisal_commissions (county_code, estate_id, organisation_id, account_id, subject, purpose, due_on, fund_use_id,
                                         given_on, given_by, giver_name)
      values (${countyCode}, ${given.estateId}, ${organisationId}, ${accountId}, ${given.subject}, ${given.purpose}, ${given.dueOn},
              ${given.fundUseId}, ${officeToday()}, ${actor.accountId}, ${actor.name})
      on conflict do nothing
      returning id`.execute(tx)
    if (!rows[0])
      throw new Refused({ kind: 'conflict', code: 'commission_known', message: '已经委托这家机构评估，还没有终止' })
    const place = { countyCode, commissionId: rows[0].id }
    await recordCommission(tx, actor, place, { kind: 'appraisal_commissioned', reason })
    return getCommission(tx, place, looker)
  })
}

async function refuseTerms(tx: Tx, countyCode: string, given: Omit<NewCommission, 'reason'>): Promise<void> {
  const { rows } = await sql<{ isEstate: boolean; isUse: boolean }>`
    select exists (select from estates where county_code = ${countyCode} and id = ${given.estateId}) as "isEstate",
           ${given.fundUseId}::uuid is null or exists (select from fund_uses where county_code = ${countyCode} and id = ${given.fundUseId}
                                                          and bought = 'appraisal' and ended_on is null) as "isUse"`.execute(
    tx,
  )
  if (!rows[0]?.isEstate) throw missingEstate()
  await refuseStrangers(tx, countyCode, given)
  if (given.dueOn < officeToday())
    throw new Refused({ kind: 'invalid', code: 'due_in_past', message: '期限早于今天', field: 'dueOn' })
  if (!rows[0].isUse)
    throw new Refused({
      kind: 'invalid',
      code: 'no_such_use',
      message: '没有这项用于评估的专项资金，或已终止',
      field: 'fundUseId',
    })
  await refuseUnqualifiedHolder(tx, { countyCode, field: 'appraisal' }, given)
}

/** Ends a commission; what was handed in under it stays. */
export function endAppraisalCommission(
  db: Db,
  actor: Actor,
  looker: Looker,
  place: CommissionPlace,
  reason: string,
): Promise<AppraisalCommission> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    refuseEnded(await getCommission(tx, place, looker))
    await sql`
      update appraisal_commissions set ended_on = ${officeToday()}, end_reason = ${reason}
       where county_code = ${place.countyCode} and id = ${place.commissionId}`.execute(tx)
    await recordCommission(tx, actor, place, { kind: 'appraisal_commission_ended', reason })
    return getCommission(tx, place, looker)
  })
}

export function refuseEnded({ endedOn }: AppraisalCommission): void {
  if (endedOn === null) return
  throw new Refused({ kind: 'conflict', code: 'commission_ended', message: `委托已于 ${endedOn} 终止` })
}

async function recordCommission(
  tx: Tx,
  actor: Actor,
  { countyCode, commissionId }: CommissionPlace,
  act: { kind: string; reason: string },
): Promise<void> {
  const { rows } = await sql<{ change: Record<string, unknown> }>`
    select to_jsonb(c) - '{county_code,id}'::text[] as change from appraisal_commissions as c
     where county_code = ${countyCode} and id = ${commissionId}`.execute(tx)
  await recordAct(tx, {
    ...act,
    countyCode,
    actor,
    rows: rows.map(({ change }) => ({ subjectKind: 'appraisal', subjectId: commissionId, change })),
  })
}
