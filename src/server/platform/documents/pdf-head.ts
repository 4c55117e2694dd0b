import type { PrintedSheet } from '#domain/documents/sheet.ts'
import { red } from './faces.ts'
import type { Box } from './pdf-pages.ts'
import { area, baseOf, type Paper, rule, setLine, textWidth } from './pdf-paper.ts'
import { inkAbove, inkBelow, linePitch, markLine, markSize, paper as measures, pt } from './sheet-measures.ts'

const redInk = `#${red}`

/** What stands above the text on the first page, form by form. */
export function headBoxes(paper: Paper, sheet: PrintedSheet): Box[] {
  const title = sheet.title.map((text) => centred(paper, text, 22))
  const blank = (lines: number): Box => ({ height: linePitch * lines, paint: () => undefined })
  if (sheet.form === 'plain') return [...title, flushRight(paper, sheet.number)]
  if (sheet.form === 'letter') {
    return [letterMark(paper, sheet), flushRight(paper, sheet.number), blank(2), ...title]
  }
  return [redMark(paper, sheet), blank(2), ...title]
}

/** Mark, number and red rule of a document with a red head, or of minutes. */
function redMark(paper: Paper, sheet: PrintedSheet): Box {
  const size = markSize(sheet)
  const firstBase = pt(measures.markBelowTypeArea) + size * inkAbove
  const lastBase = firstBase + (sheet.mark.length - 1) * size * markLine
  const numberBase = lastBase + size * markLine * 0.2 + 2 * linePitch + baseOf(linePitch)
  const height = numberBase + 16 * inkBelow + pt(measures.ruleBelowText)
  return {
    height,
    paint: (y) => {
      paintMark(paper, sheet, y + firstBase)
      if (sheet.signedBy === '') {
        setLine(paper, sheet.number, middle - textWidth(paper, sheet.number, 16) / 2, y + numberBase, { size: 16 })
      } else {
        setLine(paper, sheet.number, area.left + 16, y + numberBase, { size: 16 })
        setLine(paper, sheet.signedBy, area.right - 16 - textWidth(paper, sheet.signedBy, 16), y + numberBase, {
          size: 16,
        })
      }
      rule(paper, area.left, y + height, area.width, 1.5, redInk)
    },
  }
}

/** The head of a letter stands in the upper margin, its first text seven eighths of a character below the red lines. */
function letterMark(paper: Paper, sheet: PrintedSheet): Box {
  const size = markSize(sheet)
  const firstBase = pt(measures.letterMarkBelowPage) + size * inkAbove
  const lines = firstBase + (sheet.mark.length - 1) * size * markLine + size * inkBelow + pt(measures.ruleBelowText)
  const foot = pt(measures.height - measures.letterRuleAbovePageEnd)
  return {
    height: lines + 4 - area.top + 14 - (baseOf(linePitch) - 16 * inkAbove),
    paint: () => {
      paintMark(paper, sheet, firstBase)
      letterRules(paper, lines, [2.25, 0.75])
      letterRules(paper, foot - 3.5, [0.75, 2.25])
    },
  }
}

function letterRules(paper: Paper, y: number, [upper, lower]: readonly [number, number]): void {
  const x = pt((measures.width - measures.letterRuleLength) / 2)
  rule(paper, x, y, pt(measures.letterRuleLength), upper, redInk)
  rule(paper, x, y + 3.5, pt(measures.letterRuleLength), lower, redInk)
}

function paintMark(paper: Paper, sheet: PrintedSheet, firstBase: number): void {
  const size = markSize(sheet)
  for (const [at, text] of sheet.mark.entries()) {
    const x = middle - textWidth(paper, text, size) / 2
    setLine(paper, text, x, firstBase + at * size * markLine, { size, color: redInk, weight: 'bold' })
  }
}

const middle = (area.left + area.right) / 2

const centred = (paper: Paper, text: string, size: number): Box => ({
  height: linePitch,
  isKeptWithNext: true,
  paint: (y) =>
    setLine(paper, text, middle - textWidth(paper, text, size) / 2, y + baseOf(linePitch), { size, weight: 'bold' }),
})

const flushRight = (paper: Paper, text: string): Box => ({
  height: linePitch,
  paint: (y) => setLine(paper, text, area.right - textWidth(paper, text, 16), y + baseOf(linePitch), { size: 16 }),
})
