import { sql } from 'kysely'
import type { Recovery } from '#contract/recoveries.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { ladderOf } from '../../supervision/actions.ts'
import { debtsOf, plansOf } from './debts.ts'
import { casesWhere } from './list.ts'

export type CasePlace = { countyCode: string; recoveryId: string }

/** So much of the past a page shows at once. */
const longest = 200

/** A case whole. One of another county does not exist. */
export async function getRecovery(tx: Tx, { countyCode, recoveryId }: CasePlace): Promise<Recovery> {
  const [line] = await casesWhere(tx, sql`c.county_code = ${countyCode} and c.id = ${recoveryId}`, 1)
  if (!line) throw new Refused({ kind: 'missing', code: 'no_such_recovery', message: '没有这件追缴案' })
  const [today, places] = [officeToday(), { counties: [countyCode], ids: [recoveryId] }]
  const place = { countyCode, recoveryId }
  const beside = await besideOf(tx, place)
  return {
    ...line,
    ...beside,
    asOf: today,
    debts: [...((await debtsOf(tx, places, today)).get(recoveryId) ?? [])],
    plan: (await plansOf(tx, places, today)).get(recoveryId) ?? null,
    payments: await paymentsOf(tx, place),
    steps: await ladderOf(tx, countyCode, 'matter_id', beside.matterId),
    applications: await applicationsOf(tx, place),
    homes: await homesOf(tx, countyCode, line.estate.id, line.openedOn),
    timeline: await timelineOf(tx, place, beside.matterId),
  }
}

type Beside = Pick<Recovery, 'basis' | 'openerName' | 'endBasis' | 'matterId' | 'revision'>

async function besideOf(tx: Tx, { countyCode, recoveryId }: CasePlace): Promise<Beside> {
  const { rows } = await sql<Beside>`
    select basis, opener_name as "openerName", end_basis as "endBasis", matter_id as "matterId", revision
      from recoveries where county_code = ${countyCode} and id = ${recoveryId}`.execute(tx)
  if (!rows[0]) throw new Error('a recovery was listed and is not there')
  return rows[0]
}

async function paymentsOf(tx: Tx, { countyCode, recoveryId }: CasePlace): Promise<Recovery['payments']> {
  const { rows } = await sql<Recovery['payments'][number]>`
    select p.id as "paymentId", p.receipt_no as "receiptNo", d.kind, p.paid_on as "paidOn", p.payer_name as "payerName", -l.fen as fen,
           exists (select from payments as b where b.county_code = p.county_code and b.reverses_id = p.id) as "isReversed",
           (select b.receipt_no from payments as b where b.county_code = p.county_code and b.id = p.reverses_id) as reverses
      from recovery_dues as rd
      join dues as d on d.county_code = rd.county_code and d.id = rd.due_id
      join money_lines as l on l.county_code = rd.county_code and l.due_id = rd.due_id and l.account = 'owed'
      join payments as p on p.county_code = l.county_code and p.id = l.payment_id
     where rd.county_code = ${countyCode} and rd.recovery_id = ${recoveryId}
     order by p.paid_on desc, p.id desc limit ${longest}`.execute(tx)
  return rows
}

async function applicationsOf(tx: Tx, { countyCode, recoveryId }: CasePlace): Promise<Recovery['applications']> {
  const { rows } = await sql<Recovery['applications'][number]>`
    select a.id, a.state, a.homes, a.acceptance_no as "acceptanceNo", b.name as "buildingName", a.submitted_on as "submittedOn",
           a.entered_on as "enteredOn"
      from recovery_applications as l
      join applications as a on a.county_code = l.county_code and a.id = l.application_id
      left join buildings as b on b.county_code = a.county_code and b.id = a.building_id
     where l.county_code = ${countyCode} and l.recovery_id = ${recoveryId} order by a.id limit ${longest}`.execute(tx)
  return rows
}

/** Homes of the estate as they are registered, and those registered since the case began. */
async function homesOf(tx: Tx, countyCode: string, estateId: string, since: string): Promise<Recovery['homes']> {
  const { rows } = await sql<Recovery['homes']>`
    select count(*) as all, count(first_registered_on) as "firstRegistered", count(transferred_on) as transferred,
           count(*) filter (where first_registered_on >= ${since}) as "firstMeanwhile",
           count(*) filter (where transferred_on >= ${since}) as "transferredMeanwhile"
      from units where county_code = ${countyCode} and estate_id = ${estateId}`.execute(tx)
  if (!rows[0]) throw new Error('a count gave no row')
  return rows[0]
}

/** What was done in a case, on its dues and with its matter, newest first. */
async function timelineOf(
  tx: Tx,
  { countyCode, recoveryId }: CasePlace,
  matterId: string,
): Promise<Recovery['timeline']> {
  const { rows } = await sql<Recovery['timeline'][number]>`
    with subjects as (
      select 'recovery' as kind, ${recoveryId}::uuid as id
      union all select 'developer_matter', ${matterId}::uuid
      union all select 'due', due_id from recovery_dues where county_code = ${countyCode} and recovery_id = ${recoveryId}
      union select 'payment', l.payment_id
        from recovery_dues as rd join money_lines as l on l.county_code = rd.county_code and l.due_id = rd.due_id
       where rd.county_code = ${countyCode} and rd.recovery_id = ${recoveryId} and l.payment_id is not null
      union all select 'ladder_step', id from ladder_steps where county_code = ${countyCode} and matter_id = ${matterId}
    )
    select h.act_no::integer as "actNo", a.kind, to_char(a.acted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as on, a.actor_name as actor, a.reason
      from (select distinct of_one.act_no from subjects as s
             cross join lateral (select act_no from history as h
                                  where h.county_code = ${countyCode} and h.subject_id = s.id and h.subject_kind = s.kind
                                  order by h.act_no desc limit ${longest}) as of_one) as h
      join acts as a on a.county_code = ${countyCode} and a.act_no = h.act_no
     order by h.act_no desc limit ${longest}`.execute(tx)
  return rows
}
