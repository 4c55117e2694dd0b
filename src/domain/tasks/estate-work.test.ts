import { describe, expect, test } from 'vitest'
import { createWorkCalendar } from './calendar.ts'
import { estateLightOf, estatePlanOf, leastTargetOf, nextOf, stepLightOf } from './estate-plan.ts'
import { activitiesOf, type EstateWork, type StepTask, type WayStep } from './estate-work.ts'

/** September 2022 with 中秋 on Monday the 12th; the 1st is a Thursday. */
const calendar = createWorkCalendar([{ day: '2022-09-12', isWorkday: false, name: '中秋' }], [2022])
const today = '2022-09-01'
const measure = { today, calendar, defaultStepDays: 5, yellowDays: 3 }

const step = (id: string, more: Partial<WayStep> = {}): WayStep => ({
  id,
  registration: 'first',
  isBeside: false,
  requirement: 'fire',
  needs: [],
  workingDays: 2,
  daysUnset: false,
  notice: null,
  ...more,
})
const task = (more: Partial<StepTask> = {}): StepTask => ({
  state: 'working',
  stateOn: today,
  startsOn: today,
  dueOn: '2022-09-08',
  writtenOffOn: null,
  needs: [],
  waitsUntil: null,
  ...more,
})
const work = (steps: WayStep[], more: Partial<EstateWork> = {}): EstateWork => ({
  waiting: { first: 3, transfer: 5 },
  targets: { firstOn: '2022-09-15', transferOn: '2022-09-30' },
  steps,
  tasks: new Map(),
  ...more,
})
const activity = (one: WayStep, given?: StepTask) =>
  activitiesOf(measure, work([one], { tasks: new Map(given && [[one.id, given]]) }))[0]

describe('which steps count', () => {
  const steps = [
    step('papers'),
    step('tax', { registration: 'transfer', requirement: 'deed_tax' }),
    step('register', { registration: 'transfer', requirement: 'first_registration' }),
    step('recovery', { isBeside: true }),
  ]
  const counted = (first: number, transfer: number) =>
    activitiesOf(measure, work(steps, { waiting: { first, transfer } })).map(({ id }) => id)

  test.each([
    { first: 3, transfer: 5, left: ['papers', 'tax', 'register', 'recovery'] },
    { first: 0, transfer: 5, left: ['tax', 'recovery'] },
    { first: 3, transfer: 0, left: ['papers', 'register', 'recovery'] },
    { first: 0, transfer: 0, left: ['recovery'] },
  ])('with $first homes waiting for the first registration and $transfer for the transfer: $left', (one) => {
    expect(counted(one.first, one.transfer)).toEqual(one.left)
  })

  test('the first registration itself waits for the last papers and is bound by the first target', () => {
    const chain = [step('before'), step('papers', { needs: ['before'] }), ...steps.slice(1)]
    const bound = activitiesOf(measure, work(chain)).map(({ id, needs, deadline }) => [id, needs, deadline])
    expect(bound).toEqual([
      ['before', [], null],
      ['papers', ['before'], '2022-09-15'],
      ['tax', [], '2022-09-30'],
      ['register', ['papers'], '2022-09-15'],
      ['recovery', [], '2022-09-30'],
    ])
  })
})

describe('how many days a step takes', () => {
  test.each<{ what: string; one: Partial<WayStep>; days: number; assumed: boolean; waits: number | null }>([
    { what: 'its own', one: { workingDays: 4 }, days: 4, assumed: false, waits: null },
    { what: 'at least one', one: { workingDays: 0 }, days: 1, assumed: false, waits: null },
    {
      what: 'the county’s where nobody fixed them',
      one: { workingDays: 0, daysUnset: true },
      days: 5,
      assumed: true,
      waits: null,
    },
    {
      what: 'its own without a notice of 15 calendar days, which are 11 of its working days',
      one: { workingDays: 13, notice: { days: 15, kind: 'calendar' } },
      days: 2,
      assumed: false,
      waits: 15,
    },
    {
      what: 'its own without a notice of working days',
      one: { workingDays: 9, notice: { days: 7, kind: 'working' } },
      days: 2,
      assumed: false,
      waits: 7,
    },
    {
      what: 'none beside a notice',
      one: { workingDays: 7, notice: { days: 7, kind: 'working' } },
      days: 0,
      assumed: false,
      waits: 7,
    },
  ])('$what', ({ one, days, assumed, waits }) => {
    const found = activity(step('one', one))
    expect([found?.workingDays, found?.daysAssumed, found?.notice?.days ?? null]).toEqual([days, assumed, waits])
  })

  test.each<{ what: string; given: Partial<StepTask>; days: number }>([
    { what: 'what is left of its term: 2, 5, 6, 7 and 8 September', given: {}, days: 5 },
    { what: 'its term from the day it starts', given: { startsOn: '2022-09-06' }, days: 2 },
    { what: 'over the holiday', given: { dueOn: '2022-09-14' }, days: 8 },
    { what: 'one day once its term is over', given: { startsOn: '2022-08-01', dueOn: '2022-08-31' }, days: 1 },
    { what: 'none once handed in', given: { state: 'submitted' }, days: 0 },
    { what: 'none once accepted', given: { state: 'accepted' }, days: 0 },
    {
      what: 'while paused, what was left on the day of the pause',
      given: { startsOn: '2022-08-01', state: 'paused', stateOn: '2022-08-30' },
      days: 7,
    },
  ])('as a task: $what', ({ given, days }) => {
    expect(activity(step('one', { workingDays: 40 }), task(given))).toMatchObject({ workingDays: days, notice: null })
  })

  test('a task starts on its day, or when what it needs elsewhere is due', () => {
    expect(activity(step('one'), task({ startsOn: '2022-09-06' }))?.notBefore).toBe('2022-09-06')
    expect(activity(step('one'), task({ waitsUntil: '2022-09-20' }))?.notBefore).toBe('2022-09-20')
  })

  test('what is written off is done', () => {
    const done = task({ state: 'written_off', writtenOffOn: '2022-08-31' })
    expect(activity(step('one'), done)?.doneOn).toBe('2022-08-31')
  })
})

describe('an estate in time', () => {
  const chain = [step('a'), step('b', { needs: ['a'], workingDays: 6 }), step('c', { workingDays: 1 })]

  test('next is the step with the least slack that can start and is not handed in', () => {
    expect(nextOf(estatePlanOf(measure, work(chain)))?.id).toBe('a')
    const handedIn = new Map([['a', task({ state: 'submitted' })]])
    expect(nextOf(estatePlanOf(measure, work(chain, { tasks: handedIn })))?.id).toBe('c')
  })

  test('2 + 6 days from 1 September end on the 14th; a target on the 13th could be the 14th', () => {
    const late = estatePlanOf(measure, work(chain, { targets: { firstOn: '2022-09-13', transferOn: null } }))
    expect(late.plan).toMatchObject({ finishOn: '2022-09-14', extensionDays: 1, slackDays: -1 })
    expect(leastTargetOf(late)).toBe('2022-09-14')
    expect(leastTargetOf(estatePlanOf(measure, work(chain)))).toBeNull()
  })

  test('the developer’s own case makes no estate late', () => {
    const beside = [step('recovery', { isBeside: true, workingDays: 90 }), step('c', { workingDays: 1 })]
    expect(estatePlanOf(measure, work(beside)).plan).toMatchObject({ extensionDays: 0, slackDays: 8 })
  })

  test('a transfer without a target is not late beside a first registration with one', () => {
    const both = [step('c'), step('tax', { registration: 'transfer', requirement: 'deed_tax', workingDays: 40 })]
    const targets = { firstOn: '2022-09-15', transferOn: null }
    expect(estatePlanOf(measure, work(both, { targets })).plan?.slackDays).toBeGreaterThan(3)
  })

  test.each([
    { slack: -1, light: 'red' },
    { slack: 3, light: 'yellow' },
    { slack: 4, light: 'green' },
    { slack: null, light: 'grey' },
  ])('slack $slack is $light', ({ slack, light }) => {
    expect(estateLightOf(slack, '2022-09-15', measure)).toBe(light)
  })

  test('homes left after the target are red though nothing is planned', () => {
    expect(estateLightOf(null, '2022-08-31', measure)).toBe('red')
  })

  test.each<{ what: string; slack: number; given?: StepTask; light: string }>([
    { what: 'too late', slack: -1, light: 'red' },
    { what: 'hardly', slack: 3, light: 'yellow' },
    { what: 'not given yet', slack: 9, light: 'grey' },
    { what: 'under way', slack: 9, given: task({ dueOn: '2022-09-20' }), light: 'green' },
    {
      what: 'overdue by its own term',
      slack: 9,
      given: task({ dueOn: '2022-08-31', startsOn: '2022-08-01' }),
      light: 'red',
    },
    { what: 'paused', slack: 9, given: task({ state: 'paused' }), light: 'grey' },
    { what: 'done', slack: -9, given: task({ state: 'written_off', writtenOffOn: today }), light: 'blue' },
  ])('a step $what is $light', ({ slack, given, light }) => {
    const targets = { firstOn: '2022-09-30', transferOn: null }
    const [one] = activitiesOf(measure, work([step('one')], { targets, tasks: new Map(given && [['one', given]]) }))
    if (!one) throw new Error('no step')
    const day = { earliestStart: today, earliestFinish: today, latestStart: today, latestFinish: today }
    const timing = { ...day, slackDays: slack, isCritical: false }
    expect(stepLightOf(one, timing, { task: given, targets }, measure)).toBe(light)
  })
})
