import { categoryNames } from '../estates/categories.ts'
import type { Bulletin } from './bulletin.ts'
import { percent } from './figures.ts'

/** A table in words: its columns with their shares of the width. */
export type PlainTable = { header: string[]; shares: number[]; rows: (string | number)[][] }

/** A number nobody reported is a gap with a name, not a zero. */
const notReported = '未报'
export const reported = (n: number | null) => n ?? notReported

/** What the lines of a bulletin are: counties of a city, estates of a county. */
export const placeWords = ({ level }: Pick<Bulletin, 'level'>) => (level === 'city' ? '县（市、区）' : '小区')

/** What a column of changes is headed. */
export const sinceWords = ({ since }: Pick<Bulletin, 'since'>) => (since.issueNo === null ? '较上期末' : '较上期')

type Homes = { units: number; firstRegistered: number; transferred: number; open: number }

/** Counts of homes; where no home is on the list, no unit ledger was handed in. */
export const homesOf = ({ units, firstRegistered, transferred, open }: Homes): (string | number)[] =>
  units === 0 ? [notReported, notReported, notReported, notReported] : [units, firstRegistered, transferred, open]

/** How far each category of estates is. */
export function categoryTable({ categories, totals }: Bulletin): PlainTable {
  const rows = categories.map((of) => [
    categoryNames[of.category],
    of.estates,
    ...homesOf(of),
    percent(of.transferRate),
  ])
  return {
    header: ['项目类别', '小区数', '套数', '首次登记', '转移登记', '未办', '转移登记率'],
    shares: [18, 12, 13, 14, 14, 11, 18],
    rows: [...rows, ['合计', totals.estates, ...homesOf(totals), percent(totals.transferRate)]],
  }
}

/** Counties all; of estates those not complete, as the complete ones stand in the annex. The last row is the whole region. */
export function lineTable(bulletin: Bulletin): PlainTable {
  const { level, totals } = bulletin
  const lines = level === 'city' ? bulletin.lines : bulletin.lines.filter(({ open, units }) => open > 0 || units === 0)
  const rows = lines.map((line) => [
    line.rank ?? '—',
    line.name,
    ...homesOf(line),
    percent(line.transferRate),
    line.change === null || line.units === 0 ? '—' : line.change.transferred,
  ])
  const whole = lines.length < bulletin.lines.length ? '合计（含已办结）' : '合计'
  return {
    header: [
      '名次',
      level === 'city' ? placeWords(bulletin) : '小区（未全部办结）',
      '套数',
      '首次登记',
      '转移登记',
      '未办',
      '转移登记率',
      sinceWords(bulletin),
    ],
    shares: [6.5, 22.5, 11.5, 11.5, 11.5, 8, 14.5, 14],
    rows: [...rows, ['', whole, ...homesOf(totals), percent(totals.transferRate), totals.newTransferred]],
  }
}
