import { dayNumber, dayOfNumber } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { type WorkCalendar, workdayAt, workdaysUpTo } from './calendar.ts'
import { orderOf } from './order.ts'

/** One piece of work with what it waits for. */
export type Activity = {
  id: string
  /** Working days of its own work. */
  workingDays: number
  /** Waiting after the work, a public notice for instance. */
  notice: { days: number; kind: 'working' | 'calendar' } | null
  needs: readonly string[]
  /** The day by which it must be finished; null: whenever the whole is. */
  deadline: IsoDate | null
  notBefore: IsoDate | null
  doneOn: IsoDate | null
  /** The developer's own case: it stands beside the owners' way and holds up nobody. */
  isBeside: boolean
}

/**
 * When a piece of work can and must happen. It starts on a day that is not counted, as every term: work of two days
 * that starts on Monday ends on Wednesday. `slackDays`: working days its start may slip; negative: too late already.
 */
export type Timing = {
  earliestStart: IsoDate
  earliestFinish: IsoDate
  latestStart: IsoDate
  latestFinish: IsoDate
  slackDays: number
  isCritical: boolean
}

/**
 * The work of one estate in time. `extensionDays`: the least number of working days by which its deadlines would have
 * to move so that all can be kept; 0 when they can. Null where nothing is open or no deadline is set.
 */
export type Plan = {
  timings: ReadonlyMap<string, Timing>
  finishOn: IsoDate | null
  slackDays: number | null
  extensionDays: number
}

export type Planned = { plan: Plan; cycle: null } | { plan: null; cycle: string[] }

/** The earliest and latest days of pieces of work that wait for each other, from today on; a ring of them is named. */
export function planOf(calendar: WorkCalendar, today: IsoDate, activities: readonly Activity[]): Planned {
  const { inOrder, cycle } = orderOf(activities)
  if (cycle) return { plan: null, cycle }
  const open = inOrder.filter(({ doneOn }) => doneOn === null)
  const earliest = earliestSpans(calendar, dayNumber(today), open)
  const finish = lastFinish(open, earliest, false)
  const latest = latestSpans(calendar, open, {
    owners: finish ?? dayNumber(today),
    beside: lastFinish(open, earliest, true) ?? dayNumber(today),
  })
  const critical = criticalChain(open, earliest, finish)
  const timings = new Map<string, Timing>()
  for (const { id, doneOn } of inOrder) {
    const [early, late] = [earliest.get(id), latest.get(id)]
    if (doneOn !== null) timings.set(id, doneAt(doneOn))
    else if (early && late) timings.set(id, timingOf(calendar, early, late, critical.has(id)))
  }
  return {
    plan: {
      timings,
      finishOn: finish === null ? null : dayOfNumber(finish),
      ...room(calendar, open, earliest, timings),
    },
    cycle: null,
  }
}

/** From the day on which it starts to the day on which all of it, waiting included, is over; days by their numbers. */
export type Span = { start: number; finish: number }

/** When work that starts on a day is over. */
export function finishFrom(calendar: WorkCalendar, { workingDays, notice }: Activity, start: number): number {
  const working = workingDays + (notice?.kind === 'working' ? notice.days : 0)
  const worked = working === 0 ? start : workdayAt(calendar, workdaysUpTo(calendar, start) + working)
  return notice?.kind === 'calendar' ? workdayFrom(calendar, worked + notice.days) : worked
}

/** The day itself when it is worked, else the next that is; by its number. */
const workdayFrom = (calendar: WorkCalendar, day: number) => workdayAt(calendar, workdaysUpTo(calendar, day - 1) + 1)

/** The last working day on which work may start so as to be over by a day. */
function startFor(calendar: WorkCalendar, { workingDays, notice }: Activity, finish: number): number {
  const lastDay = workdayAt(calendar, workdaysUpTo(calendar, finish))
  const worked = notice?.kind === 'calendar' ? lastDay - notice.days : lastDay
  const working = workingDays + (notice?.kind === 'working' ? notice.days : 0)
  return workdayAt(calendar, workdaysUpTo(calendar, worked) - working)
}

/** The day on which work can start: today, when it may, and after all it needs. What takes no day happens on a working day. */
export function startAfter(
  calendar: WorkCalendar,
  { workingDays, notBefore, needs }: Activity,
  today: number,
  spans: ReadonlyMap<string, Span>,
): number {
  const allowed = notBefore === null ? today : Math.max(today, dayNumber(notBefore))
  const start = needs.reduce((latest, need) => Math.max(latest, spans.get(need)?.finish ?? latest), allowed)
  return workingDays === 0 ? workdayFrom(calendar, start) : start
}

/** Each as early as what it needs allows. */
export function earliestSpans(calendar: WorkCalendar, today: number, inOrder: readonly Activity[]): Map<string, Span> {
  const spans = new Map<string, Span>()
  for (const activity of inOrder) {
    const start = startAfter(calendar, activity, today, spans)
    spans.set(activity.id, { start, finish: finishFrom(calendar, activity, start) })
  }
  return spans
}

function lastFinish(open: readonly Activity[], spans: ReadonlyMap<string, Span>, isBeside: boolean): number | null {
  const finishes = open.filter((one) => one.isBeside === isBeside).map(({ id }) => spans.get(id)?.finish ?? 0)
  return finishes.length === 0 ? null : Math.max(...finishes)
}

/** Each as late as its deadline and what waits for it allow; what neither bounds, as late as the whole. */
function latestSpans(
  calendar: WorkCalendar,
  inOrder: readonly Activity[],
  end: { owners: number; beside: number },
): Map<string, Span> {
  const bounds = new Map<string, number>()
  const spans = new Map<string, Span>()
  for (const activity of inOrder.toReversed()) {
    const own = activity.deadline === null ? Number.POSITIVE_INFINITY : dayNumber(activity.deadline)
    const bound = Math.min(own, bounds.get(activity.id) ?? Number.POSITIVE_INFINITY)
    const finish = Number.isFinite(bound) ? bound : activity.isBeside ? end.beside : end.owners
    const start = startFor(calendar, activity, finish)
    spans.set(activity.id, { start, finish })
    for (const need of activity.needs) bounds.set(need, Math.min(start, bounds.get(need) ?? start))
  }
  return spans
}

/** What the finish hangs on: from what finishes last, back through whatever ends on the day the next one starts. */
function criticalChain(
  open: readonly Activity[],
  spans: ReadonlyMap<string, Span>,
  finish: number | null,
): Set<string> {
  const critical = new Set<string>()
  const starts = new Map<string, number>() // the latest start of what follows on the chain
  for (const { id, needs, isBeside } of open.toReversed()) {
    const span = spans.get(id)
    if (!span || isBeside) continue
    if (span.finish !== finish && starts.get(id) !== span.finish) continue
    critical.add(id)
    for (const need of needs) if (spans.get(need)?.finish === span.start) starts.set(need, span.start)
  }
  return critical
}

function timingOf(calendar: WorkCalendar, early: Span, late: Span, isCritical: boolean): Timing {
  return {
    earliestStart: dayOfNumber(early.start),
    earliestFinish: dayOfNumber(early.finish),
    latestStart: dayOfNumber(late.start),
    latestFinish: dayOfNumber(late.finish),
    slackDays: workdaysUpTo(calendar, late.start) - workdaysUpTo(calendar, early.start),
    isCritical,
  }
}

const doneAt = (day: IsoDate): Timing => ({
  earliestStart: day,
  earliestFinish: day,
  latestStart: day,
  latestFinish: day,
  slackDays: 0,
  isCritical: false,
})

function room(
  calendar: WorkCalendar,
  open: readonly Activity[],
  spans: ReadonlyMap<string, Span>,
  timings: ReadonlyMap<string, Timing>,
): Pick<Plan, 'slackDays' | 'extensionDays'> {
  const last = open.filter(({ deadline, isBeside }) => deadline !== null && !isBeside)
  const late = last.map(({ id, deadline }) => {
    const finish = spans.get(id)?.finish ?? 0
    return workdaysUpTo(calendar, finish) - workdaysUpTo(calendar, dayNumber(deadline ?? ''))
  })
  const slacks = [...leadingTo(last, open)].map((id) => timings.get(id)?.slackDays ?? 0)
  return { slackDays: slacks.length === 0 ? null : Math.min(...slacks), extensionDays: Math.max(0, ...late) }
}

/** These and everything they wait for. */
function leadingTo(last: readonly Activity[], inOrder: readonly Activity[]): Set<string> {
  const leading = new Set(last.map(({ id }) => id))
  const open = new Set(inOrder.map(({ id }) => id))
  for (const { id, needs } of inOrder.toReversed())
    if (leading.has(id)) for (const need of needs) if (open.has(need)) leading.add(need)
  return leading
}
