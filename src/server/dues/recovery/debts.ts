import { sql } from 'kysely'
import type { Computed } from '#contract/due-shapes.ts'
import type { Recovery } from '#contract/recoveries.ts'
import { isComputed } from '#domain/dues/computed.ts'
import type { DueKind } from '#domain/dues/kinds.ts'
import { type DebtOverTime, lateFeeOn, lateFeeTo } from '#domain/dues/late-fees.ts'
import { instalmentStates } from '#domain/dues/recovery.ts'
import type { Tx } from '../../platform/acts.ts'

/** Cases by their places: a list may be of several counties. */
export type CasePlaces = { counties: readonly string[]; ids: readonly string[] }

export type Debt = Recovery['debts'][number]

type DebtRow = Omit<Debt, 'lateFee' | 'lateFeeUnknown' | 'deferredUntil' | 'ranOutOn'> & {
  recoveryId: string
  amountFen: number
  settled: DebtOverTime['settled']
  deferrals: DebtOverTime['deferrals']
  lastDay: string | null
}

/** What was settled of a due `d` when, and when it was put off. A payment taken back counts as never made. */
export const overTime = sql`
     cross join lateral (
           select coalesce(json_agg(json_build_object('on', l.booked_on, 'fen', -l.fen) order by l.booked_on), '[]') as settled
             from money_lines as l
             left join payments as p on p.county_code = l.county_code and p.id = l.payment_id
            where l.county_code = d.county_code and l.due_id = d.id and l.account = 'owed' and (l.payment_id is not null or l.fen < 0)
              and (p.id is null or (p.reverses_id is null
                   and not exists (select from payments as b where b.county_code = p.county_code and b.reverses_id = p.id)))) as s
     cross join lateral (
           select coalesce(json_agg(json_build_object('from', t.granted_on, 'until', least(t.until_on, t.ended_on))), '[]') as deferrals,
                  max(t.until_on) filter (where t.ended_on is null) as last_day
             from due_terms as t where t.county_code = d.county_code and t.due_id = d.id and t.kind = 'deferral') as t`

/** The debts of cases with their late fees up to a day. */
export async function debtsOf(
  tx: Tx,
  { counties, ids }: CasePlaces,
  today: string,
): Promise<ReadonlyMap<string, readonly Debt[]>> {
  const { rows } = await sql<DebtRow>`
    select rd.recovery_id as "recoveryId", d.id as "dueId", d.kind, d.basis, d.due_on as "dueOn", d.amount_fen as "amountFen", rd.joined_on as "joinedOn",
           d.amount_fen - rd.paid_before_fen - rd.reduced_before_fen as "beganFen", d.paid_fen - rd.paid_before_fen as "paidFen",
           d.reduced_fen - rd.reduced_before_fen as "reducedFen", d.owed_fen as "owedFen", d.cancelled_on is not null as "isCancelled",
           s.settled, t.deferrals, t.last_day as "lastDay"
      from recovery_dues as rd
      join dues as d on d.county_code = rd.county_code and d.id = rd.due_id
      ${overTime}
     where rd.county_code = any (${counties}::text[]) and rd.recovery_id = any (${ids}::uuid[])
     order by d.owed_fen desc, d.id`.execute(tx)
  return new Map(
    [...Map.groupBy(rows, ({ recoveryId }) => recoveryId)].map(([id, of]) => [id, of.map((row) => debtOf(row, today))]),
  )
}

function debtOf({ recoveryId: _, amountFen, settled, deferrals, lastDay, ...row }: DebtRow, today: string): Debt {
  const isOver = lastDay !== null && lastDay < today
  const time = { amountFen, dueOn: row.dueOn, settled, deferrals }
  return {
    ...row,
    deferredUntil: isOver ? null : lastDay,
    ranOutOn: isOver && row.owedFen > 0 ? lastDay : null,
    ...feeOf(row.kind, row.isCancelled, time, today),
  }
}

/** The late fee of a debt up to a day, or why none can be told. */
export function feeOf(
  kind: DueKind,
  isCancelled: boolean,
  time: DebtOverTime,
  today: string,
): { lateFee: Computed | null; lateFeeUnknown: string | null } {
  const rule = lateFeeOn(kind)
  if (rule === null || isCancelled) return { lateFee: null, lateFeeUnknown: 'no_rule' }
  const outcome = lateFeeTo(today, rule, time)
  return isComputed(outcome)
    ? { lateFee: { ...outcome, inputs: { ...outcome.inputs } }, lateFeeUnknown: null }
    : { lateFee: null, lateFeeUnknown: outcome.unknown }
}

/** All late fees of a case up to the day; null when one cannot be told, or none is charged. */
export function lateFeesOf(debts: readonly Debt[]): number | null {
  const charged = debts.filter(({ lateFeeUnknown }) => lateFeeUnknown !== 'no_rule')
  if (charged.length === 0 || charged.some(({ lateFee }) => lateFee === null)) return null
  return charged.reduce((sum, { lateFee }) => sum + (lateFee?.fen ?? 0), 0)
}

export type Plan = NonNullable<Recovery['plan']>

type PlanRow = Omit<Plan, 'instalments'> & {
  recoveryId: string
  paidSinceFen: number
  instalments: { dueOn: string; amountFen: number }[]
}

/** The plan that holds of each case that has one, with how its instalments stand. */
export async function plansOf(
  tx: Tx,
  { counties, ids }: CasePlaces,
  today: string,
): Promise<ReadonlyMap<string, Plan>> {
  const { rows } = await sql<PlanRow>`
    select distinct on (p.recovery_id) p.recovery_id as "recoveryId", p.plan_no as no, p.agreed_on as "agreedOn", p.basis,
           (select coalesce(sum(d.paid_fen), 0)::bigint from recovery_dues as rd join dues as d on d.county_code = rd.county_code and d.id = rd.due_id
             where rd.county_code = p.county_code and rd.recovery_id = p.recovery_id) - p.paid_before_fen as "paidSinceFen",
           (select json_agg(json_build_object('dueOn', i.due_on, 'amountFen', i.amount_fen) order by i.instalment_no)
              from recovery_instalments as i
             where i.county_code = p.county_code and i.recovery_id = p.recovery_id and i.plan_no = p.plan_no) as instalments
      from recovery_plans as p
     where p.county_code = any (${counties}::text[]) and p.recovery_id = any (${ids}::uuid[])
     order by p.recovery_id, p.plan_no desc`.execute(tx)
  return new Map(
    rows.map(({ recoveryId, paidSinceFen, instalments, ...plan }) => [
      recoveryId,
      { ...plan, instalments: [...instalmentStates(instalments, paidSinceFen, today)] },
    ]),
  )
}
