import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber, dayOfNumber } from '../shared/days.ts'
import { createWorkCalendar } from './calendar.ts'
import { loadOf } from './load.ts'
import { type Activity, type Plan, planOf } from './schedule.ts'
import { slipOf } from './slip.ts'

/** A calendar with a week off, 1 to 7 October 2022, and two worked days at its end. */
const holidays = Array.from({ length: 7 }, (_, place) => `2022-10-0${place + 1}`)
const makeUps = ['2022-10-08', '2022-10-09']
const calendar = createWorkCalendar(
  [
    ...holidays.map((day) => ({ day, isWorkday: false, name: '国庆节' })),
    ...makeUps.map((day) => ({ day, isWorkday: true, name: '国庆节' })),
  ],
  [2022],
)
const friday = '2022-09-23'

const activity = (id: string, workingDays: number, more: Partial<Activity> = {}): Activity => ({
  id,
  workingDays,
  notice: null,
  needs: [],
  deadline: null,
  notBefore: null,
  doneOn: null,
  isBeside: false,
  ...more,
})

function plan(today: string, activities: readonly Activity[]): Plan {
  const planned = planOf(calendar, today, activities)
  if (planned.cycle) throw new Error(planned.cycle.join(' → '))
  return planned.plan
}

describe('an estate of four steps, counted by hand', () => {
  const steps = [
    activity('survey', 3),
    activity('fire', 2),
    activity('notice', 1, { needs: ['survey'], notice: { days: 7, kind: 'calendar' } }),
    activity('register', 2, { needs: ['notice', 'fire'], deadline: '2022-10-14' }),
  ]

  test('earliest days run through the holidays', () => {
    const { timings, finishOn } = plan(friday, steps)

    expect(timings.get('survey')).toMatchObject({ earliestStart: friday, earliestFinish: '2022-09-28' })
    // Thursday 29 September of work, seven days of notice end on 6 October, a holiday: 8 October
    expect(timings.get('notice')).toMatchObject({ earliestStart: '2022-09-28', earliestFinish: '2022-10-08' })
    expect(timings.get('register')).toMatchObject({ earliestStart: '2022-10-08', earliestFinish: '2022-10-10' })
    expect(finishOn).toBe('2022-10-10')
  })

  test('latest days run back from the deadline', () => {
    const { timings, slackDays, extensionDays } = plan(friday, steps)

    expect(timings.get('register')).toMatchObject({
      latestStart: '2022-10-12',
      latestFinish: '2022-10-14',
      slackDays: 4,
    })
    expect(timings.get('fire')).toMatchObject({ latestStart: '2022-10-10', latestFinish: '2022-10-12', slackDays: 8 })
    // seven days back from 12 October is 5 October, a holiday: the work must be over on 30 September
    expect(timings.get('notice')).toMatchObject({ latestStart: '2022-09-29', slackDays: 1 })
    expect(timings.get('survey')).toMatchObject({ latestStart: '2022-09-26', slackDays: 1 })
    expect({ slackDays, extensionDays }).toEqual({ slackDays: 1, extensionDays: 0 })
  })

  test('the critical chain is what the finish hangs on', () => {
    const { timings } = plan(friday, steps)

    expect([...timings].filter(([, { isCritical }]) => isCritical).map(([id]) => id)).toEqual([
      'survey',
      'notice',
      'register',
    ])
  })

  test('a deadline that cannot be kept says by how much', () => {
    const tight = steps.map((one) => (one.id === 'register' ? { ...one, deadline: '2022-09-30' } : one))
    const extended = tight.map((one) => (one.id === 'register' ? { ...one, deadline: '2022-10-10' } : one))

    expect(plan(friday, tight).extensionDays).toBe(3) // 8, 9, 10 October
    expect(plan(friday, tight).slackDays).toBeLessThan(0)
    expect(plan(friday, extended)).toMatchObject({ extensionDays: 0, slackDays: 0 })
  })

  test('a step that takes longer moves what waits for it, and nothing else', () => {
    const slip = slipOf(calendar, friday, steps, { id: 'survey', days: 2 })

    // the work before the notice on 8 October, notice until 15 October, a Saturday: 17 October
    expect(slip).toMatchObject({ finishBefore: '2022-10-10', finishAfter: '2022-10-19', missesTarget: true })
    expect(slip?.moved.map(({ id, after }) => [id, after.start, after.finish])).toEqual([
      ['survey', friday, '2022-09-30'],
      ['notice', '2022-09-30', '2022-10-17'],
      ['register', '2022-10-17', '2022-10-19'],
    ])
    expect(slipOf(calendar, friday, steps, { id: 'fire', days: 4 })?.moved.map(({ id }) => id)).toEqual(['fire'])
    expect(slipOf(calendar, friday, steps, { id: 'nothing', days: 1 })).toBeUndefined()
  })
})

test('across the spring festival of 2022, counted by hand: 31 January to 6 February off, the weekend before worked', () => {
  const off = ['2022-01-31', ...[1, 2, 3, 4, 5, 6].map((day) => `2022-02-0${day}`)]
  const spring = createWorkCalendar(
    [
      ...off.map((day) => ({ day, isWorkday: false, name: '春节' })),
      ...['2022-01-29', '2022-01-30'].map((day) => ({ day, isWorkday: true, name: '春节' })),
    ],
    [2022],
  )
  const steps = [
    activity('survey', 3),
    activity('fire', 5),
    activity('notice', 1, { needs: ['survey'], notice: { days: 7, kind: 'calendar' } }),
    activity('register', 2, { needs: ['notice', 'fire'], deadline: '2022-02-18' }),
  ]

  const planned = planOf(spring, '2022-01-27', steps)
  if (planned.cycle) throw new Error(planned.cycle.join(' → '))
  const { timings, finishOn, slackDays } = planned.plan

  // Friday 28, Saturday 29 and Sunday 30 January are worked
  expect(timings.get('survey')).toMatchObject({ earliestFinish: '2022-01-30', latestStart: '2022-01-29' })
  expect(timings.get('fire')).toMatchObject({ earliestFinish: '2022-02-08', latestFinish: '2022-02-16' })
  // one day of work on 7 February, seven days of notice until the 14th
  expect(timings.get('notice')).toMatchObject({ earliestFinish: '2022-02-14', latestStart: '2022-02-08' })
  expect(timings.get('register')).toMatchObject({ earliestStart: '2022-02-14', latestStart: '2022-02-16' })
  expect({ finishOn, slackDays }).toEqual({ finishOn: '2022-02-16', slackDays: 2 })
})

test('what is done holds up nothing, the developer’s own case neither', () => {
  const steps = [
    activity('before', 9, { doneOn: '2022-09-01' }),
    activity('recovery', 60, { isBeside: true }),
    activity('after', 1, { needs: ['before'] }),
  ]

  expect(plan(friday, steps).finishOn).toBe('2022-09-26')
  expect(plan(friday, steps).timings.get('recovery')?.isCritical).toBe(false)
})

test('a ring of steps is refused by its name', () => {
  const steps = [
    activity('first', 1),
    activity('a', 1, { needs: ['first', 'c'] }),
    activity('b', 1, { needs: ['a'] }),
    activity('c', 1, { needs: ['b'] }),
    activity('last', 1, { needs: ['c'] }),
  ]

  const { cycle } = planOf(calendar, friday, steps)

  expect(cycle?.toSorted()).toEqual(['a', 'b', 'c'])
})

test('load counts work, not waiting, week by week', () => {
  const load = loadOf(calendar, [
    { unit: '自然资源局', start: friday, workingDays: 7 },
    { unit: '自然资源局', start: '2022-09-28', workingDays: 1 },
  ])

  expect(load).toEqual([
    { unit: '自然资源局', week: '2022-09-26', days: 6, steps: 2 },
    { unit: '自然资源局', week: '2022-10-03', days: 2, steps: 1 },
  ])
})

/* An independent check: every path of a generated graph is walked, day by day. It shares no code with the scheduler. */

const off = new Set(holidays)
const on = new Set(makeUps)
const worksOn = (day: number) => {
  const text = new Date(day * 86_400_000).toISOString().slice(0, 10)
  return on.has(text) || (!off.has(text) && ![0, 6].includes(new Date(day * 86_400_000).getUTCDay()))
}

function after(start: number, { workingDays, notice }: Activity): number {
  let day = start
  for (let left = workingDays + (notice?.kind === 'working' ? notice.days : 0); left > 0; ) if (worksOn(++day)) left--
  if (notice?.kind === 'calendar') {
    day += notice.days
    while (!worksOn(day)) day++
  }
  return day
}

type Graph = ReadonlyMap<string, Activity>

/** The end of the longest path into a piece of work: the worst over all it needs, each path walked anew. */
function walkedEnd(graph: Graph, id: string, today: number): { start: number; finish: number } {
  const one = graph.get(id)
  if (!one) throw new Error(id)
  let start = Math.max(today, one.notBefore === null ? today : dayNumber(one.notBefore))
  for (const need of one.needs) start = Math.max(start, walkedEnd(graph, need, today).finish)
  while (one.workingDays === 0 && !worksOn(start)) start++
  return { start, finish: after(start, one) }
}

/** Whether every deadline that hangs on a piece of work is kept when it starts on a day and nothing else stands in the way. */
function isKeptFrom(graph: Graph, id: string, start: number): boolean {
  const one = graph.get(id)
  if (!one) throw new Error(id)
  const finish = after(start, one)
  if (one.deadline !== null && finish > dayNumber(one.deadline)) return false
  return [...graph.values()].every(({ id: next, needs }) => !needs.includes(id) || isKeptFrom(graph, next, finish))
}

const notice = fc.option(
  fc.record({ days: fc.integer({ min: 0, max: 15 }), kind: fc.constantFrom('working' as const, 'calendar' as const) }),
  { nil: null },
)
const start = dayNumber('2022-09-12')
const graphs = fc
  .array(
    fc.record({
      workingDays: fc.integer({ min: 0, max: 6 }),
      notice,
      needs: fc.array(fc.nat(6), { maxLength: 2 }),
      notBefore: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null, freq: 4 }),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((drawn) =>
    drawn.map(({ workingDays, notice, needs, notBefore }, place) =>
      activity(String(place), workingDays, {
        notice,
        needs: [...new Set(needs.filter((need) => need < place).map(String))],
        notBefore: notBefore === null ? null : dayOfNumber(start + notBefore),
      }),
    ),
  )

test('agrees with an independent walk over every path of 5,000 generated graphs', () => {
  fc.assert(
    fc.property(graphs, fc.integer({ min: 0, max: 13 }), fc.integer({ min: 5, max: 70 }), (drawn, begun, length) => {
      const today = start + begun
      const deadline = dayOfNumber(today + length)
      const leads = new Set(drawn.flatMap(({ needs }) => needs))
      const steps = drawn.map((one) => (leads.has(one.id) ? one : { ...one, deadline }))
      const graph = new Map(steps.map((one) => [one.id, one]))
      const found = plan(dayOfNumber(today), steps)
      let last = 0
      for (const { id } of steps) {
        const walked = walkedEnd(graph, id, today)
        const timing = found.timings.get(id)
        expect([timing?.earliestStart, timing?.earliestFinish]).toEqual([
          dayOfNumber(walked.start),
          dayOfNumber(walked.finish),
        ])
        const latest = dayNumber(timing?.latestStart ?? '')
        expect(isKeptFrom(graph, id, latest)).toBe(true)
        let next = latest + 1
        while (!worksOn(next)) next++
        expect(isKeptFrom(graph, id, next)).toBe(false)
        expect((timing?.slackDays ?? 0) < 0).toBe(!isKeptFrom(graph, id, walked.start))
        last = Math.max(last, walked.finish)
      }
      expect(found.finishOn).toBe(dayOfNumber(last))
      expect(found.extensionDays > 0).toBe(last > today + length)
      const critical = [...found.timings].filter(([, { isCritical }]) => isCritical)
      expect(critical.some(([, { earliestFinish }]) => earliestFinish === found.finishOn)).toBe(true)
    }),
    { numRuns: 5000 },
  )
}, 60_000)

test('a slip gives what planning anew gives', () => {
  fc.assert(
    fc.property(graphs, fc.nat(6), fc.integer({ min: 1, max: 20 }), (drawn, chosen, days) => {
      const id = String(chosen % drawn.length)
      const today = dayOfNumber(start)
      const longer = drawn.map((one) => (one.id === id ? { ...one, workingDays: one.workingDays + days } : one))
      const [before, anew] = [plan(today, drawn), plan(today, longer)]
      const slip = slipOf(calendar, today, drawn, { id, days })
      expect(slip?.finishBefore).toBe(before.finishOn)
      expect(slip?.finishAfter).toBe(anew.finishOn)
      const moved = drawn.filter((one) => {
        const [old, now] = [before.timings.get(one.id), anew.timings.get(one.id)]
        return old?.earliestStart !== now?.earliestStart || old?.earliestFinish !== now?.earliestFinish
      })
      expect(slip?.moved.map((one) => one.id).toSorted()).toEqual(moved.map((one) => one.id).toSorted())
    }),
    { numRuns: 1000 },
  )
})

test('only what a deadline waits for can be short of time', () => {
  const steps = [activity('bound', 2, { deadline: '2022-12-30' }), activity('free', 40)]

  const { slackDays, extensionDays } = plan(friday, steps)

  expect(slackDays).toBe(plan(friday, steps.slice(0, 1)).slackDays)
  expect(slackDays).toBeGreaterThan(0)
  expect(extensionDays).toBe(0)
})
