import { expect, test } from 'vitest'
import type { ScheduledActivity } from '#contract/schedule.ts'
import { ganttOf } from './gantt-rows.ts'

const lines = { today: '2022-11-30', targets: ['2023-01-20'] }

/** 2022-11-30 is a Wednesday. */
function step(id: string, change: Partial<ScheduledActivity> = {}): ScheduledActivity {
  return {
    id,
    title: id,
    titleEn: null,
    registration: 'first',
    unit: 'tax_bureau',
    organisation: null,
    person: null,
    taskId: null,
    no: null,
    state: null,
    workingDays: 5,
    daysAssumed: false,
    notice: null,
    needs: [],
    earliestStart: '2022-11-30',
    earliestFinish: '2022-12-07',
    latestStart: '2022-11-30',
    latestFinish: '2022-12-07',
    slackDays: 0,
    isCritical: false,
    isBeside: false,
    doneOn: null,
    light: 'green',
    ...change,
  }
}

const later = { earliestStart: '2022-12-07', earliestFinish: '2022-12-14', latestFinish: '2022-12-14' }

test('what waits stands below what it waits for, and its bar begins where the other ends', () => {
  const { bars, arrows } = ganttOf([step('b', { ...later, needs: ['a'] }), step('a')], [], lines)

  expect(bars.map(({ activity, row }) => [activity.id, row])).toEqual([
    ['a', 0],
    ['b', 1],
  ])
  expect(bars[1]?.bar.from).toBe(bars[0]?.bar.until)
  expect(arrows).toEqual([{ from: bars[0]?.bar.until, fromRow: 0, to: bars[1]?.bar.from, toRow: 1, isCritical: false }])
})

test('an arrow is critical only between critical steps that touch', () => {
  const critical = { isCritical: true }
  const touching = [step('a', critical), step('b', { ...later, ...critical, needs: ['a'] })]
  const apart = [step('a', critical), step('b', { ...later, ...critical, earliestStart: '2022-12-08', needs: ['a'] })]

  expect(ganttOf(touching, [], lines).arrows[0]?.isCritical).toBe(true)
  expect(ganttOf(apart, [], lines).arrows[0]?.isCritical).toBe(false)
})

test('slack is drawn behind the bar, lateness in front of its end, neither for what is done', () => {
  const easy = step('a', { slackDays: 3, latestFinish: '2022-12-12' })
  const late = step('b', { slackDays: -2, latestFinish: '2022-12-05' })
  const done = step('c', { slackDays: 0, doneOn: '2022-11-01' })
  const { bars } = ganttOf([easy, late, done], [], lines)

  expect(bars.map(({ kind }) => kind)).toEqual(['plain', 'plain', 'done'])
  expect((bars[0]?.slack?.until ?? 0) - (bars[0]?.slack?.from ?? 0)).toBe(5)
  expect((bars[1]?.bar.until ?? 0) - (bars[1]?.lateFrom ?? 0)).toBe(2)
  expect([bars[1]?.slack, bars[2]?.slack, bars[2]?.lateFrom]).toEqual([null, null, null])
})

test('weekends begin on Saturday, and the chart reaches past the target and past what slips', () => {
  const slipped = [{ id: 'a', startAfter: '2022-11-30', finishAfter: '2023-03-01' }]
  const { weekends, until } = ganttOf([step('a')], [], lines)

  expect(weekends[0]).toEqual({ from: 19329, until: 19331 }) // 2022-12-03, a Saturday
  expect(until).toBe(Date.parse('2023-01-26') / 86_400_000)
  expect(ganttOf([step('a')], slipped, lines).until).toBe(Date.parse('2023-03-07') / 86_400_000)
})
