import { type RawBuilder, sql } from 'kysely'
import type { TaskLine, TasksQuery } from '#contract/tasks.ts'
import { dayNumber, dayOfNumber, weekdayOf } from '#domain/shared/days.ts'
import { previousWorkingDay, type WorkCalendar } from '#domain/tasks/calendar.ts'
import { inHandStates } from '#domain/tasks/moves.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { calendarIn } from './calendar.ts'
import { taskLines } from './lines.ts'

export const isOpen = sql`t.state not in ('written_off', 'cancelled')`

/** States in which it is the responsible unit that must act. */
export const inHand = sql`t.state in (${sql.join(inHandStates.map((state) => sql.lit(state)))})`

/** The ends of the spans lists and desks ask for: what is due until `lateUntil` is overdue today, the week ends on its Sunday. */
export function spansOf(calendar: WorkCalendar, today: string) {
  const sunday = dayOfNumber(dayNumber(today) + 6 - weekdayOf(dayNumber(today)))
  return { today, lateUntil: previousWorkingDay(calendar, today), sunday }
}

/** Overdue 逾期: in the unit's hand after its last day; a day off is no delay, and what is handed in waits for others. */
export const isOverdue = (lateUntil: string) => sql`${inHand} and t.due_on <= ${lateUntil}::date`

/** What the responsible unit must do, by when it is due. */
export const isDue = (due: 'overdue' | 'today' | 'week', { today, lateUntil, sunday }: ReturnType<typeof spansOf>) =>
  ({
    overdue: isOverdue(lateUntil),
    today: sql`${inHand} and t.due_on > ${lateUntil} and t.due_on <= ${today}`,
    week: sql`${inHand} and t.due_on > ${today} and t.due_on <= ${sunday}`,
  })[due]

type Page = { rows: TaskLine[]; next: string | null; total: number | null }

/**
 * A page of tasks, county by county as far as one page can need, then put together: the database looks at no more than
 * so many rows of each county. Which tasks they are is found within indexes alone; only those of the page are read.
 * Of another day than today, terms and what is due are told as of then.
 */
export async function listTasks(
  tx: Tx,
  counties: readonly string[],
  query: TasksQuery,
  today = officeToday(),
): Promise<Page> {
  const which = await conditions(tx, query, today)
  const ordered = orderOf(query.sort)
  const rows = await taskLines(tx, pageOf(counties, query, which), ordered, today)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === query.limit ? cursorOf(query.sort, last) : null, total: null }
}

function pageOf(counties: readonly string[], query: TasksQuery, which: RawBuilder<unknown>): RawBuilder<unknown> {
  const place = placeOf(query)
  const { keys, spansAfter } = orders[query.sort]
  const [found, ordered] = [sql.join([...new Set(['county_code', ...keys])].map(column)), orderOf(query.sort)]
  const spans = (place ? spansAfter(place) : [sql`true`]).map(
    (span) => sql`
      (select ${found} from tasks as t where t.county_code = c.code and ${which} and ${span} order by ${ordered} limit ${query.limit})`,
  )
  return sql`
    select t.*
      from (select ${found} from unnest(${counties}::text[]) as c (code) cross join lateral (${sql.join(spans, sql` union all `)}) as t
             order by ${ordered} limit ${query.limit}) as found
      join tasks as t on t.county_code = found.county_code and t.id = found.id`
}

type Place = { no: number; homes: number; dueOn: string; countyCode: string; id: string }
/** `spansAfter`: what comes after a place, as spans that each lie together in the index of the order. */
type Order = { keys: readonly string[]; spansAfter: (place: Place) => RawBuilder<unknown>[] }

const column = (name: string) => sql.ref(`t.${name}`)

const orderOf = (sort: TasksQuery['sort']) =>
  sql.join(orders[sort].keys.map((key) => (key === 'homes' ? sql`${column(key)} desc` : column(key))))

/** Sort orders, each ending in the id; `rank` is 先大后小, then by term. */
const orders: Readonly<Record<TasksQuery['sort'], Order>> = {
  due: {
    keys: ['due_on', 'id'],
    spansAfter: ({ dueOn, id }) => [sql`(t.due_on, t.id) > (${dueOn}::date, ${id}::uuid)`],
  },
  no: {
    keys: ['county_code', 'task_no', 'id'],
    spansAfter: ({ countyCode, no, id }) => [
      sql`(t.county_code, t.task_no, t.id) > (${countyCode}::text, ${no}::integer, ${id}::uuid)`,
    ],
  },
  rank: {
    keys: ['homes', 'due_on', 'id'],
    spansAfter: ({ homes, dueOn, id }) => [
      sql`t.homes = ${homes}::integer and (t.due_on, t.id) > (${dueOn}::date, ${id}::uuid)`,
      sql`t.homes < ${homes}::integer`,
    ],
  },
}

const cursorOf = (sort: TasksQuery['sort'], { no, homes, dueOn, countyCode, id }: TaskLine) =>
  [sort, no, homes, dueOn, countyCode, id].join('.')

function placeOf({ after, sort }: TasksQuery): Place | null {
  if (after === undefined) return null
  const [, no, homes, dueOn, countyCode, id] =
    new RegExp(`^${sort}\\.(\\d{1,9})\\.(\\d{1,9})\\.(\\d{4}-\\d{2}-\\d{2})\\.(\\d{6})\\.([0-9a-f-]{36})$`).exec(
      after,
    ) ?? []
  if (!no || !homes || !dueOn || !countyCode || !id)
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  return { no: Number(no), homes: Number(homes), dueOn, countyCode, id }
}

/** What tasks are narrowed to, without order and place. */
export type TasksConditions = Omit<TasksQuery, 'sort' | 'after' | 'limit'>

export async function conditions(tx: Tx, query: TasksConditions, today: string): Promise<RawBuilder<unknown>> {
  const { search, estate, organisation, person, meeting, resolution, state, light, due } = query
  const given = [
    search && searched(search),
    estate && sql`t.estate_id = ${estate}`,
    organisation && sql`t.organisation_id = ${organisation}`,
    person && sql`t.person_id = ${person}`,
    meeting && sql`t.meeting_id = ${meeting}`,
    resolution && sql`t.resolution_id = ${resolution}`,
    state === 'open' ? isOpen : state && sql`t.state = ${state}`,
    light && sql`t.light = ${light}`,
    due && isDue(due, spansOf(await calendarIn(tx), today)),
  ].filter((condition) => typeof condition === 'object')
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `)
}

/** By the number of the task, or by words of its title or of its estate's name. */
function searched(search: string): RawBuilder<unknown> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const no = /^\d{1,9}$/.test(search) ? Number(search) : null
  return sql`
    (t.task_no = ${no}::integer or t.title like ${pattern}
     or (t.county_code, t.estate_id) in (select e.county_code, e.id from estates as e where e.name like ${pattern}))`
}
