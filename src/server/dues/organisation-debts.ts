import { sql } from 'kysely'
import type { Computed } from '#contract/due-shapes.ts'
import type { RecoveryLine } from '#contract/recoveries.ts'
import type { DueKind } from '#domain/dues/kinds.ts'
import type { DebtOverTime } from '#domain/dues/late-fees.ts'
import type { Tx } from '../platform/acts.ts'
import { feeOf, overTime, type Plan, plansOf } from './recovery/debts.ts'
import { casesWhere } from './recovery/list.ts'

/** Whose debts, and about which estate. */
export type OrganisationDebts = { countyCode: string; organisations: readonly string[]; estateId: string }

export type OrganisationDebt = {
  id: string
  kind: DueKind
  basis: string
  amountFen: number
  paidFen: number
  reducedFen: number
  owedFen: number
  dueOn: string | null
  deferredUntil: string | null
  lateFee: Computed | null
  lateFeeUnknown: string | null
}

type Row = Omit<OrganisationDebt, 'lateFee' | 'lateFeeUnknown' | 'deferredUntil'> & {
  settled: DebtOverTime['settled']
  deferrals: DebtOverTime['deferrals']
  lastDay: string | null
}

/** What organisations owe about an estate, each due with its late fee up to the day; those taken back are left out. */
export async function debtsOfOrganisation(
  tx: Tx,
  { countyCode, organisations, estateId }: OrganisationDebts,
  today: string,
): Promise<OrganisationDebt[]> {
  const { rows } = await sql<Row>`
    select d.id, d.kind, d.basis, d.amount_fen as "amountFen", d.paid_fen as "paidFen", d.reduced_fen as "reducedFen", d.owed_fen as "owedFen",
           d.due_on as "dueOn", s.settled, t.deferrals, t.last_day as "lastDay"
      from dues as d ${overTime}
     where d.county_code = ${countyCode} and d.organisation_id = any (${organisations}::uuid[]) and d.estate_id = ${estateId}
       and d.cancelled_on is null
     order by d.owed_fen desc, d.id limit 200`.execute(tx)
  return rows.map(({ settled, deferrals, lastDay, ...due }) => ({
    ...due,
    deferredUntil: lastDay !== null && lastDay >= today ? lastDay : null,
    ...feeOf(due.kind, false, { amountFen: due.amountFen, dueOn: due.dueOn, settled, deferrals }, today),
  }))
}

/** The recovery cases against organisations about an estate, each with the plan that holds. */
export async function recoveriesOfOrganisation(
  tx: Tx,
  { countyCode, organisations, estateId }: OrganisationDebts,
  today: string,
): Promise<(RecoveryLine & { plan: Plan | null })[]> {
  const where = sql`c.county_code = ${countyCode} and c.estate_id = ${estateId} and c.organisation_id = any (${organisations}::uuid[])`
  const cases = await casesWhere(tx, where, 100)
  const plans = await plansOf(tx, { counties: [countyCode], ids: cases.map(({ id }) => id) }, today)
  return cases.map((one) => ({ ...one, plan: plans.get(one.id) ?? null }))
}
