import type { Table } from 'docx'
import { categoryNames } from '#domain/estates/categories.ts'
import type { Bulletin } from '#domain/reports/bulletin.ts'
import { placeWords, sinceWords } from '#domain/reports/bulletin-words.ts'
import { percent } from '#domain/reports/figures.ts'
import { tableOf } from '../platform/documents/table.ts'

/** How far each category of estates is. */
export function categoryTable({ categories, totals }: Bulletin): Table {
  const rows = categories.map((of) => [
    categoryNames[of.category],
    of.estates,
    of.units,
    of.firstRegistered,
    of.transferred,
    of.open,
    percent(of.transferRate),
  ])
  const total = [
    '合计',
    totals.estates,
    totals.units,
    totals.firstRegistered,
    totals.transferred,
    totals.open,
    percent(totals.transferRate),
  ]
  return tableOf(
    ['项目类别', '小区数', '套数', '首次登记', '转移登记', '未办', '转移登记率'],
    [18, 12, 13, 14, 14, 11, 18],
    [...rows, total],
  )
}

/** Counties all; of estates those still open, as the complete ones stand in the annex. The last row is the whole region. */
export function lineTable(bulletin: Bulletin): Table {
  const { level, totals } = bulletin
  const lines = level === 'city' ? bulletin.lines : bulletin.lines.filter(({ open }) => open > 0)
  const rows = lines.map(({ rank, name, units, firstRegistered, transferred, open, transferRate, change }) => [
    rank ?? '—',
    name,
    units,
    firstRegistered,
    transferred,
    open,
    percent(transferRate),
    change === null ? '—' : change.transferred,
  ])
  const header = [
    '名次',
    level === 'city' ? placeWords(bulletin) : '小区（未全部办结）',
    '套数',
    '首次登记',
    '转移登记',
    '未办',
    '转移登记率',
    sinceWords(bulletin),
  ]
  const total = [
    '',
    lines.length < bulletin.lines.length ? '合计（含已办结）' : '合计',
    totals.units,
    totals.firstRegistered,
    totals.transferred,
    totals.open,
    percent(totals.transferRate),
    totals.newTransferred,
  ]
  return tableOf(header, [6.5, 22.5, 11.5, 11.5, 11.5, 8, 14.5, 14], [...rows, total])
}
