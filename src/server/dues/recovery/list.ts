import { type RawBuilder, sql } from 'kysely'
import type { RecoveriesQuery, RecoveryLine } from '#contract/recoveries.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { debtsOf, lateFeesOf } from './debts.ts'

/** What a line shows of a case `c`, but for its late fees. */
const caseLine = (today: string) => sql`
  c.id, c.county_code as "countyCode", r.name as "countyName", c.case_no as no, json_build_object('id', o.id, 'name', o.name) as debtor,
  json_build_object('id', e.id, 'name', e.name) as estate, c.cause, c.opened_on as "openedOn", c.ended_on as "endedOn", c.end_kind as "endKind",
  s.began as "beganFen", s.paid as "paidFen", s.reduced as "reducedFen", s.owed as "owedFen", m.due_on as "dueOn",
  coalesce(c.ended_on, ${today}::date) - c.opened_on as "daysOpen",
  (select l.step from ladder_steps as l where l.county_code = c.county_code and l.matter_id = c.matter_id order by l.proposed_on desc, l.id desc limit 1) as "lastStep",
  exists (select from recovery_plans as p where p.county_code = c.county_code and p.recovery_id = c.id) as "hasPlan"`

const casePlaces = sql`
  join regions as r on r.code = c.county_code
  join organisations as o on o.county_code = c.county_code and o.id = c.organisation_id
  join estates as e on e.county_code = c.county_code and e.id = c.estate_id
  join developer_matters as m on m.county_code = c.county_code and m.id = c.matter_id
 cross join lateral (
       select coalesce(sum(d.amount_fen - rd.paid_before_fen - rd.reduced_before_fen), 0)::bigint as began,
              coalesce(sum(d.paid_fen - rd.paid_before_fen), 0)::bigint as paid,
              coalesce(sum(d.reduced_fen - rd.reduced_before_fen), 0)::bigint as reduced, coalesce(sum(d.owed_fen), 0)::bigint as owed
         from recovery_dues as rd join dues as d on d.county_code = rd.county_code and d.id = rd.due_id
        where rd.county_code = c.county_code and rd.recovery_id = c.id) as s`

/** Cases where a condition holds of `c`, the oldest first. */
export async function casesWhere(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<RecoveryLine[]> {
  const today = officeToday()
  const { rows } = await sql<Omit<RecoveryLine, 'lateFeeFen'>>`
    select ${caseLine(today)}
      from (select c.* from recoveries as c where ${where} order by c.opened_on, c.id limit ${limit}) as c ${casePlaces}
     order by c.opened_on, c.id`.execute(tx)
  const places = { counties: [...new Set(rows.map(({ countyCode }) => countyCode))], ids: rows.map(({ id }) => id) }
  const debts = await debtsOf(tx, places, today)
  return rows.map((row) => ({ ...row, lateFeeFen: lateFeesOf(debts.get(row.id) ?? []) }))
}

/** The recovery cases about an estate, those that go on first. */
export async function recoveriesOf(tx: Tx, countyCode: string, estateId: string): Promise<RecoveryLine[]> {
  const cases = await casesWhere(tx, sql`c.county_code = ${countyCode} and c.estate_id = ${estateId}`, 100)
  return cases.toSorted((one, other) => Number(one.endedOn !== null) - Number(other.endedOn !== null))
}

/** A page of the ledger of cases, the oldest first. */
export async function listRecoveries(
  tx: Tx,
  counties: readonly string[],
  query: RecoveriesQuery,
): Promise<{ rows: RecoveryLine[]; next: string | null; total: null }> {
  const rows = await casesWhere(tx, conditions(counties, query), query.limit)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === query.limit ? `${last.openedOn}.${last.id}` : null, total: null }
}

function conditions(counties: readonly string[], { state, estate, organisation, search, after }: RecoveriesQuery) {
  const [, day, id] = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  if (after !== undefined && !id)
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  const begins = search && `${search}%`
  const states = {
    open: sql`c.ended_on is null`,
    ended: sql`c.ended_on is not null`,
    late_instalment: sql`c.ended_on is null and ${missesInstalment(officeToday())}`,
  }
  const set = [
    sql`c.county_code = any (${counties}::text[])`,
    state && states[state],
    estate && sql`c.estate_id = ${estate}`,
    organisation && sql`c.organisation_id = ${organisation}`,
    begins &&
      sql`(exists (select from organisations as o where o.county_code = c.county_code and o.id = c.organisation_id and o.name like ${begins})
           or exists (select from estates as e where e.county_code = c.county_code and e.id = c.estate_id and e.name like ${begins}))`,
    id && sql`(c.opened_on, c.id) > (${day}::date, ${id}::uuid)`,
  ].filter((condition) => typeof condition === 'object')
  return sql.join(set, sql` and `)
}

/** Less has come in since the plan was agreed than its instalments up to yesterday ask. */
const missesInstalment = (today: string) => sql`
  exists (select from (select * from recovery_plans as p where p.county_code = c.county_code and p.recovery_id = c.id order by p.plan_no desc limit 1) as p
           where (select sum(i.amount_fen) from recovery_instalments as i
                   where i.county_code = p.county_code and i.recovery_id = p.recovery_id and i.plan_no = p.plan_no and i.due_on < ${today})
                 > (select sum(d.paid_fen) - p.paid_before_fen from recovery_dues as rd join dues as d on d.county_code = rd.county_code and d.id = rd.due_id
                     where rd.county_code = p.county_code and rd.recovery_id = p.recovery_id))`
