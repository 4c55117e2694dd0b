import type { IsoDate } from '../shared/quantities.ts'
import { addWorkingDays, type WorkCalendar, workingDayFrom, workingDaysBetween } from '../tasks/calendar.ts'
import { type Pause, termOf } from '../tasks/term.ts'
import type { LadderRule, LadderStep } from './rules.ts'

/**
 * Where a step that was taken stands. `proposed`: nobody has taken it up. `with_office`: its letter is being written or
 * signed, or the answer to it looked at. `out`: served, and not answered. `passed_over`: left out by a person, with a
 * reason. `settled`: the answer was accepted. A step without a letter is `told` and asks for nothing.
 */
export type StepStanding =
  | { stage: 'told' | 'proposed' | 'with_office' | 'settled' }
  | { stage: 'passed_over'; on: IsoDate }
  | { stage: 'out'; servedOn: IsoDate; answerBy: IsoDate | null }

/** A step a matter has behind it. `aboutDueOn`: the day the matter was due when the step was proposed. */
export type TakenStep = { step: LadderStep; proposedOn: IsoDate; aboutDueOn: IsoDate; standing: StepStanding }

/** What a ladder is about. `isRunning`: it is up to the unit or developer; handed in, paused or ended, it is not. */
export type LadderMatter = {
  dueOn: IsoDate
  isRunning: boolean
  pauses: readonly Pause[]
  taken: readonly TakenStep[]
}

/**
 * The step of its ladder that is due today, if any: the next after the last one taken, once its day has come. Nothing is
 * taken twice, and nothing while the clock stands still or a letter lies with the office. An accepted answer ends the
 * ladder for the term it was about; a longer term, once missed, goes on where the ladder stood. Of steps without a
 * letter that days missed have run into each other, only the last is taken.
 */
export function dueStep(
  matter: LadderMatter,
  today: IsoDate,
  calendar: WorkCalendar,
  rules: readonly LadderRule[],
): LadderRule | null {
  if (!matter.isRunning) return null
  const last = lastTaken(matter, calendar, rules)
  if (last && holdsUp(last, matter, calendar)) return null
  const place = last ? rules.findIndex(({ step }) => step === last.step) : -1
  let due: LadderRule | null = null
  for (const rule of rules.slice(place + 1).filter(({ isOn }) => isOn)) {
    if (dayOfStep(rule, last, matter, calendar, rules) > today) break
    due = rule
    if (rule.letter !== null) break
  }
  return due
}

/** The step furthest up; a proposal nobody took up before the term was made longer does not count. */
function lastTaken(matter: LadderMatter, calendar: WorkCalendar, rules: readonly LadderRule[]): TakenStep | undefined {
  const counting = matter.taken.filter(
    (taken) => taken.standing.stage !== 'proposed' || !hasLongerTerm(taken, matter, calendar),
  )
  return rules.flatMap(({ step }) => counting.filter((taken) => taken.step === step)).at(-1)
}

function holdsUp(last: TakenStep, matter: LadderMatter, calendar: WorkCalendar): boolean {
  const { stage } = last.standing
  if (stage === 'settled') return !hasLongerTerm(last, matter, calendar)
  return stage === 'proposed' || stage === 'with_office'
}

/** The term is longer than when the step was proposed: an extension was granted. The days of a pause alone do not count. */
function hasLongerTerm(
  { aboutDueOn, proposedOn }: Pick<TakenStep, 'aboutDueOn' | 'proposedOn'>,
  { dueOn, pauses }: Pick<LadderMatter, 'dueOn' | 'pauses'>,
  calendar: WorkCalendar,
): boolean {
  const moved = pauses
    .filter(({ from }) => from >= proposedOn)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .reduce((due, { from, until }) => {
      const days = workingDaysBetween(calendar, from, until)
      return days > 0 ? addWorkingDays(calendar, due, days) : due
    }, aboutDueOn)
  return dueOn > moved
}

/** The day a step comes: after the letter before had to be answered, but never before the matter itself is late. */
function dayOfStep(
  rule: LadderRule,
  last: TakenStep | undefined,
  matter: LadderMatter,
  calendar: WorkCalendar,
  rules: readonly LadderRule[],
): IsoDate {
  const due = workingDayFrom(calendar, matter.dueOn)
  const answerDay = last && rule.from === 'former_answer_day' ? answerDayOf(last, matter, calendar, rules) : null
  if (answerDay === null) return addWorkingDays(calendar, due, rule.workingDays)
  const unanswered = termOf(calendar, answerDay, rule.workingDays, matter.pauses).dueOn
  const late = addWorkingDays(calendar, due, 1)
  return unanswered > late ? unanswered : late
}

/** The day by which the letter of a step had to be answered; pauses are not counted. */
function answerDayOf(
  { step, standing }: TakenStep,
  { pauses }: LadderMatter,
  calendar: WorkCalendar,
  rules: readonly LadderRule[],
): IsoDate | null {
  const rule = rules.find((candidate) => candidate.step === step)
  if (standing.stage === 'passed_over') return termOf(calendar, standing.on, rule?.answerDays ?? 0, pauses).dueOn
  if (standing.stage !== 'out') return null
  const { servedOn, answerBy } = standing
  const days = answerBy === null ? (rule?.answerDays ?? 0) : workingDaysBetween(calendar, servedOn, answerBy)
  return termOf(calendar, servedOn, days, pauses).dueOn
}
