import { expect, test } from 'vitest'
import { createWorkCalendar } from '../../tasks/calendar.ts'
import { failedInspection } from './inspection.ts'
import {
  lastDayOf,
  noticeActs,
  noticeMoves,
  noticeStates,
  objectionDecisions,
  refuseNoticeAct,
  refusePostingDay,
  stateAfter,
} from './notice.ts'

/** National Day 2022: off from 1 to 7 October, worked on Saturday 8 and Sunday 9. */
const calendar = createWorkCalendar(
  [
    ...['03', '04', '05', '06', '07'].map((day) => ({ day: `2022-10-${day}`, isWorkday: false, name: '国庆节' })),
    ...['08', '09'].map((day) => ({ day: `2022-10-${day}`, isWorkday: true, name: '国庆节' })),
  ],
  [2022],
)

test.each([
  ['working', 3, '2022-09-29', '2022-10-09'],
  ['working', 15, '2022-10-10', '2022-10-31'],
  ['calendar', 3, '2022-09-29', '2022-10-08'],
  ['calendar', 30, '2022-10-10', '2022-11-09'],
] as const)('a notice of %s days, %i of them, posted on %s runs until %s', (kind, days, postedOn, endsOn) => {
  expect(lastDayOf(calendar, postedOn, days, kind)).toBe(endsOn)
})

const everyPair = noticeStates.flatMap((state) => noticeActs.map((act) => ({ state, act })))

test.each(everyPair)('to $act a notice that is $state follows the table', ({ state, act }) => {
  const isLawful = (noticeMoves[act] as readonly string[]).includes(state)

  expect(refuseNoticeAct(act, { state, endsOn: '2022-10-09' }, '2022-10-10')?.code ?? null).toBe(
    isLawful ? null : 'wrong_state',
  )
})

test.each([
  ['2022-10-08', 'too_early'],
  ['2022-10-09', 'too_early'],
  ['2022-10-10', null],
])('a notice until 9 October ended on %s: %s', (today, code) => {
  expect(refuseNoticeAct('end', { state: 'running', endsOn: '2022-10-09' }, today)?.code ?? null).toBe(code)
})

test('a notice ended early is told the day on which it may end', () => {
  expect(refuseNoticeAct('end', { state: 'running', endsOn: '2022-10-09' }, '2022-10-08')?.words).toContain(
    '最早 2022-10-10',
  )
})

test.each([
  ['2022-10-08', null],
  ['2022-10-09', 'in_future'],
  ['2022-09-30', 'before_submission'],
])('a notice posted on %s: %s', (postedOn, code) => {
  expect(refusePostingDay(postedOn, '2022-10-01', '2022-10-08')?.code ?? null).toBe(code)
})

const decisions = [null, ...objectionDecisions] as const
test.each(decisions.flatMap((one) => decisions.map((other) => [one, other] as const)))(
  'objections decided as %s and %s',
  (one, other) => {
    const isUpheld = one === 'upheld' || other === 'upheld'
    const isOpen = one === null || other === null
    expect(stateAfter([one, other])).toBe(isUpheld ? 'failed' : isOpen ? 'stopped' : 'running')
  },
)

test.each([
  [true, true, null],
  [false, true, '坐落与调查成果不符'],
  [true, false, '房屋尚未竣工'],
  [false, false, '坐落与调查成果不符、房屋尚未竣工'],
])('a site whose place matches: %s, completed: %s fails by %s', (locationMatches, isCompleted, fault) => {
  expect(failedInspection({ locationMatches, isCompleted })).toBe(fault)
})
