import { dayNumber, dayOfNumber } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { type WorkCalendar, workdayAt, workdaysUpTo, workingDayFrom } from './calendar.ts'

/** A time in which the clock stood still; `until` is the day on which work went on. One still open is given until today. */
export type Pause = { from: IsoDate; until: IsoDate; reason: string }

/** A span within a term, first and last day both included. */
type TermNote = { day: IsoDate; until: IsoDate; kind: 'holiday' | 'make_up' | 'pause'; name: string }

/** How a term was counted. */
export type Term = {
  startsOn: IsoDate
  workingDays: number
  dueOn: IsoDate
  notes: TermNote[]
  provisionalYears: number[]
}

/** A term of working days, with what was not counted in it and why. Days of a pause are not counted. */
export function termOf(
  calendar: WorkCalendar,
  startsOn: IsoDate,
  workingDays: number,
  pauses: readonly Pause[] = [],
): Term {
  const dueOn = dueAfter(calendar, startsOn, workingDays, pauses)
  return { startsOn, ...countedUntil(calendar, { startsOn, workingDays, dueOn }, pauses) }
}

/** How a term whose last day somebody set was counted: the working days that lie in it outside its pauses. */
export function termUntil(
  calendar: WorkCalendar,
  startsOn: IsoDate,
  dueOn: IsoDate,
  pauses: readonly Pause[] = [],
): Term {
  const workingDays = merged(pauses, dayNumber(startsOn), dayNumber(dueOn)).reduce(
    (left, [from, until]) => left - workdaysUpTo(calendar, until) + workdaysUpTo(calendar, from),
    workdaysUpTo(calendar, dayNumber(dueOn)) - workdaysUpTo(calendar, dayNumber(startsOn)),
  )
  return { startsOn, ...countedUntil(calendar, { startsOn, workingDays, dueOn }, pauses) }
}

function dueAfter(calendar: WorkCalendar, startsOn: IsoDate, workingDays: number, pauses: readonly Pause[]): IsoDate {
  let passed = dayNumber(startsOn)
  let left = workingDays
  for (const [from, until] of merged(pauses, passed, Number.POSITIVE_INFINITY)) {
    const before = workdaysUpTo(calendar, from) - workdaysUpTo(calendar, passed)
    if (before >= left) break
    left -= before
    passed = until
  }
  if (left === 0) return workingDayFrom(calendar, dayOfNumber(passed))
  return dayOfNumber(workdayAt(calendar, workdaysUpTo(calendar, passed) + left))
}

type Span = [after: number, upTo: number]

/** Pauses within a term, in order and without overlaps, each from the day before it up to its last day. */
function merged(pauses: readonly Pause[], after: number, upTo: number): Span[] {
  const spans: Span[] = []
  let last = after
  for (const { from, until } of pauses.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const [start, end] = [Math.max(dayNumber(from) - 1, last), Math.min(dayNumber(until) - 1, upTo)]
    if (end <= start) continue
    spans.push([start, end])
    last = end
  }
  return spans
}

function countedUntil(
  calendar: WorkCalendar,
  { startsOn, workingDays, dueOn }: Pick<Term, 'startsOn' | 'workingDays' | 'dueOn'>,
  pauses: readonly Pause[],
): Omit<Term, 'startsOn'> {
  const inPauses = pauses
    .filter(({ from, until }) => from < until && from <= dueOn && until > startsOn)
    .map(({ from, until, reason }): TermNote => {
      return { day: from, until: dayOfNumber(dayNumber(until) - 1), kind: 'pause', name: reason }
    })
  const notes = [...exceptionsWithin(calendar, startsOn, dueOn), ...inPauses]
  return {
    workingDays,
    dueOn,
    notes: notes.sort((one, other) => (one.day < other.day ? -1 : 1)),
    provisionalYears: provisionalYears(calendar, startsOn, dueOn),
  }
}

/** Holidays and make-up days of a term; days that follow each other under one name are one note. */
function exceptionsWithin({ exceptions }: WorkCalendar, startsOn: IsoDate, dueOn: IsoDate): TermNote[] {
  const notes: TermNote[] = []
  for (let number = dayNumber(startsOn) + 1; number <= dayNumber(dueOn); number++) {
    const exception = exceptions.get(number)
    if (!exception) continue
    const { day, name } = exception
    const kind = exception.isWorkday ? 'make_up' : 'holiday'
    const last = notes.at(-1)
    if (last && last.kind === kind && last.name === name && dayNumber(last.until) === number - 1) last.until = day
    else notes.push({ day, until: day, kind, name })
  }
  return notes
}

/** Years a term runs through whose holidays nobody has published. */
function provisionalYears({ publishedYears }: WorkCalendar, from: IsoDate, to: IsoDate): number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))]
  const years = Array.from({ length: Math.max(last - first + 1, 0) }, (_, place) => first + place)
  return years.filter((year) => !publishedYears.has(year))
}
