import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorkCalendar } from './calendar.ts'
import { chanceFrom, seedOf } from './chance.ts'
import { outlookOf, weeklyWork, weeksBehind } from './forecast.ts'
import { rankingOf } from './ranking.ts'
import { sprintCourse } from './sprint.ts'

const calendar = createWorkCalendar(
  ['2022-10-03', '2022-10-04', '2022-10-05', '2022-10-06', '2022-10-07'].map((day) => ({
    day,
    isWorkday: false,
    name: '国庆节',
  })),
  [2022],
)
const asOf = '2022-11-04'

test('weeks behind are of five working days: a week of holidays is not one', () => {
  expect(weeksBehind(calendar, '2022-10-14', 2)).toEqual(['2022-10-14', '2022-09-30', '2022-09-23'])
})

test('what happened on a day off belongs to the week that ends after it', () => {
  const ends = weeksBehind(calendar, '2022-10-14', 2)

  expect(
    weeklyWork(ends, [
      { day: '2022-09-23', n: 100 },
      { day: '2022-09-30', n: 2 },
      { day: '2022-10-05', n: 3 },
      { day: '2022-10-14', n: 4 },
    ]),
  ).toEqual([7, 2])
})

test('an even pace has no uncertainty: ten homes a week finish a hundred homes in ten weeks', () => {
  const outlook = outlookOf(calendar, { asOf, remaining: 100, weekly: [10, 10, 10] }, chanceFrom(1))

  expect(outlook).toEqual({ pace: 2, p50: '2023-01-13', p80: '2023-01-13', p95: '2023-01-13' })
})

test('nothing left is over today, no pace is never over', () => {
  expect(outlookOf(calendar, { asOf, remaining: 0, weekly: [0] }, chanceFrom(1)).p95).toBe(asOf)
  expect(outlookOf(calendar, { asOf, remaining: 5, weekly: [0, 0] }, chanceFrom(1))).toEqual({
    pace: 0,
    p50: null,
    p80: null,
    p95: null,
  })
  expect(outlookOf(calendar, { asOf, remaining: 100_000, weekly: [1, 0] }, chanceFrom(1)).p50).toBeNull()
})

test('the surer the day, the later; more work is never over sooner; one seed, one outlook', () => {
  const weekly = fc.array(fc.nat(40), { minLength: 1, maxLength: 12 })
  const late = (day: string | null) => day ?? '9999-12-31'

  fc.assert(
    fc.property(weekly, fc.integer({ min: 1, max: 500 }), fc.nat(200), fc.nat(), (weeks, remaining, more, seed) => {
      const course = (left: number) => outlookOf(calendar, { asOf, remaining: left, weekly: weeks }, chanceFrom(seed))
      const { p50, p80, p95 } = course(remaining)
      expect(late(p50) <= late(p80) && late(p80) <= late(p95)).toBe(true)
      expect(course(remaining)).toEqual(course(remaining))
      const fast = Math.max(...weeks)
      if (fast > 0)
        expect(late(p50) >= late(outlookOf(calendar, { asOf, remaining, weekly: [fast] }, chanceFrom(seed)).p95)).toBe(
          true,
        )
      const evenly = { asOf, remaining: remaining + more, weekly: [7] }
      expect(
        late(outlookOf(calendar, evenly, chanceFrom(seed)).p50) >=
          late(outlookOf(calendar, { ...evenly, remaining }, chanceFrom(seed)).p50),
      ).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('a text has its seed, another text another', () => {
  expect(seedOf('141182 2022-11-04')).toBe(seedOf('141182 2022-11-04'))
  expect(seedOf('141182 2022-11-04')).not.toBe(seedOf('141130 2022-11-04'))
})

test('larger, easier, nearer estates come first, each by its own weight', () => {
  const estates = fc.array(
    fc.record({ open: fc.nat(3000), workingDays: fc.nat(200), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    { minLength: 2, maxLength: 20 },
  )
  const weights = fc.record({
    size: fc.double({ min: 0, max: 1, noNaN: true }),
    ease: fc.double({ min: 0, max: 1, noNaN: true }),
    nearness: fc.double({ min: 0, max: 1, noNaN: true }),
  })

  fc.assert(
    fc.property(estates, weights, (drawn, given) => {
      const all = drawn.map((one, place) => ({ ...one, id: String(place).padStart(3, '0') }))
      const ranked = rankingOf(all, given)
      const rank = new Map(ranked.map((one) => [one.id, one.rank]))
      for (const one of all)
        for (const other of all) {
          const isAhead = one.open >= other.open && one.workingDays <= other.workingDays && one.share >= other.share
          if (isAhead && one.id < other.id) expect((rank.get(one.id) ?? 0) < (rank.get(other.id) ?? 0)).toBe(true)
        }
      for (const { parts } of ranked) for (const part of Object.values(parts)) expect(part >= 0 && part <= 1).toBe(true)
    }),
  )
})

test('one weight alone orders by one thing', () => {
  const estates = [
    { id: 'big', open: 900, workingDays: 90, share: 0.1 },
    { id: 'easy', open: 10, workingDays: 2, share: 0.2 },
    { id: 'near', open: 20, workingDays: 50, share: 0.9 },
  ]
  const first = (size: number, ease: number, nearness: number) => rankingOf(estates, { size, ease, nearness })[0]?.id

  expect([first(1, 0, 0), first(0, 1, 0), first(0, 0, 1)]).toEqual(['big', 'easy', 'near'])
})

test('a sprint of ten working days over the holidays burns down', () => {
  const sprint = { from: '2022-09-26', until: '2022-10-14', target: 100, closedOn: null }
  const happened = [
    { day: '2022-09-25', n: 50 }, // before it began
    { day: '2022-09-26', n: 30 },
    { day: '2022-10-02', n: 5 },
    { day: '2022-10-11', n: 20 },
    { day: '2022-10-12', n: 7 }, // after today
  ]

  const { done, dailyTarget, burnDown } = sprintCourse(calendar, sprint, '2022-10-11', happened)

  expect({ done, dailyTarget }).toEqual({ done: 55, dailyTarget: 10 })
  expect(burnDown).toHaveLength(10)
  expect(burnDown[0]).toEqual({ day: '2022-09-26', left: 70, even: 90 })
  expect(burnDown.map(({ left }) => left)).toEqual([70, 70, 70, 70, 70, 65, 45, null, null, null])
  expect(burnDown.at(-1)).toEqual({ day: '2022-10-14', left: null, even: 0 })
})
