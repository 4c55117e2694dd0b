import { sql } from 'kysely'
import type { RecoverableDue } from '#contract/recoveries.ts'
import { termOfRecovery } from '#domain/dues/recovery.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { debtsOf, plansOf } from './debts.ts'

export type RecoverableRow = RecoverableDue & { estateId: string | null }

/** The listed organisation that owes a due `d`: the one it names, or the one of its debtor's name. */
const debtorOf = sql`
  left join lateral (
       select o.id, o.name from organisations as o
        where o.county_code = d.county_code and (o.id = d.organisation_id or (d.organisation_id is null and o.name = d.debtor_name))
        order by o.id limit 1) as o on true`

/** What organisations owe about estates, or about no one estate, that no case pursues. Those of `estateIds`; `all`: of a county. */
export async function recoverable(
  tx: Tx,
  countyCode: string,
  estateIds: readonly string[] | 'all',
  today: string,
): Promise<RecoverableRow[]> {
  const place = estateIds === 'all' ? sql`true` : sql`(d.estate_id = any (${estateIds}::uuid[]) or d.estate_id is null)`
  const { rows } = await sql<RecoverableRow>`
    select d.id as "dueId", d.estate_id as "estateId", case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as debtor,
           d.debtor_name as "debtorName", d.kind, d.basis, d.owed_fen as "owedFen", d.due_on as "dueOn",
           (select t.until_on from due_terms as t
             where t.county_code = d.county_code and t.due_id = d.id and t.kind = 'deferral' and t.ended_on is null and t.until_on >= ${today}) as "deferredUntil"
      from dues as d ${debtorOf}
     where d.county_code = ${countyCode} and d.debtor_kind = 'organisation' and d.owed_fen > 0 and ${place}
       and not exists (select from recovery_dues as rd where rd.county_code = d.county_code and rd.due_id = d.id and rd.is_pursued)
     order by d.owed_fen desc, d.id limit 5000`.execute(tx)
  return rows
}

/** A case held until the act is done, with what is owed on it. One of another county does not exist. */
type LockedCase = {
  id: string
  no: number
  matterId: string
  endedOn: string | null
  revision: number
  owedFen: number
  paidFen: number
  dueIds: string[]
}

async function lockCase(tx: Tx, countyCode: string, id: string): Promise<LockedCase> {
  const { rows } = await sql<LockedCase>`
    select c.id, c.case_no as no, c.matter_id as "matterId", c.ended_on as "endedOn", c.revision, s.owed as "owedFen", s.paid as "paidFen", s.ids as "dueIds"
      from recoveries as c
     cross join lateral (
           select coalesce(sum(d.owed_fen), 0)::bigint as owed, coalesce(sum(d.paid_fen), 0)::bigint as paid,
                  coalesce(json_agg(d.id), '[]') as ids
             from recovery_dues as rd join dues as d on d.county_code = rd.county_code and d.id = rd.due_id
            where rd.county_code = c.county_code and rd.recovery_id = c.id) as s
     where c.county_code = ${countyCode} and c.id = ${id} for update of c`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_recovery', message: '没有这件追缴案' })
  return rows[0]
}

/** The same for somebody who looked at it before: refused when it has ended, or changed since. */
export async function mustChange(tx: Tx, countyCode: string, id: string, revision: number): Promise<LockedCase> {
  const found = await lockCase(tx, countyCode, id)
  if (found.endedOn !== null)
    throw new Refused({ kind: 'conflict', code: 'recovery_ended', message: `追缴案已于${found.endedOn}办结` })
  if (found.revision !== revision)
    throw new Refused({ kind: 'conflict', code: 'changed_meanwhile', message: '刚有变动，请刷新后再办' })
  return found
}

/** What history keeps of cases; also what is no more, so that a case that goes on has no end. */
export const tellCases = (countyCode: string, ids: readonly string[]) => sql`
  insert into act_changes
  select 'recovery', c.id, recovery_record(c) from recoveries as c
   where c.county_code = ${countyCode} and c.id = any (${ids}::uuid[]) order by c.id`

/** By when each of these cases has to be acted on next; those that have a day. */
export async function termsOf(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, string>> {
  const places = { counties: [countyCode], ids }
  const plans = await plansOf(tx, places, today)
  const debts = await debtsOf(tx, places, today)
  return new Map(
    ids.flatMap((id): [string, string][] => {
      const own = (debts.get(id) ?? []).map(({ ranOutOn, deferredUntil, ...debt }) => ({
        ...debt,
        deferredUntil: ranOutOn ?? deferredUntil,
      }))
      const term = termOfRecovery(own, plans.get(id)?.instalments ?? [])
      return term === null ? [] : [[id, term]]
    }),
  )
}
