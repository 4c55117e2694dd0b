import { sql } from 'kysely'
import type { DeferralLine, DeferralsQuery } from '#contract/recoveries.ts'
import { dueKinds } from '#domain/dues/kinds.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { officePeople } from '../../tasks/actions.ts'

/** A page of what was put off: what has run out, the longest ago first, or what is to run out, the soonest first. */
export async function listDeferrals(
  tx: Tx,
  counties: readonly string[],
  { state, after, limit }: DeferralsQuery,
): Promise<{ rows: DeferralLine[]; next: string | null; total: null }> {
  const [, day, id] = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  if (after !== undefined && !id)
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  const place = id ? sql`(t.until_on, t.id) > (${day}::date, ${id}::uuid)` : sql`true`
  const when = state === 'run_out' ? sql`t.until_on < ${officeToday()}` : sql`t.until_on >= ${officeToday()}`
  const { rows } = await sql<DeferralLine>`
    select t.id as "termId", d.id as "dueId", d.county_code as "countyCode", r.name as "countyName", d.kind, d.debtor_name as "debtorName",
           case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as estate, d.owed_fen as "owedFen",
           t.until_on as "untilOn", t.basis, ${state} as state,
           (select json_build_object('id', c.id, 'no', c.case_no) from recovery_dues as rd
              join recoveries as c on c.county_code = rd.county_code and c.id = rd.recovery_id
             where rd.county_code = d.county_code and rd.due_id = d.id and rd.is_pursued) as recovery
      from (select t.* from unnest(${counties}::text[]) as c (code)
             cross join lateral (
                   select t.* from due_terms as t join dues as d on d.county_code = t.county_code and d.id = t.due_id
                    where t.county_code = c.code and t.kind = 'deferral' and t.ended_on is null and ${when} and d.owed_fen > 0 and ${place}
                    order by t.until_on, t.id limit ${limit}) as t
             order by t.until_on, t.id limit ${limit}) as t
      join dues as d on d.county_code = t.county_code and d.id = t.due_id
      join regions as r on r.code = d.county_code
      left join estates as e on e.county_code = d.county_code and e.id = d.estate_id
     order by t.until_on, t.id`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `${last.untilOn}.${last.termId}` : null, total: null }
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** Which unit collects which kind, for the database to join. */
const collectors = JSON.stringify(Object.entries(dueKinds).map(([kind, { unit }]) => ({ kind, unit })))

/**
 * Tells of each deferral that has run out while something is owed, once: the clearance office, whoever recorded the due, and
 * the head of the unit that collects it. Days missed are caught up; a second run tells nobody again.
 */
export async function tellRunOut(tx: Tx, countyCode: string, today: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with over as (
      select t.id as term_id, t.until_on, d.id as due_id, d.kind, d.debtor_name, d.owed_fen, d.estate_id, e.name as estate
        from due_terms as t
        join dues as d on d.county_code = t.county_code and d.id = t.due_id
        left join estates as e on e.county_code = d.county_code and e.id = d.estate_id
       where t.county_code = ${countyCode} and t.kind = 'deferral' and t.ended_on is null and t.until_on < ${today} and d.owed_fen > 0
    ), whom as (
      select o.term_id, office.id as person_id from over as o cross join (${officePeople(countyCode, nobody)}) as office
       union
      select o.term_id, p.id
        from over as o
       cross join lateral (select h.act_no from history as h where h.county_code = ${countyCode} and h.subject_kind = 'due' and h.subject_id = o.due_id
                            order by h.act_no limit 1) as h
        join acts as a on a.county_code = ${countyCode} and a.act_no = h.act_no
        join people as p on p.county_code = ${countyCode} and p.account_id = a.actor_id and p.left_on is null
       union
      select o.term_id, g.person_id
        from over as o
        join jsonb_to_recordset(${collectors}::jsonb) as k (kind text, unit text) on k.kind = o.kind
        join unit_functions as f on f.county_code = ${countyCode} and f.unit_code = k.unit
        join postings as g on g.county_code = ${countyCode} and g.organisation_id = f.organisation_id and g.duty = 'head' and g.until_on is null
    ), told as (
      insert into notices (county_code, person_id, kind, topic, for_day, content)
      select ${countyCode}, w.person_id, 'deferral_run_out', o.term_id, o.until_on + 1,
             jsonb_build_object('dueId', o.due_id, 'kind', o.kind, 'debtor', o.debtor_name, 'estate', o.estate, 'untilOn', o.until_on, 'owedFen', o.owed_fen)
        from over as o join whom as w on w.term_id = o.term_id
      on conflict on constraint notice_is_given_once do nothing
      returning person_id
    ), sent as (
      select pg_notify('notices', account_id::text)
        from (select distinct p.account_id from told join people as p on p.county_code = ${countyCode} and p.id = told.person_id
               where p.account_id is not null) as accounts
    )
    select (select count(*) from told) as n, (select count(*) from sent)`.execute(tx)
  return rows[0]?.n ?? 0
}
