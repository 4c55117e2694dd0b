import type { SheetForm, SheetGrid, SheetTable } from '#domain/documents/sheet.ts'
import { linesOf, paintLine, type Span } from './pdf-lines.ts'
import type { Box } from './pdf-pages.ts'
import { area, type Paper } from './pdf-paper.ts'
import { linePitch } from './sheet-measures.ts'

type Cell = { spans: readonly Span[]; align: 'left' | 'center' | 'right' }
type Grid = { widths: readonly number[]; size: number; line: number; pad: number; least: number }

/** Rows of a table over the type area; its header stands again on each page. */
export function tableBoxes(paper: Paper, { columns, rows }: SheetTable): Box[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const grid: Grid = {
    widths: columns.map(({ width }) => (area.width * width) / whole),
    size: 11,
    line: 15.5,
    pad: 3,
    least: 0,
  }
  const head = rowBoxes(
    paper,
    grid,
    columns.map(({ title }) => ({ spans: [{ text: title, weight: 'bold' }], align: 'center' })),
  ).map((box) => ({ ...box, isKeptWithNext: true }))
  const [repeat] = head
  const body = rows.flatMap((row) =>
    rowBoxes(
      paper,
      grid,
      columns.map(({ isNumber }, at) => ({
        spans: [{ text: row[at] ?? '', weight: 'regular' }],
        align: isNumber ? 'right' : 'left',
      })),
    ),
  )
  return [...head, ...body.map((box) => (repeat ? { ...box, repeat } : box))]
}

/** Boxes with a name on the left; those without a value are left high enough to write in. */
export function formBoxes(paper: Paper, { rows }: SheetForm): Box[] {
  const labelWidth = area.width * 0.24
  const grid = { widths: [labelWidth, area.width - labelWidth], size: 14, line: 22, pad: 5 }
  return rows.flatMap(([label, value]) =>
    rowBoxes(paper, { ...grid, least: value === '' ? 2 * linePitch : linePitch + 6 }, [
      { spans: [{ text: label, weight: 'bold' }], align: 'center' },
      { spans: [{ text: value, weight: 'regular' }], align: 'left' },
    ]),
  )
}

/** Boxes of a printed form, in the small size of such forms; a band stays with the row below it. */
export function gridBoxes(paper: Paper, { columns, rows, isLarge = false }: SheetGrid): Box[] {
  const { size, line } = isLarge ? gridSizes.large : gridSizes.usual
  const whole = columns.reduce((sum, share) => sum + share, 0)
  return rows.flatMap(({ cells, lines = 1 }) => {
    let at = 0
    const widths = cells.map(({ span = 1 }) => {
      const shares = columns.slice(at, at + span).reduce((sum, share) => sum + share, 0)
      at += span
      return (area.width * shares) / whole
    })
    const grid = { widths, size, line, pad: 2.5, least: lines * line + 5 }
    const set = cells.map(({ text, as }): Cell => {
      const align = as === 'number' ? 'right' : as === undefined ? 'left' : 'center'
      return { spans: [{ text, weight: as === 'label' || as === 'band' ? 'bold' : 'regular' }], align }
    })
    const isBand = cells.some(({ as }) => as === 'band')
    return rowBoxes(paper, grid, set).map((box) => (isBand ? { ...box, isKeptWithNext: true } : box))
  })
}

const gridSizes = { usual: { size: 10.5, line: 15 }, large: { size: 12, line: 17.5 } } as const

/** No row is torn unless it is higher than most of a page. */
function rowBoxes(paper: Paper, grid: Grid, cells: readonly Cell[]): Box[] {
  const { size, line: lineHeight, pad, least } = grid
  const laid = cells.map(({ spans }, at) =>
    paragraphsOf(spans).flatMap((paragraph) =>
      linesOf(paper, paragraph, { size, spacing: 0, width: (grid.widths[at] ?? 0) - 2 * inset, indents: [0, 0] }),
    ),
  )
  const tall = Math.max(...laid.map((lines) => lines.length))
  const perBox = Math.floor((area.bottom - area.top - 60) / lineHeight)
  return Array.from({ length: Math.ceil(tall / perBox) }, (_, part): Box => {
    const shown = laid.map((lines) => lines.slice(part * perBox, (part + 1) * perBox))
    const height = Math.max(least, Math.max(...shown.map((lines) => lines.length)) * lineHeight + 2 * pad)
    return { height, paint: (y) => paintRow(paper, grid, { cells, shown, y, height }) }
  })
}

/** What stands on lines of its own within a box. */
const paragraphsOf = (spans: readonly Span[]): Span[][] => {
  const [only] = spans
  return spans.length === 1 && only ? only.text.split('\n').map((text) => [{ ...only, text }]) : [[...spans]]
}

const inset = 4

type Row = { cells: readonly Cell[]; shown: readonly ReturnType<typeof linesOf>[]; y: number; height: number }

function paintRow(paper: Paper, { widths, size, line: lineHeight }: Grid, { cells, shown, y, height }: Row): void {
  let x: number = area.left
  for (const [at, { align }] of cells.entries()) {
    const width = widths[at] ?? 0
    const lines = shown[at] ?? []
    paper.sheets.rect(x, y, width, height).lineWidth(0.5).strokeColor('#000000').stroke()
    const top = y + (height - lines.length * lineHeight) / 2
    for (const [no, line] of lines.entries()) {
      const spare = width - 2 * inset - line.width
      const shift = { left: 0, center: spare / 2, right: spare }[align]
      const place = { x: x + inset + shift, y: top + lineHeight * (no + 0.5) + size * 0.37 }
      paintLine(paper, { ...line, isLast: true }, { ...place, size, spacing: 0, room: width })
    }
    x += width
  }
}
