import { describe, expect, test } from 'vitest'
import { handInMoves, handInStates, mayMove } from './hand-in.ts'
import { handInSections } from './hand-in-words.ts'
import { periodKinds, periodOf } from './periods.ts'
import { defaultRhythms, freezeMoment, hoursBefore, lastPeriods, periodsToRemind } from './rhythm.ts'

const weekly = { askedFrom: '2022-09-01', asksFigures: true, freezeDays: 1, freezeTime: '09:30', remindHours: 26 }

test('a period is to be frozen some days after its end, at a time of that day', () => {
  expect(freezeMoment(periodOf('week', '2022-09-28'), weekly)).toBe('2022-10-03T09:30')
  expect(freezeMoment(periodOf('month', '2022-12-05'), { ...weekly, freezeDays: 3 })).toBe('2023-01-03T09:30')
})

test.each([
  ['2022-10-03T09:30', 26, '2022-10-02T07:30'],
  ['2023-01-01T00:05', 1, '2022-12-31T23:05'],
  ['2023-01-01T18:00', 18, '2023-01-01T00:00'],
])('of %s, %i hours earlier is %s', (moment, hours, earlier) => {
  expect(hoursBefore(moment, hours)).toBe(earlier)
})

test.each([
  ['2022-10-02T07:29', []],
  ['2022-10-02T07:30', ['2022-W39']],
  ['2022-10-03T09:29', ['2022-W39']],
  ['2022-10-03T09:30', []],
])('at %s these weeks are reminded of: %j', (now, keys) => {
  expect(periodsToRemind('week', weekly, now).map(({ key }) => key)).toEqual(keys)
  expect(periodsToRemind('week', { ...weekly, askedFrom: '2022-10-03' }, now)).toEqual([])
})

test('a period whose freeze comes days later is still reminded of, and one that is not over yet', () => {
  const late = { ...weekly, freezeDays: 10 }
  expect(periodsToRemind('day', late, '2022-10-10T08:00').map(({ key }) => key)).toEqual(['2022-10-01', '2022-09-30'])
  const soon = { ...weekly, freezeDays: 0, freezeTime: '18:00', remindHours: 48 }
  expect(periodsToRemind('month', soon, '2022-09-30T08:00').map(({ key }) => key)).toEqual(['2022-09'])
})

test('nobody is asked before a county asks', () => {
  expect(periodKinds.filter((kind) => defaultRhythms[kind].askedFrom !== null)).toEqual([])
})

test('the latest periods run backwards without a gap', () => {
  expect(lastPeriods('ten_days', '2022-03-05', 4).map(({ key }) => key)).toEqual([
    '2022-03-T1',
    '2022-02-T3',
    '2022-02-T2',
    '2022-02-T1',
  ])
  expect(lastPeriods('week', '2021-01-04', 2).map(({ key }) => key)).toEqual(['2021-W01', '2020-W53'])
})

describe('what a hand-in may become', () => {
  const allowed = [null, ...handInStates].flatMap((state) =>
    (Object.keys(handInMoves) as (keyof typeof handInMoves)[])
      .filter((move) => mayMove(move, state))
      .map((move) => `${state}:${move}`),
  )
  test('is written and handed in, returned or accepted, and what is accepted stays', () => {
    expect(allowed).toEqual([
      'null:save',
      'null:submit',
      'draft:save',
      'draft:submit',
      'submitted:return',
      'submitted:accept',
      'returned:save',
      'returned:submit',
    ])
  })
})

describe('what a report says of hand-ins', () => {
  const line = (who: string, state: 'accepted' | 'submitted' | 'returned' | null, isLate = false) => ({
    who,
    state,
    isLate,
    progress: '完成测绘\n核对竣工资料。',
    difficulties: '',
    nextPlan: '入户',
    figures: [
      { name: 'written_off' as const, handed: 3, counted: 2 },
      { name: 'open' as const, handed: null, counted: 7 },
    ],
  })
  const [state, figures] = handInSections({
    level: 'county',
    handIns: [
      line('住建局', 'accepted'),
      line('税务局', 'submitted', true),
      line('财政局', 'returned'),
      line('公安局', null),
    ],
  })

  test('names who has not handed in, and who was late', () => {
    expect(state?.paragraphs).toEqual([
      '应报送的责任单位4个，已采纳1个；已报送待采纳1个：税务局；迟报1个：税务局；未报2个：财政局、公安局。',
      '住建局。进展情况：完成测绘。核对竣工资料。下步打算：入户。',
    ])
  })

  test('holds the numbers against those counted; one not handed in is a gap', () => {
    expect(figures?.table?.rows).toEqual([
      ['住建局', '本期销号任务（项）', 3, 2, 1],
      ['住建局', '在办任务（项）', '未报', 7, '—'],
    ])
    expect(figures?.paragraphs[0]).toContain('不一致的责任单位1个：住建局')
  })

  test('says nothing where nobody is asked', () => {
    expect(handInSections({ level: 'city', handIns: null })).toEqual([])
  })
})
