import { describe, expect, test } from 'vitest'
import { createWorkCalendar } from './calendar.ts'
import { activitiesOf, type OpenStep, type OpenTask } from './estate-plan.ts'
import { planOf } from './schedule.ts'

const calendar = createWorkCalendar([], [2022])
const monday = '2022-08-01'
const situation = {
  calendar,
  today: monday,
  homes: { first: 0, transfer: 12 },
  targets: { first: '2022-09-01', transfer: '2022-10-12' },
  defaultStepDays: 5,
}
const step = (id: string, more: Partial<OpenStep> = {}): OpenStep => ({
  id,
  registration: 'transfer',
  track: 'owner',
  workingDays: 3,
  daysUnset: false,
  notice: null,
  needs: [],
  ...more,
})
const task = (more: Partial<OpenTask> = {}): OpenTask => ({
  id: 'a task',
  step: null,
  startsOn: monday,
  dueOn: '2022-08-05',
  isHandedIn: false,
  needs: [],
  ...more,
})

describe('which steps an estate still has', () => {
  test('those of a registration no home waits for are done, the developer’s own stay', () => {
    const steps = [
      step('for the first', { registration: 'first' }),
      step('the developer’s', { registration: 'first', track: 'developer' }),
      step('for the transfer'),
    ]

    const activities = activitiesOf(situation, steps, [])

    expect(activities.map(({ id, isBeside, deadline }) => [id, isBeside, deadline])).toEqual([
      ['the developer’s', true, null],
      ['for the transfer', false, '2022-10-12'],
    ])
  })

  test('where nothing is open nothing is planned', () => {
    const done = { ...situation, homes: { first: 0, transfer: 0 } }

    expect(activitiesOf(done, [step('a'), step('b', { registration: 'first' })], [])).toEqual([])
  })
})

describe('how long a step takes', () => {
  test.each([
    ['its own days', { workingDays: 3 }, 3],
    ['less its notice of working days', { workingDays: 9, notice: { days: 5, kind: 'working' } as const }, 4],
    [
      'less the worked days of its notice of calendar days',
      { workingDays: 25, notice: { days: 30, kind: 'calendar' } as const },
      3,
    ],
    ['the county’s days where nobody fixed any', { workingDays: 0, daysUnset: true }, 5],
    [
      'its own part where only its notice is open',
      { workingDays: 2, notice: { days: null, kind: 'working' } as const },
      2,
    ],
  ])('%s', (_, more, workingDays) => {
    const [activity] = activitiesOf(situation, [step('a', more)], [])

    expect(activity?.workingDays).toBe(workingDays)
  })
})

describe('a step that is a task', () => {
  test('takes what is left of the task’s term', () => {
    const [activity] = activitiesOf(situation, [step('a')], [task({ step: 'a', dueOn: '2022-08-12' })])

    expect(activity).toMatchObject({ id: 'a', workingDays: 9, notBefore: monday })
  })

  test('takes a day more when its term has run out, and none once it is handed in', () => {
    const late = activitiesOf(situation, [step('a')], [task({ step: 'a', dueOn: '2022-07-01' })])
    const handedIn = activitiesOf(situation, [step('a')], [task({ step: 'a', isHandedIn: true })])

    expect([late[0]?.workingDays, handedIn[0]?.workingDays]).toEqual([1, 0])
  })

  test('waits for what its rule and its task name', () => {
    const tasks = [
      task({ id: 'one', step: 'a' }),
      task({ id: 'other', step: 'b', needs: ['one', 'by hand'] }),
      task({ id: 'by hand' }),
    ]

    const activities = activitiesOf(situation, [step('a'), step('b', { needs: ['c'] }), step('c')], tasks)

    expect(activities.find(({ id }) => id === 'b')?.needs).toEqual(['c', 'a', 'by hand'])
    expect(planOf(calendar, monday, activities).plan?.timings.get('b')?.earliestStart).toBe('2022-08-05')
  })
})

test('a task no step stands behind is work of the estate too', () => {
  const activities = activitiesOf(situation, [], [task({ dueOn: '2022-08-03' })])

  expect(activities).toMatchObject([{ id: 'a task', workingDays: 2, deadline: '2022-10-12', isBeside: false }])
})
