import { expect, test } from 'vitest'
import { createWorkCalendar } from '../tasks/calendar.ts'
import { deemedOn, type Pause, termEnd } from './clock.ts'

/** Weekends, and Thursday 3 November off. */
const calendar = createWorkCalendar([{ day: '2022-11-03', isWorkday: false, name: '停电' }], [2022])
const end = (pauses: readonly Pause[], workingDays = 5) =>
  termEnd(calendar, { acceptedOn: '2022-11-01', workingDays, pauses }) // a Tuesday
const pause = (fromOn: string, untilOn: string | null, kind: Pause['kind'] = 'correction') => ({
  kind,
  fromOn,
  untilOn,
})

test.each([
  ['no pause', [], '2022-11-09'],
  ['one still running', [pause('2022-11-02', null)], '2022-11-09'],
  ['one of two working days', [pause('2022-11-02', '2022-11-07')], '2022-11-11'],
  ['one over a weekend and the day off alone', [pause('2022-11-04', '2022-11-06')], '2022-11-09'],
  ['two one after the other', [pause('2022-11-02', '2022-11-04'), pause('2022-11-07', '2022-11-08')], '2022-11-11'],
  [
    'two at once, counted once',
    [pause('2022-11-02', '2022-11-08'), pause('2022-11-04', '2022-11-07', 'notice')],
    '2022-11-14',
  ],
  ['two that overlap', [pause('2022-11-04', '2022-11-08', 'notice'), pause('2022-11-02', '2022-11-07')], '2022-11-14'],
  ['one begun after the term was over', [pause('2022-11-14', '2022-11-18')], '2022-11-09'],
  [
    'one begun in the days another gave',
    [pause('2022-11-08', '2022-11-10'), pause('2022-11-11', '2022-11-15')],
    '2022-11-15',
  ],
] as const)('a term of five working days with %s ends on %s', (_, pauses, day) => {
  expect(end(pauses)).toBe(day)
})

test('an application is accepted by itself once the county’s days are over', () => {
  expect(deemedOn(calendar, '2022-11-01', 5)).toBe('2022-11-09')
})
