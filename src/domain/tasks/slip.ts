import { dayNumber, dayOfNumber } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { type WorkCalendar, workdaysUpTo } from './calendar.ts'
import { orderOf } from './order.ts'
import { type Activity, earliestSpans, finishFrom, type Span, startAfter } from './schedule.ts'

/** What moves, from when to when. */
type Moved = { id: string; before: { start: IsoDate; finish: IsoDate }; after: { start: IsoDate; finish: IsoDate } }

export type SlipEffect = {
  finishBefore: IsoDate
  finishAfter: IsoDate
  /** A deadline that was kept before, or was missed by less, is missed now. */
  missesTarget: boolean
  moved: Moved[]
}

/**
 * What moves in the earliest schedule when one step takes so many working days longer: itself and what waits for it,
 * as far as no slack takes it up. Undefined when there is no such open step.
 */
export function slipOf(
  calendar: WorkCalendar,
  today: IsoDate,
  activities: readonly Activity[],
  slip: { id: string; days: number },
): SlipEffect | undefined {
  const open = (orderOf(activities).inOrder ?? []).filter(({ doneOn }) => doneOn === null)
  const slipping = open.find(({ id }) => id === slip.id)
  if (!slipping) return undefined
  const before = earliestSpans(calendar, dayNumber(today), open)
  const after = new Map(before)
  for (const activity of open.slice(open.indexOf(slipping))) {
    const isIt = activity === slipping
    if (!isIt && !activity.needs.some((need) => after.get(need) !== before.get(need))) continue
    const longer = isIt ? { ...activity, workingDays: activity.workingDays + slip.days } : activity
    const start = startAfter(calendar, longer, dayNumber(today), after)
    const span = { start, finish: finishFrom(calendar, longer, start) }
    if (!isSame(span, before.get(activity.id))) after.set(activity.id, span)
  }
  const beside = open.filter(({ isBeside }) => isBeside === slipping.isBeside)
  return {
    finishBefore: lastOf(beside, before),
    finishAfter: lastOf(beside, after),
    missesTarget: beside.some((activity) => isLate(calendar, activity, after)),
    moved: open.flatMap(({ id }) => movedFrom(id, before.get(id), after.get(id))),
  }
}

const isSame = (one: Span, other: Span | undefined) => one.start === other?.start && one.finish === other.finish

const lastOf = (open: readonly Activity[], spans: ReadonlyMap<string, Span>): IsoDate =>
  dayOfNumber(Math.max(...open.map(({ id }) => spans.get(id)?.finish ?? 0)))

function isLate(calendar: WorkCalendar, { id, deadline }: Activity, spans: ReadonlyMap<string, Span>): boolean {
  const finish = spans.get(id)?.finish
  if (deadline === null || finish === undefined) return false
  return workdaysUpTo(calendar, finish) > workdaysUpTo(calendar, dayNumber(deadline))
}

function movedFrom(id: string, before: Span | undefined, after: Span | undefined): Moved[] {
  if (!before || !after || before === after) return []
  return [{ id, before: written(before), after: written(after) }]
}

const written = ({ start, finish }: Span) => ({ start: dayOfNumber(start), finish: dayOfNumber(finish) })
