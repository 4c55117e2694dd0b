import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx'
import { categoryNames } from '#domain/estates/categories.ts'
import type { Bulletin } from '#domain/reports/bulletin.ts'
import { placeWords, sinceWords } from '#domain/reports/bulletin-words.ts'
import { percent } from '#domain/reports/figures.ts'
import { type Face, faces, run, typeArea } from './bulletin-faces.ts'

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

function tableOf(header: string[], shares: number[], rows: readonly (readonly (string | number)[])[]): Table {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((typeArea * share) / whole))
  const isText = header.map((_, at) => rows.every((row) => typeof row[at] === 'string' && !/[%—]$/.test(row[at])))
  const cell = (text: string, at: number, face: Face, alignment: 'center' | 'left' | 'right') =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 60, right: 60, top: 30, bottom: 30 },
      children: [new Paragraph({ alignment, children: [run(text, face)] })],
    })
  return new Table({
    width: { size: typeArea, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: header.map((text, at) => cell(text, at, faces.head, AlignmentType.CENTER)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((value, at) =>
              cell(String(value), at, faces.cell, isText[at] ? AlignmentType.LEFT : AlignmentType.RIGHT),
            ),
          }),
      ),
    ],
  })
}
