import { describe, expect, test } from 'vitest'
import {
  type Before,
  type Bulletin,
  checkTotals,
  composeBulletin,
  findBehind,
  rankHolders,
  type Standing,
} from './bulletin.ts'
import { dayWords, wordBulletin } from './bulletin-words.ts'
import { figuresFrom, percent } from './figures.ts'
import { lightOf } from './lights.ts'
import { periodOf } from './periods.ts'

const heading = {
  region: '141182',
  regionName: '汾阳市',
  level: 'county',
  period: periodOf('month', '2022-11-30'),
  work: null,
  remarks: { practice: '', demands: '' },
  issueNo: 2,
  knownOn: '2022-12-05',
} as const

const figures = figuresFrom([
  { indicator: 'estates', n: 2 },
  { indicator: 'units', n: 100 },
  { indicator: 'first_registered', n: 100 },
  { indicator: 'transferred', n: 90 },
  { indicator: 'obstacle:unwilling', n: 4 },
])

const line = (key: string, units: number, transferred: number, rank: number) => ({
  key,
  name: `${key}小区`,
  estates: 1,
  units,
  firstRegistered: units,
  transferred,
  open: units - transferred,
  transferRate: transferred / units,
  rank,
  light: lightOf({ units, transferred }),
})

const standing: Standing = {
  asOf: '2022-11-30',
  figures,
  byCategory: [{ key: 'legacy', ...figures }],
  rows: [line('甲', 40, 40, 1), line('乙', 60, 50, 2)],
}
const before: Before = {
  day: '2022-10-31',
  issueNo: 1,
  totals: { units: 100, firstRegistered: 100, transferred: 85 },
  lines: [
    { key: '甲', units: 40, firstRegistered: 40, transferred: 35, rank: 2 },
    { key: '乙', units: 60, firstRegistered: 60, transferred: 50, rank: 1 },
  ],
}

const textOf = (bulletin: Bulletin) =>
  wordBulletin(bulletin)
    .sections.flatMap(({ paragraphs }) => paragraphs)
    .join('\n')

describe('a monthly bulletin', () => {
  const bulletin = composeBulletin(heading, standing, before)

  test('tells the change since the one before, of the whole and of each place', () => {
    expect(bulletin.totals.newTransferred).toBe(5)
    expect(bulletin.lines.map(({ change }) => change?.transferred)).toEqual([5, 0])
    expect(textOf(bulletin)).toContain('与第1期（截至2022年10月31日）相比，首次登记没有变化，转移登记新增5套')
  })

  test('names what is behind: below the rate of the whole, or without any progress', () => {
    expect(textOf(bulletin)).toContain(
      '转移登记率低于总体水平（90.00%）的小区有1个：乙小区（未办10套，转移登记率83.33%）。',
    )
    expect(textOf(bulletin)).toContain('本期转移登记没有进展的小区有1个：乙小区（未办10套）。')
  })

  test('a place above the rate of the whole is behind only while nothing moves there', () => {
    const rows = [line('甲', 40, 39, 1), line('乙', 60, 51, 2)]
    const still = { ...before, lines: [{ key: '甲', units: 40, firstRegistered: 40, transferred: 39, rank: 1 }] }
    const behind = findBehind(composeBulletin(heading, { ...standing, rows }, still))
    expect(behind.belowWhole.map(({ key }) => key)).toEqual(['乙'])
    expect(behind.atStandstill.map(({ key }) => key)).toEqual(['甲'])
  })

  test('names the ten with the most open homes of a long list', () => {
    const rows = Array.from({ length: 12 }, (_, at) => line(`${at}号`, 20, at, 12 - at))
    const text = textOf(composeBulletin(heading, { ...standing, rows }, { ...before, lines: [] }))
    expect(text).toContain('小区有12个，其中未办较多的10个是：0号小区（未办20套，转移登记率0.00%）、1号小区')
    expect(text).not.toContain('10号小区')
  })

  test('says so when nothing is behind', () => {
    const complete = composeBulletin(heading, { ...standing, rows: [line('甲', 40, 40, 1)] }, before)
    expect(textOf(complete)).toContain('没有进度滞后的情况')
  })

  test('a place that was not on the list before has no change', () => {
    expect(composeBulletin(heading, standing, { ...before, lines: [] }).lines[0]?.change).toBeNull()
  })

  test('a correction downwards is called one', () => {
    const corrected = composeBulletin(heading, standing, { ...before, totals: { ...before.totals, transferred: 92 } })
    expect(textOf(corrected)).toContain('转移登记核减2套')
  })
})

test('a rate is 100.00% only when nothing is open', () => {
  expect(percent(218_700 / 219_200)).toBe('99.77%')
  expect(percent(219_199 / 219_200)).toBe('99.99%')
  expect(percent(1)).toBe('100.00%')
  expect(percent(null)).toBe('—')
})

test('days are written without leading zeros', () => {
  expect(dayWords('2022-09-05')).toBe('2022年9月5日')
})

describe('the sums of a bulletin', () => {
  const bulletin = composeBulletin(heading, standing, before)

  test('meet when categories and places both add up to the whole', () => {
    expect(checkTotals(bulletin)).toBeUndefined()
  })

  test('do not meet when a place is missing: the first sum is named with both numbers', () => {
    expect(checkTotals({ ...bulletin, lines: bulletin.lines.slice(1) })).toEqual({
      place: '汾阳市',
      what: '各小区之和与合计的小区数',
      expected: 2,
      found: 1,
    })
  })

  test('do not meet when a category counts one home too many', () => {
    const categories = bulletin.categories.map((of) => ({ ...of, transferred: of.transferred + 1 }))
    expect(checkTotals({ ...bulletin, categories })?.what).toBe('各项目类别之和与合计的转移登记套数')
  })
})

test('those who hold tasks are ranked by the share written off; equal shares share a rank, and none is nobody’s', () => {
  const holder = (who: string, issued: number, writtenOff: number, overdue = 0) => ({
    who,
    issued,
    writtenOff,
    open: issued - writtenOff,
    overdue,
    added: 0,
  })
  const ranked = rankHolders([holder('甲', 4, 2, 1), holder('乙', 0, 0), holder('丙', 2, 1), holder('丁', 9, 9)])
  expect(ranked.map(({ who, rank }) => [who, rank])).toEqual([
    ['丁', 1],
    ['丙', 2],
    ['甲', 2],
  ])
})
