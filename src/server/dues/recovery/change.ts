import { sql } from 'kysely'
import type { NewPlan } from '#contract/recoveries.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { type PlanFault, planFault } from '#domain/dues/recovery.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { type Actor, holdActs, type Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { endCases, followRecoveries } from './follow.ts'
import { mustChange, tellCases } from './store.ts'

/** Agrees on instalments for what a case still has to bring in. A later plan takes the place of the one before. */
export async function agreePlan(
  tx: Tx,
  actor: Actor,
  { countyCode, recoveryId }: { countyCode: string; recoveryId: string },
  { revision, basis, reason, instalments }: NewPlan,
): Promise<void> {
  await holdActs(tx, [countyCode])
  const found = await mustChange(tx, countyCode, recoveryId, revision)
  const fault = planFault(instalments, found.owedFen, officeToday())
  if (fault) throw refusalOf(fault, found.owedFen)
  const act = { countyCode, kind: 'recovery_plan_agreed', actor, reason, payload: { instalments: instalments.length } }
  await actGathering(tx, act, async () => {
    await sql`
      with plan as (
        insert into recovery_plans (county_code, recovery_id, plan_no, agreed_on, basis, paid_before_fen)
        select ${countyCode}, ${recoveryId}, coalesce(max(plan_no), 0) + 1, ${officeToday()}::date, ${basis}, ${found.paidFen}
          from recovery_plans where county_code = ${countyCode} and recovery_id = ${recoveryId}
        returning plan_no
      )
      insert into recovery_instalments (county_code, recovery_id, plan_no, instalment_no, due_on, amount_fen)
      select ${countyCode}, ${recoveryId}, plan.plan_no, i.no, i."dueOn", i."amountFen"
        from plan, rows from (jsonb_to_recordset(${JSON.stringify(instalments)}::jsonb) as ("dueOn" date, "amountFen" bigint))
                   with ordinality as i ("dueOn", "amountFen", no)`.execute(tx)
    await sql`update recoveries set revision = revision + 1 where county_code = ${countyCode} and id = ${recoveryId}`.execute(
      tx,
    )
    await tellCases(countyCode, [recoveryId]).execute(tx)
  })
  await followRecoveries(tx, countyCode, found.dueIds)
}

const faultWords: Record<PlanFault['code'], (owedFen: number) => string> = {
  no_instalment: () => '至少约定一期',
  day_past: () => '缴纳日期早于今天',
  days_out_of_order: () => '各期日期须依次往后',
  not_what_is_owed: (owedFen) => `各期合计须等于尚欠金额 ${yuanOf(owedFen)} 元`,
}

function refusalOf({ at, code }: PlanFault, owedFen: number): Refused {
  const place = at === null ? '' : `第${at + 1}期：`
  const field = at === null ? 'instalments' : `instalments.${at}.dueOn`
  const message = `${place}${faultWords[code](owedFen)}`
  return new Refused({ kind: 'invalid', code, message, fields: [{ field, message }] })
}

/** Ends a case by a decision while something is owed: its debts stand as before, and only the pursuit of them ends. */
export async function endByDecision(
  tx: Tx,
  actor: Actor,
  { countyCode, recoveryId }: { countyCode: string; recoveryId: string },
  { revision, basis, reason }: { revision: number; basis: string; reason: string },
): Promise<void> {
  await holdActs(tx, [countyCode])
  const found = await mustChange(tx, countyCode, recoveryId, revision)
  await endCases(tx, { countyCode, kind: 'recovery_ended', actor, reason }, [found], { kind: 'decided', basis })
}
