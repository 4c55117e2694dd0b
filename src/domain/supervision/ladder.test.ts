import { describe, expect, test } from 'vitest'
import {
  type NaiveMatter,
  type NaiveTaken,
  naiveLadders,
  naiveProposal,
} from '../../../test/supervision/naive-ladder.ts'
import { dayNumber, dayOfNumber } from '../shared/days.ts'
import { createWorkCalendar } from '../tasks/calendar.ts'
import { dueStep, type LadderMatter, type StepStanding } from './ladder.ts'
import { flawOfRules, type Ladder, type LadderRule, type LadderStep, ladders, rulesWith } from './rules.ts'

/** The last quarter of 2022, with the National Day week off and its two make-up days worked. */
const first = dayNumber('2022-09-20')
const days = 130
const dayAt = (place: number) => dayOfNumber(first + place)
const week = ['2022-10-03', '2022-10-04', '2022-10-05', '2022-10-06', '2022-10-07']
const calendar = createWorkCalendar(
  [
    ...week.map((day) => ({ day, isWorkday: false, name: '国庆节' })),
    ...['2022-10-08', '2022-10-09'].map((day) => ({ day, isWorkday: true, name: '调休' })),
  ],
  [2022],
)
/** The same days as the naive office has them on its wall: 2022-09-20 was a Tuesday. */
const worked = Array.from({ length: days + 60 }, (_, place) => {
  const day = dayAt(place)
  if (week.includes(day)) return false
  if (day === '2022-10-08' || day === '2022-10-09') return true
  return (place + 1) % 7 < 5
})

const rulesOf = (ladder: Ladder) => rulesWith([]).filter((rule) => rule.ladder === ladder)

/** What happens besides the ladder, drawn from a fixed seed. */
function drawer(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type World = NaiveMatter & { about: number[]; draws: () => number }
type Proposal = { estate: number; ladder: Ladder; step: LadderStep; day: number; afterLongerTerm: boolean }

const newMatter = (seed: number): World => {
  const draws = drawer(seed)
  return { due: 2 + Math.floor(draws() * 45), isRunning: true, pauses: [], taken: [], about: [], draws }
}

/** The matter as the product's own rule is asked about it. */
function asked(world: World, ladder: Ladder): LadderMatter {
  const standing = ({ lies, since, step }: NaiveTaken): StepStanding => {
    if (lies === 'with_them') {
      const rule = rulesOf(ladder).find((candidate) => candidate.step === step)
      const asks = since % 2 === 0 && rule ? answerBy(since, rule) : null
      return { stage: 'out', servedOn: dayAt(since), answerBy: asks }
    }
    if (lies === 'passed_over') return { stage: 'passed_over', on: dayAt(since) }
    return {
      stage: ({ untouched: 'proposed', with_us: 'with_office', told: 'told', settled: 'settled' } as const)[lies],
    }
  }
  return {
    dueOn: dayAt(world.due),
    isRunning: world.isRunning && world.pauses.every(({ until }) => until !== null),
    pauses: world.pauses.flatMap(({ from, until }) =>
      until === null ? [] : [{ from: dayAt(from), until: dayAt(until), reason: '暂停' }],
    ),
    taken: world.taken.map((taken, at) => ({
      step: taken.step as LadderStep, // steps come from the rules
      proposedOn: dayAt(taken.on),
      aboutDueOn: dayAt(world.about[at] ?? 0),
      standing: standing(taken),
    })),
  }
}

/** The answer day as the letter itself carries it, counted on the strip. */
function answerBy(since: number, { answerDays }: LadderRule): string {
  let at = since
  for (let left = answerDays; left > 0; ) if (worked[++at]) left--
  return dayAt(at)
}

const forward = (from: number, count: number) => {
  let at = from
  for (let left = count; left > 0; ) if (worked[++at]) left--
  return at
}

/** What people do on a day, after the clock has run: sign, serve, answer, accept, hand back, pause, extend, finish. */
function live(world: World, day: number): void {
  const { draws } = world
  const last = world.taken.at(-1)
  const pause = world.pauses.at(-1)
  if (pause && pause.until === null) {
    if (draws() > 0.15) return
    pause.until = day
    const shift = worked.slice(pause.from + 1, day + 1).filter(Boolean).length
    if (shift > 0) world.due = forward(world.due, shift)
    return
  }
  const chance = draws()
  if (last) happenToLetter(last, day, chance)
  const other = draws()
  if (other < 0.006) world.pauses.push({ from: day, until: null })
  else if (other < 0.014) extend(world, day)
  else if (other < 0.017)
    world.isRunning = false // written off, or handed in
  else if (!world.isRunning && other < 0.2) world.isRunning = true // handed back
}

function happenToLetter(last: NaiveTaken, day: number, chance: number): void {
  const become = (lies: NaiveTaken['lies'], since = last.since) => Object.assign(last, { lies, since })
  if (last.lies === 'untouched') {
    if (last.longerTerm) return
    if (chance < 0.02) become('passed_over', day)
    else if (chance < 0.6) become('with_us', -1)
  } else if (last.lies === 'with_us') {
    if (last.since === -1 && chance < 0.6) become('with_them', day)
    else if (last.since !== -1 && chance < 0.35) become('settled')
    else if (last.since !== -1 && chance < 0.6) become('with_them')
  } else if (last.lies === 'with_them' && chance < 0.04) become('with_us')
}

function extend(world: World, day: number): void {
  world.due = forward(Math.max(world.due, day), 3 + Math.floor(world.draws() * 15))
  for (const taken of world.taken) taken.longerTerm = true
}

describe('a quarter of 1,614 estates with late units', () => {
  /** Days on which the server stood still: single ones, a week, and a fortnight over a holiday. */
  const stoodStill = (day: number) => (day >= 11 && day <= 24) || (day >= 40 && day <= 46) || day % 19 === 0

  const simulate = (ladder: Ladder) => {
    const [rules, steps] = [rulesOf(ladder), naiveLadders[ladder]]
    const proposals: Proposal[] = []
    const differences: unknown[] = []
    const morning = (world: World, estate: number, day: number) => {
      const step = dueStep(asked(world, ladder), dayAt(day), calendar, rules)?.step ?? null
      const naive = naiveProposal(steps, worked, world, day)
      if (step !== naive) differences.push({ estate, day: dayAt(day), step, naive, world })
      if (step !== null) propose(world, { estate, ladder, step, day, afterLongerTerm: false }, rules, proposals)
      const again = dueStep(asked(world, ladder), dayAt(day), calendar, rules)
      if (again !== null) differences.push({ estate, day: dayAt(day), twice: again.step })
    }
    for (let estate = 0; estate < 1614; estate++) {
      const world = newMatter(estate * 2 + (ladder === 'unit' ? 0 : 1))
      for (let day = 0; day < days; day++) {
        if (!stoodStill(day)) morning(world, estate, day)
        live(world, day)
      }
    }
    return { proposals, differences }
  }

  function propose(world: World, proposal: Proposal, rules: readonly LadderRule[], proposals: Proposal[]): void {
    const { step, day } = proposal
    const before = world.taken.findIndex((taken) => taken.step === step)
    const afterLongerTerm = world.taken[before]?.lies === 'untouched' && world.taken[before]?.longerTerm === true
    if (before >= 0) {
      world.taken.splice(before, 1)
      world.about.splice(before, 1)
    }
    const hasLetter = rules.find((rule) => rule.step === step)?.letter !== null
    world.taken.push({ step, on: day, lies: hasLetter ? 'untouched' : 'told', since: -1, longerTerm: false })
    world.about.push(world.due)
    proposals.push({ ...proposal, afterLongerTerm })
  }

  test.each(ladders)(
    'takes every step of the ladder against a %s on the day a slow count gives, and once',
    (ladder) => {
      const { proposals, differences } = simulate(ladder)

      expect(differences.slice(0, 3)).toEqual([])
      const anew = proposals.filter(({ afterLongerTerm }) => !afterLongerTerm)
      expect(new Set(anew.map(({ estate, step }) => `${estate} ${step}`)).size).toBe(anew.length)
      // the quarter is long enough that every step was seen, and some proposals fell to a longer term
      const seen = (step: LadderStep) => proposals.filter((proposal) => proposal.step === step).length
      expect(rulesOf(ladder).map(({ step }) => [step, seen(step) > 20])).toEqual(
        rulesOf(ladder).map(({ step }) => [step, true]),
      )
      expect(proposals.some(({ afterLongerTerm }) => afterLongerTerm)).toBe(true)
    },
  )
})

describe('rules a county sets', () => {
  test('replace the shipped days step by step, and a step that is off is left out', () => {
    const rules = rulesWith([{ step: 'deadline_notice', workingDays: 4, answerDays: 2, isOn: false }])
    expect(rules.find(({ step }) => step === 'deadline_notice')).toMatchObject({ workingDays: 4, isOn: false })
    const matter: LadderMatter = { dueOn: '2022-11-01', isRunning: true, pauses: [], taken: [] }
    // without the notice the letter comes first, counted from the day the task was due
    expect(dueStep(matter, '2022-11-02', calendar, rules)?.step).toBe('supervision_letter')
  })

  test('are refused when a letter would go out before anything is late, or a later step before an earlier', () => {
    const flaw = (step: LadderStep, workingDays: number) =>
      flawOfRules(rulesWith([{ step, workingDays, answerDays: 3, isOn: true }]))
    expect(flaw('deadline_notice', 0)).toEqual({ step: 'deadline_notice', code: 'counted_backwards' })
    expect(flaw('yellow', -4)).toEqual({ step: 'yellow', code: 'out_of_order' })
    expect(flawOfRules(rulesWith([]))).toBeNull()
  })
})
