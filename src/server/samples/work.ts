import { sql } from 'kysely'
import { addWorkingDays, type WorkCalendar } from '#domain/tasks/calendar.ts'
import { type OpenHomes, openWorkOf } from '#samples/open-work.ts'
import { type Db, holdActs, recordAct, systemActor, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn, importTasks, type LedgerTask } from '../tasks/actions.ts'

const reason = '载入示例数据'

/**
 * Gives what is still open in a county to its offices, dated from the day of loading, so that desks and wall show a
 * campaign under way. One act; once.
 */
export async function giveOpenWork(db: Db, countyCode: string, countyName: string): Promise<void> {
  const actor = systemActor([countyCode])
  await transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const calendar = await calendarIn(tx)
    const open = await listOpenHomes(tx, countyCode)
    const work = openWorkOf(countyCode, open).map((one) => ({ ...one, ...daysOf(calendar, one) }))
    const { taken } = await importTasks(tx, countyCode, await tasksOf(tx, countyCode, countyName, work))
    if (taken.length > 0) await recordAct(tx, { countyCode, kind: 'ledgers_imported', actor, reason, rows: taken })
  })
}

async function listOpenHomes(tx: Tx, countyCode: string): Promise<OpenHomes[]> {
  const { rows } = await sql<OpenHomes>`
    select e.name as estate, u.obstacle, count(*)::integer as homes
      from units as u
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
     where u.county_code = ${countyCode} and u.transferred_on is null and u.obstacle is not null
     group by e.name, u.obstacle
     order by e.name, u.obstacle`.execute(tx)
  return rows
}

function daysOf(
  calendar: WorkCalendar,
  { issuedDaysAgo, workingDays }: { issuedDaysAgo: number; workingDays: number },
) {
  const issuedOn = addWorkingDays(calendar, officeToday(), -issuedDaysAgo)
  return { issuedOn, dueOn: addWorkingDays(calendar, issuedOn, workingDays) }
}

type Dated = ReturnType<typeof openWorkOf>[number] & { issuedOn: string; dueOn: string }

async function tasksOf(tx: Tx, countyCode: string, countyName: string, work: readonly Dated[]): Promise<LedgerTask[]> {
  const { rows } = await sql<LedgerTask>`
    select 'sample:' || w.estate || ':' || w.obstacle as "sourceRef", e.id as "estateId", w.title, w.wanted, o.id as "organisationId",
           null as "personId", w."issuedOn", w."dueOn", null as "writtenOffOn", w.homes
      from jsonb_to_recordset(${JSON.stringify(work)}::jsonb)
           as w (estate text, obstacle text, homes integer, title text, wanted text, office text, "issuedOn" date, "dueOn" date)
      join estates as e on e.county_code = ${countyCode} and e.name = w.estate
      join organisations as o on o.county_code = ${countyCode} and o.kind = 'responsible_unit'
       and o.name = ${countyName}::text || case when exists (select from organisations as s where s.county_code = ${countyCode}
                                                              and s.name = ${countyName}::text || w.office) then w.office else '不动产登记中心' end`.execute(
    tx,
  )
  return rows
}
