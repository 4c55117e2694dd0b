import { expect, test } from 'vitest'
import type { ScheduledEstate, ScheduledStep } from '#contract/schedule.ts'
import { dayNumber } from '#domain/shared/days.ts'
import { daysOff, ganttRows, linksIn, monthsOf, openAtFirst, sheetsOf, spanOf } from './gantt-rows.ts'

const step = (id: string, needs: string[] = []): ScheduledStep => ({
  id,
  taskId: null,
  taskNo: null,
  title: id,
  titleEn: null,
  registration: 'first',
  requirement: null,
  unitCode: null,
  organisation: null,
  person: null,
  workingDays: 5,
  daysAssumed: false,
  needs,
  dueOn: null,
  earliestStart: '2026-11-25',
  earliestFinish: '2026-12-02',
  latestStart: '2026-12-09',
  latestFinish: '2026-12-16',
  slackDays: 10,
  isCritical: false,
  light: 'green',
  isDone: false,
})

const estate = (estateId: string, steps: ScheduledStep[]): ScheduledEstate => ({
  estateId,
  countyCode: '141199',
  name: estateId,
  homes: 100,
  open: 60,
  rank: 1,
  score: 0.5,
  parts: { size: 1, ease: 0, nearness: 0.4 },
  targetOn: '2026-12-20',
  finishOn: '2026-12-02',
  isFeasible: true,
  extensionDays: 0,
  slackDays: 10,
  steps,
})

const two = [estate('a', [step('a1'), step('a2', ['a1'])]), estate('b', [step('b1', ['a1'])])]

test('an open estate shows its steps below itself, a closed one only itself', () => {
  expect(ganttRows(two, new Set(['a'])).map(({ key }) => key)).toEqual(['a', 'a a1', 'a a2', 'b'])
  expect(ganttRows(two, new Set())).toHaveLength(2)
})

test('at first the estates stand open that come before the 500th step, and no more', () => {
  const large = ['x', 'y', 'z'].map((id) =>
    estate(
      id,
      Array.from({ length: 250 }, (_, n) => step(`${id}${n}`)),
    ),
  )

  expect([...openAtFirst(large)]).toEqual(['x', 'y'])
})

test('the time drawn goes from a Monday to a Sunday and takes in today, every step and every target', () => {
  const span = spanOf(two, '2026-11-25')

  expect(span).toEqual({ from: dayNumber('2026-11-23'), until: dayNumber('2026-12-28') })
})

test('a published holiday is shaded, a make-up Saturday is not, and an unknown year has its weekends', () => {
  const span = { from: dayNumber('2026-11-23'), until: dayNumber('2026-11-30') }
  const day = (day: string, isWorkday: boolean) => ({ day, isWorkday, name: null, isCorrected: false })
  const year = { year: 2026, isPublished: true, days: [day('2026-11-25', false), day('2026-11-28', true)] }

  expect(daysOff(span, [year])).toEqual([
    { from: dayNumber('2026-11-25'), until: dayNumber('2026-11-26') },
    { from: dayNumber('2026-11-29'), until: dayNumber('2026-11-30') },
  ])
  expect(daysOff(span, [])).toEqual([{ from: dayNumber('2026-11-28'), until: dayNumber('2026-11-30') }])
})

test('months are cut at the ends of the time drawn', () => {
  const months = monthsOf({ from: dayNumber('2026-11-23'), until: dayNumber('2026-12-07') })

  expect(months.map(({ month, from, until }) => [month, until - from])).toEqual([
    ['2026-11', 8],
    ['2026-12', 6],
  ])
})

test('links are drawn within the estate looked at, never to another', () => {
  const rows = ganttRows(two, new Set(['a', 'b']))

  expect(linksIn(rows, 'a')).toEqual([{ from: 1, to: 2 }])
  expect(linksIn(rows, 'b')).toEqual([])
  expect(linksIn(rows, undefined)).toEqual([])
})

test('on paper an estate that goes on over the sheet is named again', () => {
  const sheets = sheetsOf(ganttRows(two, new Set(['a', 'b'])), 2)

  expect(sheets.map((rows) => rows.map(({ kind, estate: { name } }) => `${kind} ${name}`))).toEqual([
    ['estate a', 'step a'],
    ['estate a', 'step a'],
    ['estate b', 'step b'],
  ])
})
