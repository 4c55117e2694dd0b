import { sql } from 'kysely'
import { type WorkCalendar, workingDaysBetween } from '#domain/tasks/calendar.ts'
import { type TaskLight, taskLightOf } from '#domain/tasks/lights.ts'
import type { TaskState } from '#domain/tasks/moves.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn } from './calendar.ts'

/** What the tasks of a county are measured by: the day, the working days, and what the county has set. */
export type Measures = {
  today: string
  calendar: WorkCalendar
  yellowDays: number
  reminderDays: readonly number[]
  defaultStepDays: number
}

/** Working days before its end on which a task turns yellow; over the settings of a county `own` and its `city`. */
export const yellowDays = sql`coalesce(own.yellow_days, city.yellow_days, 3)`

export async function measuresOf(tx: Tx, countyCode: string, today = officeToday()): Promise<Measures> {
  const measures = (await measuresIn(tx, [countyCode], today)).get(countyCode)
  if (!measures) throw new Error(`no region ${countyCode}`)
  return measures
}

/** The measures of several counties. Of each setting the county's own, else the city's, else what the product starts with. */
export async function measuresIn(
  tx: Tx,
  counties: readonly string[],
  today = officeToday(),
): Promise<Map<string, Measures>> {
  const { rows } = await sql<Omit<Measures, 'today' | 'calendar'> & { code: string }>`
    select r.code, ${yellowDays} as "yellowDays",
           coalesce(own.reminder_days, city.reminder_days, '{3,1}') as "reminderDays",
           coalesce(own.default_step_days, city.default_step_days, 5) as "defaultStepDays"
      from regions as r
      left join campaign_settings as own on own.county_code = r.code
      left join campaign_settings as city on city.county_code = r.parent_code
     where r.code = any (${counties}::text[])`.execute(tx)
  const calendar = await calendarIn(tx)
  return new Map(rows.map(({ code, ...settings }) => [code, { ...settings, today, calendar }]))
}

/** The light a task has today. */
export function lightOf(
  { calendar, today, yellowDays }: Measures,
  task: { state: TaskState; startsOn: string; dueOn: string },
): TaskLight {
  const daysLeft = workingDaysBetween(calendar, today, task.dueOn)
  return taskLightOf({ state: task.state, startsOn: task.startsOn, daysLeft }, today, yellowDays)
}
