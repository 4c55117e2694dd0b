import { sql } from 'kysely'
import { periodKinds } from '#domain/reports/periods.ts'
import { freezeMoment, type OfficeMoment, periodsToRemind } from '#domain/reports/rhythm.ts'
import { type Role, roles } from '#domain/staff/roles.ts'
import { systemActor, type Tx, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { officeNow } from '../../platform/office-day.ts'
import { rhythmsOf } from './rhythms.ts'

const reminderJob = 'reports.remind'
const everyHour = '5 * * * *'

/** Reminds, every hour and at every start, whoever has not handed in for a period about to be frozen. */
export async function startReminders({ db, queue, sessions }: House): Promise<void> {
  const regions = sessions.countiesOf('141100')
  const remind = () => transact(db, systemActor(regions), (tx) => remindHandIns(tx, regions, officeNow()))
  await queue.work(reminderJob, async () => void (await remind()))
  await queue.schedule(reminderJob, everyHour)
  await transact(db, systemActor(regions), (tx) => queue.send(tx, reminderJob, {}))
}

const rolesWith = (...permissions: readonly string[]): Role[] =>
  (Object.keys(roles) as Role[]).filter((role) => {
    const allowed: readonly string[] = roles[role]
    return permissions.every((permission) => allowed.includes(permission))
  })

/** Of a unit, its own people who hand in; of a county, its clearance office. */
const unitRoles = rolesWith('reports.hand_in')
const officeRoles = rolesWith('reports.hand_in', 'reports.issue')

/**
 * One notice for each person and period, however often this runs. No act: that somebody is reminded follows from the
 * rhythm and from nobody. Gives how many were told.
 */
export async function remindHandIns(tx: Tx, regions: readonly string[], now: OfficeMoment): Promise<number> {
  const of = await rhythmsOf(tx, regions)
  const due = regions.flatMap((region) =>
    periodKinds.flatMap((kind) =>
      periodsToRemind(kind, of(region, kind), now).map((period) => ({
        region,
        kind,
        period: period.key,
        freezeAt: freezeMoment(period, of(region, kind)),
      })),
    ),
  )
  const { rows } = await sql<{ n: number }>`
    with due as (
      select * from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as d (region text, kind text, period text, "freezeAt" text)
    ), missing as (
      select d.*, o.county_code, o.id as unit from due as d
        join organisations as o on o.county_code = d.region and o.kind = 'responsible_unit'
       union all
      select d.*, r.code, null from due as d join regions as r on r.parent_code = d.region and r.level = 'county'
    ), given as (
      insert into notices (county_code, person_id, kind, topic, for_day, content)
      select p.county_code, p.id, 'hand_in_due', m.kind || ' ' || m.period || ' ' || m.region, left(m."freezeAt", 10)::date,
             jsonb_build_object('kind', m.kind, 'period', m.period, 'freezeAt', m."freezeAt")
        from missing as m
        join people as p on p.county_code = m.county_code and p.left_on is null and p.account_id is not null
                        and (m.unit is null or p.organisation_id = m.unit)
       where exists (select from account_roles as g
                      where g.account_id = p.account_id and g.region_code = p.county_code
                        and g.role = any (case when m.unit is null then ${officeRoles}::text[] else ${unitRoles}::text[] end))
         and not exists (select from hand_ins as h
                          where h.county_code = m.county_code and h.organisation_id is not distinct from m.unit and h.kind = m.kind
                            and h.period = m.period and h.state in ('submitted', 'accepted'))
      on conflict on constraint notice_is_given_once do nothing
      returning county_code, person_id
    ), told as (
      select pg_notify('notices', a.account_id::text)
        from (select distinct p.account_id from given as g
                join people as p on p.county_code = g.county_code and p.id = g.person_id) as a
    )
    select (select count(*) from given) as n, (select count(*) from told)`.execute(tx)
  return rows[0]?.n ?? 0
}
