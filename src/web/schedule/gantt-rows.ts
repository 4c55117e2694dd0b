import type { ScheduledActivity } from '#contract/schedule.ts'
import { dayNumber, weekdayOf } from '#domain/shared/days.ts'

/** How a bar is drawn: each kind has a shape of its own, so that paper in black and white tells them apart. */
export type BarKind = 'critical' | 'plain' | 'beside' | 'done'

/** From the end of one day to the end of another, by the days' numbers: work starts on a day that is not counted. */
export type Stretch = { from: number; until: number }

export type GanttBar = {
  row: number
  activity: ScheduledActivity
  kind: BarKind
  bar: Stretch
  /** How far its end may slip; null: not at all. */
  slack: Stretch | null
  /** The end of the day by which it had to be finished, where that is before it can be. */
  lateFrom: number | null
  /** Where it goes when another step takes longer. */
  moved: Stretch | null
}

type Arrow = { from: number; fromRow: number; to: number; toRow: number; isCritical: boolean }

export type Gantt = { bars: GanttBar[]; arrows: Arrow[]; weekends: Stretch[]; from: number; until: number }

type Moved = { id: string; startAfter: string; finishAfter: string }
type Lines = { today: string; targets: readonly (string | null)[] }

/** The end of a day, in days since 1970: a day that starts a stretch is not counted, one that ends it is. */
const endOf = (day: string) => dayNumber(day) + 1

/** Where everything on a Gantt chart stands: bars by their earliest start, what waits below what it waits for. */
export function ganttOf(activities: readonly ScheduledActivity[], moved: readonly Moved[], lines: Lines): Gantt {
  const movedById = new Map(moved.map((one) => [one.id, one]))
  const bars = activities
    .toSorted((one, other) => orderKey(one).localeCompare(orderKey(other)))
    .map((activity, row) => barOf(activity, row, movedById.get(activity.id)))
  const ends = [...lines.targets.flatMap((day) => (day === null ? [] : [endOf(day)])), endOf(lines.today)]
  const from = Math.min(endOf(lines.today), ...bars.map(({ bar }) => bar.from)) - 2
  const until =
    Math.max(...ends, ...bars.flatMap(({ bar, slack, moved }) => [bar.until, endOr(slack), endOr(moved)])) + 5
  return { bars, arrows: arrowsOf(bars), weekends: weekendsOf(from, until), from, until }
}

const endOr = (stretch: Stretch | null) => stretch?.until ?? 0

const orderKey = ({ earliestStart, earliestFinish, id }: ScheduledActivity) =>
  `${earliestStart} ${earliestFinish} ${id}`

function barOf(activity: ScheduledActivity, row: number, moved: Moved | undefined): GanttBar {
  const bar = { from: endOf(activity.earliestStart), until: endOf(activity.earliestFinish) }
  const latest = endOf(activity.latestFinish)
  const isOpen = activity.doneOn === null
  return {
    row,
    activity,
    kind: kindOf(activity),
    bar,
    slack: isOpen && activity.slackDays > 0 && latest > bar.until ? { from: bar.until, until: latest } : null,
    lateFrom: isOpen && activity.slackDays < 0 ? latest : null,
    moved: moved ? { from: endOf(moved.startAfter), until: endOf(moved.finishAfter) } : null,
  }
}

function kindOf({ doneOn, isCritical, isBeside }: ScheduledActivity): BarKind {
  if (doneOn !== null) return 'done'
  if (isBeside) return 'beside'
  return isCritical ? 'critical' : 'plain'
}

function arrowsOf(bars: readonly GanttBar[]): Arrow[] {
  const byId = new Map(bars.map((bar) => [bar.activity.id, bar]))
  return bars.flatMap((bar) =>
    bar.activity.needs.flatMap((need) => {
      const first = byId.get(need)
      if (!first) return []
      const isCritical = first.kind === 'critical' && bar.kind === 'critical' && first.bar.until === bar.bar.from
      return [{ from: first.bar.until, fromRow: first.row, to: bar.bar.from, toRow: bar.row, isCritical }]
    }),
  )
}

/** Saturdays and Sundays; public holidays are the server's to know. */
function weekendsOf(from: number, until: number): Stretch[] {
  const saturday = from + ((5 - weekdayOf(from) + 7) % 7)
  const weeks = Math.max(0, Math.ceil((until - saturday) / 7))
  return Array.from({ length: weeks }, (_, week) => ({
    from: saturday + week * 7,
    until: Math.min(until, saturday + week * 7 + 2),
  }))
}
