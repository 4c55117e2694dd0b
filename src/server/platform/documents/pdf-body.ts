import type { PrintedPiece, SheetText } from '#domain/documents/sheet.ts'
import { linesOf, paintLine, type Span } from './pdf-lines.ts'
import type { Box } from './pdf-pages.ts'
import { area, baseOf, type Paper } from './pdf-paper.ts'
import { formBoxes, gridBoxes, tableBoxes } from './pdf-table.ts'
import { linePitch } from './sheet-measures.ts'

const size = 16
/** 28 characters fill the 156 mm of a line. */
const advance = area.width / 28
const spacing = advance - size

/** The text of a sheet line by line; the last two lines stay on the page of the signature. */
export function bodyBoxes(paper: Paper, pieces: readonly PrintedPiece[]): Box[] {
  const boxes = pieces.flatMap((piece) => {
    if (piece.kind === 'text') return textBoxes(paper, piece)
    return [{ ...gap, isKeptWithNext: true }, ...boxedPiece(paper, piece), gap]
  })
  return boxes.map((box, at) => (at >= boxes.length - 2 ? { ...box, isKeptWithNext: true } : box))
}

function boxedPiece(paper: Paper, piece: Exclude<PrintedPiece, SheetText>): Box[] {
  if (piece.kind === 'grid') return gridBoxes(paper, piece)
  return piece.kind === 'form' ? formBoxes(paper, piece) : tableBoxes(paper, piece)
}

const gap: Box = { height: 8, isBlank: true, paint: () => undefined }

function textBoxes(paper: Paper, { level, label, text, firstIndent, indent, linesBefore }: SheetText): Box[] {
  const spans: Span[] = [
    { text: label, weight: 'bold' },
    { text, weight: level === 1 ? 'bold' : 'regular' },
  ]
  const left = indent * advance
  const indents = [left + firstIndent * advance, left] as const
  const lines = linesOf(paper, spans, { size, spacing, width: area.width, indents })
  return [
    ...(linesBefore > 0 ? [{ height: linesBefore * linePitch, isBlank: true, paint: () => undefined }] : []),
    ...lines.map((line, at): Box => {
      const inset = indents[at === 0 ? 0 : 1]
      return {
        height: linePitch,
        isKeptWithNext: level > 0,
        paint: (y) =>
          paintLine(paper, firstIndent === 0 ? { ...line, isLast: true } : line, {
            x: area.left + inset,
            y: y + baseOf(linePitch),
            size,
            spacing,
            room: area.width - inset,
          }),
      }
    }),
  ]
}
