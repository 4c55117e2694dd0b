import type { Schedule, ScheduleQuery, ScheduleRow } from '#contract/schedule.ts'
import { dayNumber } from '#domain/shared/days.ts'
import { workdaysUpTo } from '#domain/tasks/calendar.ts'
import { estateLightOf, nextOf } from '#domain/tasks/estate-plan.ts'
import { type Ranked, rankingOf, type Weights } from '#domain/tasks/ranking.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { provisionalYears, ringOf } from './plan-words.ts'
import { type PlannedEstate, plannedEstates } from './plans.ts'
import { getPlace } from './store.ts'

/** A page of the estates of a region with homes left, in time, in the order asked for. */
export async function getSchedule(
  tx: Tx,
  code: string,
  counties: readonly string[],
  query: ScheduleQuery,
): Promise<Schedule> {
  const whole = await getWholeSchedule(tx, code, counties, query)
  const chosen = whole.rows.filter((row) => isAskedFor(row, query))
  return { ...whole, ...pageOf(chosen, query), total: chosen.length }
}

type Wanted = Weights & Pick<ScheduleQuery, 'sort'>

/** All estates of a region with homes left, in time. */
export async function getWholeSchedule(
  tx: Tx,
  code: string,
  counties: readonly string[],
  { sort, ...weights }: Wanted,
): Promise<Omit<Schedule, 'next' | 'total'>> {
  const { region, regionName, level, counties: places } = await getPlace(tx, code, counties)
  const planned = await plannedEstates(tx, places)
  const rows = rowsOf(planned, weights)
  return {
    today: officeToday(),
    region,
    regionName,
    level,
    targets: [...places],
    provisionalYears: provisionalYears(planned),
    totals: totalsOf(planned, rows),
    rows: rows.sort(orders[sort]),
  }
}

const isAskedFor = ({ name, light }: ScheduleRow, { search, light: asked }: ScheduleQuery) =>
  (asked === undefined || light === asked) && (search === undefined || name.includes(search))

function totalsOf(planned: readonly PlannedEstate[], rows: readonly ScheduleRow[]): Schedule['totals'] {
  const timings = planned.flatMap(({ plan: { plan } }) => [...(plan?.timings.values() ?? [])])
  return {
    estates: rows.length,
    activities: rows.reduce((sum, { stepsOpen }) => sum + stepsOpen, 0),
    late: rows.filter(({ slackDays }) => slackDays !== null && slackDays < 0).length,
    critical: timings.filter(({ isCritical }) => isCritical).length,
    infeasible: rows.filter(({ extensionDays }) => extensionDays > 0).length,
  }
}

function rowsOf(planned: readonly PlannedEstate[], weights: Weights): ScheduleRow[] {
  const ranked = new Map(rankingOf(rankables(planned), weights).map((place) => [place.id, place]))
  return planned.flatMap((one) => {
    const place = ranked.get(one.estate.id)
    return place ? [rowOf(one, place)] : []
  })
}

/** What has no way yet, because the rules do not open it, is as far from its end as the longest way there is. */
function rankables(planned: readonly PlannedEstate[]) {
  const measured = planned.map(({ estate, plan, verdict, measures }) => {
    const { homes, transferred } = estate
    const hasWay = plan.plan !== null && (plan.plan.finishOn !== null || verdict === 'can_do')
    const finish = dayNumber(plan.plan?.finishOn ?? measures.today)
    const workingDays = hasWay
      ? workdaysUpTo(measures.calendar, finish) - workdaysUpTo(measures.calendar, dayNumber(measures.today))
      : null
    return { id: estate.id, open: homes - transferred, workingDays, share: homes === 0 ? 0 : transferred / homes }
  })
  const longest = measured.reduce((most, { workingDays }) => Math.max(most, workingDays ?? 0), 1)
  return measured.map((estate) => ({ ...estate, workingDays: estate.workingDays ?? longest }))
}

function rowOf(planned: PlannedEstate, { rank, score, parts }: Ranked): ScheduleRow {
  const { estate, county, measures, plan, work } = planned
  const open = plan.activities.filter(({ doneOn }) => doneOn === null)
  const next = nextOf(plan)
  const { firstOn, transferOn } = county
  const targetOn = work.waiting.transfer > 0 ? (transferOn ?? firstOn) : firstOn
  const slackDays = plan.plan?.slackDays ?? null
  return {
    estateId: estate.id,
    countyCode: estate.countyCode,
    countyName: county.countyName,
    name: estate.name,
    category: estate.category,
    homes: estate.homes,
    firstRegistered: estate.firstRegistered,
    transferred: estate.transferred,
    open: work.waiting.transfer,
    finishOn: plan.plan?.finishOn ?? null,
    targetOn,
    slackDays,
    extensionDays: plan.plan?.extensionDays ?? 0,
    light: estateLightOf(slackDays, targetOn, measures),
    rank,
    score,
    parts,
    next: next && {
      title: next.step.title,
      titleEn: next.step.titleEn,
      organisation: planned.holderOf(next)?.name ?? null,
      latestStart: plan.plan?.timings.get(next.id)?.latestStart ?? measures.today,
    },
    stepsOpen: open.length,
    daysAssumed: open.filter(({ daysAssumed }) => daysAssumed).length,
    cycle: ringOf(plan),
  }
}

/** What has no slack, having nothing open or no target, comes after all that has. */
const slackOf = ({ slackDays }: Pick<ScheduleRow, 'slackDays'>) => slackDays ?? 1_000_000
const orders = {
  slack: (one: ScheduleRow, other: ScheduleRow) => slackOf(one) - slackOf(other) || one.rank - other.rank,
  rank: (one: ScheduleRow, other: ScheduleRow) => one.rank - other.rank,
}

/** The rows after a place; a place is the slack and the rank of the last row shown. */
function pageOf(rows: readonly ScheduleRow[], { sort, after, limit }: ScheduleQuery): Pick<Schedule, 'rows' | 'next'> {
  const place = placeOf(after)
  const later = place ? rows.filter((row) => isLater(row, place, sort)) : rows
  const page = later.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: last && later.length > limit ? `${slackOf(last)}.${last.rank}` : null }
}

type Spot = { slack: number; rank: number }

function isLater(row: ScheduleRow, { slack, rank }: Spot, sort: ScheduleQuery['sort']): boolean {
  if (sort === 'rank' || slackOf(row) === slack) return row.rank > rank
  return slackOf(row) > slack
}

function placeOf(after: string | undefined): Spot | null {
  if (after === undefined) return null
  const [, slack, rank] = /^(-?\d{1,7})\.(\d{1,9})$/.exec(after) ?? []
  if (!slack || !rank) throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  return { slack: Number(slack), rank: Number(rank) }
}
