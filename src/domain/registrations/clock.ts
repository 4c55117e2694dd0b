import { dayNumber } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { addWorkingDays, type WorkCalendar, workdaysUpTo } from '../tasks/calendar.ts'

/** Why days do not count: a correction asked for 补正, a public notice running 公告 (条例 art. 20, to be verified). */
export const pauseKinds = ['correction', 'notice'] as const
export type PauseKind = (typeof pauseKinds)[number]

/** `untilOn`: the day it ended; `null`: still paused. The day it began counts, the day it ended does not. */
export type Pause = { kind: PauseKind; fromOn: IsoDate; untilOn: IsoDate | null }

/**
 * The last day of a term of working days that began at acceptance. Days of ended pauses do not count, and those of two
 * pauses at once are left out once. A pause that began after the term had run out mends nothing.
 */
export function termEnd(
  calendar: WorkCalendar,
  { acceptedOn, workingDays, pauses }: { acceptedOn: IsoDate; workingDays: number; pauses: readonly Pause[] },
): IsoDate {
  let due = addWorkingDays(calendar, acceptedOn, workingDays)
  for (const { fromOn, untilOn } of endedPauses(pauses)) {
    if (fromOn > due) break
    const paused = workdaysUpTo(calendar, dayNumber(untilOn)) - workdaysUpTo(calendar, dayNumber(fromOn))
    if (paused > 0) due = addWorkingDays(calendar, due, paused)
  }
  return due
}

type Ended = { fromOn: IsoDate; untilOn: IsoDate }

/** Pauses that have ended, in order, those that overlap as one. */
function endedPauses(pauses: readonly Pause[]): Ended[] {
  const ended = pauses
    .flatMap(({ fromOn, untilOn }) => (untilOn === null ? [] : [{ fromOn, untilOn }]))
    .sort((one, other) => (one.fromOn < other.fromOn ? -1 : 1))
  const merged: Ended[] = []
  for (const pause of ended) {
    const last = merged.at(-1)
    if (!last || pause.fromOn > last.untilOn) merged.push({ ...pause })
    else if (pause.untilOn > last.untilOn) last.untilOn = pause.untilOn
  }
  return merged
}

/** What an application that waits for its acceptance may still wait: handed in on a day, accepted by itself after this one. */
export const deemedOn = (calendar: WorkCalendar, submittedOn: IsoDate, deemedDays: number): IsoDate =>
  addWorkingDays(calendar, submittedOn, deemedDays)
