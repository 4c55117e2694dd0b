import { describe, expect, test } from 'vitest'
import { type Before, type Bulletin, composeBulletin, dayWords, type Standing, wordBulletin } from './bulletin.ts'
import { figuresFrom, percent } from './figures.ts'
import { lightOf } from './lights.ts'

const heading = {
  region: '141182',
  regionName: '汾阳市',
  level: 'county',
  month: '2022-11',
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
    expect(textOf(bulletin)).toContain('与第1期通报（截至2022年10月31日）相比，首次登记没有变化，转移登记新增5套')
  })

  test('names what is behind: below the rate of the whole, or without any progress', () => {
    expect(textOf(bulletin)).not.toContain('甲小区（未办')
    expect(textOf(bulletin)).toContain('乙小区（未办10套，转移登记率83.33%）')
    expect(textOf(bulletin)).toContain('没有进展的有1个：乙小区')
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
