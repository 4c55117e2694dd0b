import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { GridCell, PrintedPiece, SheetForm, SheetGrid, SheetText } from '#domain/documents/sheet.ts'
import { gap } from './docx-head.ts'
import { character, type Face, faces, pitch, run, typeArea } from './faces.ts'
import { tableOf } from './table.ts'

/** The text of a sheet as paragraphs and tables; the last of them stays on the page of the signature. */
export const bodyOf = (pieces: readonly PrintedPiece[]): (Paragraph | Table)[] =>
  pieces.flatMap((piece, at) => {
    if (piece.kind === 'text') return textOf(piece, at === pieces.length - 1)
    return [gap(tableGap, true), boxedOf(piece), gap(tableGap)]
  })

function boxedOf(piece: Exclude<PrintedPiece, SheetText>): Table {
  if (piece.kind === 'form') return formOf(piece)
  if (piece.kind === 'grid') return gridOf(piece)
  return tableOf(
    piece.columns.map(({ title }) => title),
    piece.columns.map(({ width }) => width),
    piece.rows,
    { numbers: piece.columns.map(({ isNumber }) => isNumber === true) },
  )
}

const tableGap = 8

const levels: Record<SheetText['level'], Face> = {
  0: faces.body,
  1: faces.heading,
  2: faces.subheading,
  3: faces.body,
  4: faces.body,
}

function textOf({ level, label, text, firstIndent, indent, linesBefore }: SheetText, isLast: boolean): Paragraph[] {
  return [
    new Paragraph({
      alignment: firstIndent === 0 ? AlignmentType.LEFT : AlignmentType.BOTH,
      widowControl: false,
      indent:
        firstIndent < 0
          ? { left: indent * character, hanging: -firstIndent * character }
          : { left: indent * character, firstLine: firstIndent * character },
      spacing: { ...pitch, before: linesBefore * pitch.line },
      keepNext: level > 0 || isLast,
      children: [...(label === '' ? [] : [run(label, faces.heading)]), run(text, levels[level])],
    }),
  ]
}

/** Boxes with a name on the left; those without a value are left high enough to write in. */
function formOf({ rows }: SheetForm): Table {
  const labelWidth = Math.floor(typeArea * 0.24)
  const box = (width: number, paragraph: Paragraph) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 100, right: 100, top: 60, bottom: 60 },
      children: [paragraph],
    })
  return new Table({
    width: { size: typeArea, type: WidthType.DXA },
    columnWidths: [labelWidth, typeArea - labelWidth],
    layout: TableLayoutType.FIXED,
    borders: outline,
    rows: rows.map(
      ([label, value]) =>
        new TableRow({
          height: { value: value === '' ? 2 * pitch.line : pitch.line + 120, rule: HeightRule.ATLEAST },
          children: [
            box(
              labelWidth,
              new Paragraph({
                alignment: AlignmentType.CENTER,
                spacing: formPitch,
                children: [run(label, { ...faces.heading, size: 28 })],
              }),
            ),
            box(typeArea - labelWidth, new Paragraph({ spacing: formPitch, children: [run(value, faces.record)] })),
          ],
        }),
    ),
  })
}

const formPitch = { line: 440, lineRule: pitch.lineRule }
const line = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
const outline = { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line }

/** Boxes of a printed form, in the small size of such forms; a band stays with the row below it. */
function gridOf({ columns, rows, isLarge = false }: SheetGrid): Table {
  const letters = isLarge ? gridSizes.large : gridSizes.usual
  const whole = columns.reduce((sum, share) => sum + share, 0)
  const widths = columns.map((share) => Math.floor((typeArea * share) / whole))
  return new Table({
    width: { size: typeArea, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: outline,
    rows: rows.map(({ cells, lines = 1 }) => {
      let at = 0
      return new TableRow({
        cantSplit: lines < 20,
        height: { value: lines * letters.line + 100, rule: HeightRule.ATLEAST },
        children: cells.map((cell) => {
          const { span = 1 } = cell
          const width = widths.slice(at, at + span).reduce((sum, one) => sum + one, 0)
          at += span
          return gridCell(cell, width, letters)
        }),
      })
    }),
  })
}

const gridSizes = { usual: { size: 21, line: 300 }, large: { size: 24, line: 350 } } as const
type Letters = (typeof gridSizes)[keyof typeof gridSizes]
const gridAlignment = {
  label: AlignmentType.CENTER,
  band: AlignmentType.CENTER,
  number: AlignmentType.RIGHT,
  value: AlignmentType.LEFT,
} as const

const gridCell = ({ text, span = 1, as }: GridCell, width: number, { size, line: height }: Letters) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: span,
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 80, right: 80, top: 30, bottom: 30 },
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          alignment: gridAlignment[as ?? 'value'],
          spacing: { line: height, lineRule: pitch.lineRule },
          keepNext: as === 'band',
          children: [run(line, { ...(as === 'label' || as === 'band' ? faces.head : faces.cell), size })],
        }),
    ),
  })
