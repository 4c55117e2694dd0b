import type { PrintedSheet } from '#domain/documents/sheet.ts'
import { checkWords } from './docx-end.ts'
import { linesOf, paintLine } from './pdf-lines.ts'
import type { Box } from './pdf-pages.ts'
import { area, baseOf, type Paper, rule, setLine, textWidth } from './pdf-paper.ts'
import { qrSquares } from './qr.ts'
import { linePitch, linesForSeal, pt } from './sheet-measures.ts'

/** Signature and day with room for the seal above them, the check code beside. */
export function endBoxes(paper: Paper, { signOff, checkUrl, codeWords, note }: PrintedSheet): Box[] {
  const below = note === '' ? [] : noteBoxes(paper, note)
  if (signOff === null && checkUrl === '') return below
  const height = (signOff ? linesForSeal + signOff.length : 3) * linePitch
  return [
    {
      height,
      isKeptWithNext: true,
      paint: (y) => {
        if (checkUrl !== '') paintCode(paper, { text: checkUrl, words: codeWords ?? checkWords }, y + height)
        for (const [at, { text, indent }] of (signOff ?? []).entries()) {
          setRight(paper, text, indent, y + (linesForSeal + at) * linePitch + baseOf(linePitch))
        }
      },
    },
    ...below,
  ]
}

const noteBoxes = (paper: Paper, text: string): Box[] =>
  linesOf(paper, [{ text, weight: 'regular' }], { size: 16, spacing: 0, width: area.width, indents: [32, 0] }).map(
    (line, at, { length }) => ({
      height: linePitch,
      isKeptWithNext: at < length - 1,
      paint: (y) =>
        paintLine(
          paper,
          { ...line, isLast: true },
          { x: area.left + (at === 0 ? 32 : 0), y: y + baseOf(linePitch), size: 16, spacing: 0, room: area.width },
        ),
    }),
  )

const setRight = (paper: Paper, text: string, indent: number, y: number) =>
  setLine(paper, text, area.right - indent * 16 - textWidth(paper, text, 16), y, { size: 16 })

/** 20 mm, one character from the left, its words beneath. */
function paintCode(paper: Paper, { text, words }: { text: string; words: string }, bottom: number): void {
  const squares = qrSquares(text)
  const side = pt(20)
  const one = side / squares.length
  const [x, y] = [area.left + 16, bottom - 14 - side]
  for (const [row, dark] of squares.entries()) {
    for (const [column, isDark] of dark.entries()) {
      if (isDark) paper.sheets.rect(x + column * one, y + row * one, one, one)
    }
  }
  paper.sheets.fill('#000000')
  setLine(paper, words, Math.max(area.left, x + side / 2 - textWidth(paper, words, 10) / 2), bottom - 3, { size: 10 })
}

/** The record 版记 at the foot of the last page (GB/T 9704-2012, 7.4); on a letter without rules and printer (10.1). */
export function recordBox(paper: Paper, { copies, printed }: PrintedSheet): Box | null {
  if (copies === '' && printed === null) return null
  const copied = recordLines(paper, copies, 3 * size)
  const by = recordLines(paper, printed?.by ?? '', 0)
  const isRoomy = (by.at(-1)?.width ?? 0) + textWidth(paper, printed?.on ?? '', size) + size < room
  const height = (copied.length + (printed === null ? 0 : by.length + (isRoomy ? 0 : 1))) * line
  return {
    height,
    paint: (y) => {
      paintRecord(paper, copied, 3 * size, y)
      if (printed === null) return
      paintRecord(paper, by, 0, y + copied.length * line)
      const last = y + height - line + baseOf(line)
      setLine(paper, printed.on, area.right - size - textWidth(paper, printed.on, size), last, { size })
      rule(paper, area.left, y, area.width, 1)
      if (copied.length > 0) rule(paper, area.left, y + copied.length * line, area.width, 0.7)
      rule(paper, area.left, y + height, area.width, 1)
    },
  }
}

const size = 14
const line = 24
const room = area.width - 2 * size

const recordLines = (paper: Paper, text: string, hang: number) =>
  text === ''
    ? []
    : linesOf(paper, [{ text, weight: 'regular' }], { size, spacing: 0, width: room, indents: [0, hang] })

function paintRecord(paper: Paper, lines: ReturnType<typeof linesOf>, hang: number, y: number): void {
  for (const [at, each] of lines.entries()) {
    const shift = at === 0 ? 0 : hang
    paintLine(paper, each, {
      x: area.left + size + shift,
      y: y + at * line + baseOf(line),
      size,
      spacing: 0,
      room: room - shift,
    })
  }
}
