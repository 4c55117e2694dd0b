import type { CalendarYear } from '#contract/campaign.ts'
import type { ScheduledEstate, ScheduledStep } from '#contract/schedule.ts'
import { dayNumber, dayOfNumber, weekdayOf } from '#domain/shared/days.ts'

/** A line of the Gantt chart: an estate, or a step of one that is open. */
export type GanttRow =
  | { kind: 'estate'; key: string; estate: ScheduledEstate; isOpen: boolean }
  | { kind: 'step'; key: string; estate: ScheduledEstate; step: ScheduledStep }

/** How many steps are drawn before the estates further down the order stay closed. */
const openSteps = 500

/** The estates that stand open at first: the first ones of the order, up to as many steps as can be taken in. */
export function openAtFirst(estates: readonly ScheduledEstate[]): Set<string> {
  let steps = 0
  const open = estates.filter((estate) => {
    steps += estate.steps.length
    return steps <= openSteps
  })
  return new Set(open.map(({ estateId }) => estateId))
}

export function ganttRows(estates: readonly ScheduledEstate[], open: ReadonlySet<string>): GanttRow[] {
  return estates.flatMap((estate): GanttRow[] => {
    const isOpen = open.has(estate.estateId)
    const steps = isOpen ? estate.steps : []
    return [
      { kind: 'estate', key: estate.estateId, estate, isOpen },
      ...steps.map((step): GanttRow => ({ kind: 'step', key: `${estate.estateId} ${step.id}`, estate, step })),
    ]
  })
}

/** From the Monday of the first day drawn to the Sunday after the last one; days by their numbers, the end not included. */
export type Span = { from: number; until: number }

export function spanOf(estates: readonly ScheduledEstate[], today: string): Span {
  let from = dayNumber(today)
  let until = from + 28
  for (const { steps, targetOn } of estates) {
    if (targetOn) until = Math.max(until, dayNumber(targetOn))
    for (const { earliestStart, latestStart, earliestFinish, latestFinish } of steps) {
      from = Math.min(from, dayNumber(earliestStart), dayNumber(latestStart))
      until = Math.max(until, dayNumber(earliestFinish), dayNumber(latestFinish))
    }
  }
  return { from: from - weekdayOf(from), until: until + 7 - weekdayOf(until) }
}

export const yearsOf = ({ from, until }: Span): number[] => {
  const first = Number(dayOfNumber(from).slice(0, 4))
  const last = Number(dayOfNumber(until).slice(0, 4))
  return Array.from({ length: last - first + 1 }, (_, year) => first + year)
}

/** The runs of days off within a span; a day no calendar names is off when it is a weekend. */
export function daysOff({ from, until }: Span, years: readonly CalendarYear[]): Span[] {
  const known = new Map(years.flatMap(({ days }) => days).map(({ day, isWorkday }) => [day, isWorkday]))
  const runs: Span[] = []
  for (let day = from; day < until; day++) {
    if (known.get(dayOfNumber(day)) ?? weekdayOf(day) < 5) continue
    const last = runs.at(-1)
    if (last?.until === day) last.until = day + 1
    else runs.push({ from: day, until: day + 1 })
  }
  return runs
}

/** The months that a span touches, each with its part of it. */
export function monthsOf({ from, until }: Span): (Span & { month: string })[] {
  const months: (Span & { month: string })[] = []
  for (let day = from; day < until; day++) {
    const month = dayOfNumber(day).slice(0, 7)
    const last = months.at(-1)
    if (last?.month === month) last.until = day + 1
    else months.push({ month, from: day, until: day + 1 })
  }
  return months
}

/** The Mondays of a span. */
export const mondaysOf = ({ from, until }: Span): number[] =>
  Array.from({ length: Math.ceil((until - from) / 7) }, (_, week) => from + week * 7)

/** Rows cut into sheets of paper; an estate's name stands again where its steps go on. */
export function sheetsOf(rows: readonly GanttRow[], perSheet: number): GanttRow[][] {
  const sheets: GanttRow[][] = []
  let sheet: GanttRow[] = []
  for (const row of rows) {
    if (sheet.length >= perSheet) {
      sheets.push(sheet)
      sheet =
        row.kind === 'step'
          ? [{ kind: 'estate', key: `${row.estate.estateId} ${sheets.length}`, estate: row.estate, isOpen: true }]
          : []
    }
    sheet.push(row)
  }
  return sheet.length > 0 ? [...sheets, sheet] : sheets
}

/** Pairs of rows in which the second waits for the first, within the estate that is looked at. */
export function linksIn(rows: readonly GanttRow[], estateId: string | undefined): { from: number; to: number }[] {
  const places = new Map(
    rows.flatMap((row, index) =>
      row.kind === 'step' && row.estate.estateId === estateId ? [[row.step.id, index] as const] : [],
    ),
  )
  return rows.flatMap((row, to) => {
    if (row.kind !== 'step' || row.estate.estateId !== estateId) return []
    return row.step.needs.flatMap((need) => {
      const from = places.get(need)
      return from === undefined ? [] : [{ from, to }]
    })
  })
}
