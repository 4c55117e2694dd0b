import { sql } from 'kysely'
import type { CalendarYear } from '#contract/campaign.ts'
import { dayNumber, dayOf, dayOfNumber, lastDayOfMonth } from '#domain/shared/days.ts'
import { isWorkday, type WorkCalendar, workdaysUpTo } from '#domain/tasks/calendar.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { calendarIn, shippedYears } from '../tasks/actions.ts'
import { type CampaignOffice, changeCampaign, refusedAt } from './change.ts'

/** A year of the calendar that holds in a region: holidays and make-up days as shipped, with its city's corrections. */
export async function getCalendarYear(tx: Tx, region: string, year: number): Promise<CalendarYear> {
  const city = await cityOf(tx, region)
  const calendar = await calendarIn(tx)
  const corrected = new Set(await correctedDays(tx, city.code, year))
  const days = [...calendar.exceptions.values()]
    .filter(({ day }) => Number(day.slice(0, 4)) === year)
    .map((exception) => ({ ...exception, isCorrected: corrected.has(exception.day) }))
    .toSorted((one, other) => (one.day < other.day ? -1 : 1))
  return {
    year,
    city: city.code,
    cityName: city.name,
    state: shippedYears.includes(year) ? 'shipped' : calendar.publishedYears.has(year) ? 'published' : 'provisional',
    days,
    months: Array.from({ length: 12 }, (_, month) => workdaysOfMonth(calendar, year, month + 1)),
    publishedYears: [...calendar.publishedYears].sort((one, other) => one - other),
  }
}

async function cityOf(tx: Tx, region: string): Promise<{ code: string; name: string }> {
  const { rows } = await sql<{ code: string; name: string }>`
    select city.code, city.name from regions as r join regions as city on city.code = coalesce(r.parent_code, r.code)
     where r.code = ${region} and r.level in ('city', 'county')`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有这个行政区' })
  return rows[0]
}

async function correctedDays(tx: Tx, city: string, year: number): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select day from calendar_days where county_code = ${city} and extract(year from day) = ${year}`.execute(tx)
  return rows.map(({ day }) => day)
}

function workdaysOfMonth(calendar: WorkCalendar, year: number, month: number): number {
  const first = dayOf(year, month, 1) ?? ''
  return (
    workdaysUpTo(calendar, dayNumber(lastDayOfMonth(first.slice(0, 7)))) - workdaysUpTo(calendar, dayNumber(first) - 1)
  )
}

type Correction = { from: string; until: string; isWorkday: boolean; name: string }

/** Longest run of days one correction may name. */
const longestRun = 31

/**
 * Makes days off, or working days, what the calendar has otherwise. Days that are so already are passed over; if all
 * are, there is nothing to correct. What was counted before stays; what is counted anew uses the corrected days.
 */
export async function correctDays(
  office: CampaignOffice,
  { from, until, isWorkday: isWorked, name }: Correction,
): Promise<CalendarYear> {
  if (until < from) throw refusedAt('until', 'days_end_before_start', '结束日期不能早于开始日期')
  const length = dayNumber(until) - dayNumber(from) + 1
  if (length > longestRun) throw refusedAt('until', 'days_too_many', `一次最多更正 ${longestRun} 天`)
  const days = Array.from({ length }, (_, place) => dayOfNumber(dayNumber(from) + place))
  const year = Number(from.slice(0, 4))
  const apply = async (tx: Tx, actNo: number) => {
    await refuseUnlessCity(tx, office.region)
    const calendar = await calendarIn(tx)
    const others = days.filter((day) => isWorkday(calendar, day) !== isWorked)
    if (others.length === 0) throw refusedAt('from', 'day_is_so_already', alreadySo(from, until, isWorked))
    await sql`
      insert into calendar_days (county_code, day, is_workday, name, act_no)
      select ${office.region}, day, ${isWorked}, ${name}, ${actNo} from unnest(${others}::date[]) as day
      on conflict (county_code, day) do update set is_workday = excluded.is_workday, name = excluded.name, act_no = excluded.act_no`.execute(
      tx,
    )
  }
  return changeCampaign(office, 'calendar_corrected', apply, (tx) => getCalendarYear(tx, office.region, year))
}

const alreadySo = (from: string, until: string, isWorked: boolean) =>
  `${from === until ? from : `${from} 至 ${until}`} 在日历中本来就是${isWorked ? '工作日' : '休息日'}`

async function refuseUnlessCity(tx: Tx, region: string): Promise<void> {
  const city = await cityOf(tx, region)
  if (city.code !== region)
    throw new Refused({
      kind: 'conflict',
      code: 'calendar_is_the_citys',
      message: `工作日历由${city.name}统一更正`,
      city: city.name,
    })
}

/** Says that the holidays of a year are all entered: terms that run into it are no longer provisional. */
export function publishYear(office: CampaignOffice, year: number): Promise<CalendarYear> {
  const apply = async (tx: Tx, actNo: number) => {
    await refuseUnlessCity(tx, office.region)
    const calendar = await calendarIn(tx)
    if (calendar.publishedYears.has(year))
      throw new Refused({ kind: 'conflict', code: 'year_is_published', message: `${year} 年的日历已经公布` })
    if ((await correctedDays(tx, office.region, year)).length === 0)
      throw new Refused({
        kind: 'conflict',
        code: 'year_has_no_holidays',
        message: `${year} 年还没有录入节假日，请先录入再公布`,
      })
    await sql`insert into calendar_years (county_code, year, act_no) values (${office.region}, ${year}, ${actNo})`.execute(
      tx,
    )
  }
  return changeCampaign(office, 'calendar_published', apply, (tx) => getCalendarYear(tx, office.region, year))
}
