import {
  AlignmentType,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import { type Face, faces, run, typeArea } from './faces.ts'

/** A table over the whole type area, its header repeated on each page; `shares` are the widths of its columns, `rowHeight` leaves room to write by hand, `numbers` says which columns stand to the right. */
export function tableOf(
  header: string[],
  shares: number[],
  rows: readonly (readonly (string | number)[])[],
  { rowHeight, numbers }: { rowHeight?: number; numbers?: readonly boolean[] } = {},
): Table {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((typeArea * share) / whole))
  const isText = header.map((_, at) =>
    numbers ? !numbers[at] : rows.every((row) => typeof row[at] === 'string' && !/[%—]$/.test(row[at])),
  )
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
            ...(rowHeight && { height: { value: rowHeight, rule: HeightRule.ATLEAST } }),
            children: row.map((value, at) =>
              cell(String(value), at, faces.cell, isText[at] ? AlignmentType.LEFT : AlignmentType.RIGHT),
            ),
          }),
      ),
    ],
  })
}
