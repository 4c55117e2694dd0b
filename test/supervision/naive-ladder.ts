/**
 * A second, slow telling of the ladder for the tests. It knows no dates, only a strip of days that are worked or not,
 * and counts them one by one. It shares nothing with `src/domain/supervision`.
 */

type NaiveStep = { step: string; before?: number; lateBy?: number; unansweredFor?: number; toAnswer?: number }

/** The ladders as the office would read them out: what comes, counted from where, how many working days to answer. */
export const naiveLadders = {
  unit: [
    { step: 'reminder', before: 3 },
    { step: 'yellow', before: 1 },
    { step: 'deadline_notice', lateBy: 1, toAnswer: 5 },
    { step: 'supervision_letter', unansweredFor: 1, toAnswer: 3 },
    { step: 'interview', unansweredFor: 1, toAnswer: 3 },
    { step: 'bulletin', unansweredFor: 3, toAnswer: 5 },
    { step: 'referral', unansweredFor: 3, toAnswer: 10 },
  ],
  developer: [
    { step: 'demand_letter', lateBy: 1, toAnswer: 10 },
    { step: 'developer_interview', unansweredFor: 1, toAnswer: 5 },
    { step: 'joint_discipline', unansweredFor: 3, toAnswer: 10 },
    { step: 'penalty', unansweredFor: 3, toAnswer: 10 },
  ],
} as const satisfies Record<string, readonly NaiveStep[]>

/** A step on the naive office's list. `lies`: with whom the letter is; `longerTerm`: more time was granted since. */
export type NaiveTaken = {
  step: string
  on: number
  lies: 'told' | 'untouched' | 'with_us' | 'with_them' | 'passed_over' | 'settled'
  since: number
  longerTerm: boolean
}

/** A matter as the naive office keeps it; days are places on the strip. A pause without an end goes on. */
export type NaiveMatter = {
  due: number
  isRunning: boolean
  pauses: { from: number; until: number | null }[]
  taken: NaiveTaken[]
}

/** What the naive office proposes on a day, having looked at everything there is. */
export function naiveProposal(
  steps: readonly NaiveStep[],
  worked: readonly boolean[],
  matter: NaiveMatter,
  day: number,
): string | null {
  if (!matter.isRunning || matter.pauses.some(({ until }) => until === null)) return null
  const last = matter.taken.filter(({ lies, longerTerm }) => lies !== 'untouched' || !longerTerm).at(-1)
  if (last?.lies === 'untouched' || last?.lies === 'with_us') return null
  if (last?.lies === 'settled' && !last.longerTerm) return null

  const former = steps.find(({ step }) => step === last?.step)
  const late = lateBy(worked, matter.due, day)
  let found: string | null = null
  for (const next of steps.slice(former ? steps.indexOf(former) + 1 : 0)) {
    const { step, before } = next
    if (before === undefined) return isDueNow(next, former, last) ? step : found
    if (-late > before) return found
    found = step
  }
  return found

  function isDueNow({ lateBy: lateWanted, unansweredFor = 0 }: NaiveStep, letter?: NaiveStep, taken?: NaiveTaken) {
    const waits = taken?.lies === 'with_them' || taken?.lies === 'passed_over'
    if (late < (lateWanted ?? (waits ? 1 : unansweredFor))) return false
    return !waits || waitedFor(worked, matter, taken.since, day) >= (letter?.toAnswer ?? 0) + unansweredFor
  }
}

/** Days worked since a matter was due, less than none before; what is due on a day off is due on the next day worked. */
function lateBy(worked: readonly boolean[], due: number, day: number): number {
  let real = due
  while (!worked[real]) real++
  let days = 0
  for (let at = Math.min(real, day) + 1; at <= Math.max(real, day); at++) if (worked[at]) days++
  return day < real ? -days : days
}

/** Days worked since a letter was served, but for those of a pause. */
function waitedFor(worked: readonly boolean[], { pauses }: NaiveMatter, since: number, day: number): number {
  let days = 0
  for (let at = since + 1; at <= day; at++) {
    const stoodStill = pauses.some(({ from, until }) => from <= at && (until === null || at < until))
    if (worked[at] && !stoodStill) days++
  }
  return days
}
