import { AlignmentType, BorderStyle, Header, LineRuleType, Paragraph, TabStopType } from 'docx'
import type { PrintedSheet } from '#domain/documents/sheet.ts'
import { character, faces, mm, pitch, red, run, typeArea } from './faces.ts'
import { inkAbove, inkBelow, markLine, markSize, paper, pt } from './sheet-measures.ts'

/** What stands above the text on the first page, form by form. */
export function headOf(sheet: PrintedSheet): Paragraph[] {
  if (sheet.form === 'letter') return [gap(markGap), number(sheet, AlignmentType.RIGHT), blank(2), ...titleOf(sheet)]
  if (sheet.form === 'plain') return [...titleOf(sheet), number(sheet, AlignmentType.RIGHT)]
  const size = markSize(sheet)
  return [
    gap(pt(paper.markBelowTypeArea) - size * (markLine * 0.8 - inkAbove)),
    ...marks(sheet, size),
    blank(2),
    sheet.signedBy === '' ? number(sheet, AlignmentType.CENTER) : numberAndSigner(sheet),
    redRule(pt(paper.ruleBelowText) - belowText, 12),
    blank(2),
    ...titleOf(sheet),
  ]
}

/** From the ink of a line of the body to the end of the line. */
const belowText = pitch.line / 20 - (pitch.line / 20) * 0.8 - 16 * inkBelow

/** The number of a letter stands seven eighths of a character below the red lines (GB/T 9704-2012, 10.1). */
const markGap = 14 - ((pitch.line / 20) * 0.8 - 16 * inkAbove)

/** The head of a letter's first page: the issuer's name, its upper edge 30 mm below the page's, and two red lines. */
export function letterHead(sheet: PrintedSheet): { header: Header; distance: number } {
  const size = markSize(sheet)
  const below = size * (markLine * 0.2 - inkBelow)
  return {
    header: new Header({
      children: [...marks(sheet, size), letterRule(pt(paper.ruleBelowText) - below, 18), letterRule(doubleGap, 6)],
    }),
    distance: mm(paper.letterMarkBelowPage) - Math.round(size * (markLine * 0.8 - inkAbove) * 20),
  }
}

const doubleGap = 3

/** The two red lines at the foot of a letter's first page, thin over thick. */
export const letterFootRules = (above: number): Paragraph[] => [letterRule(above, 6), letterRule(doubleGap, 18)]

const marks = ({ mark }: PrintedSheet, size: number): Paragraph[] =>
  mark.map(
    (text) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: exactly(size * markLine),
        children: [run(text, { ...faces.mark, eastAsia: faces.mark.eastAsia }, { size: size * 2, color: red })],
      }),
  )

const titleOf = ({ title }: PrintedSheet): Paragraph[] =>
  title.map(
    (text) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: pitch,
        keepNext: true,
        children: [run(text, faces.title)],
      }),
  )

const number = ({ number: text }: PrintedSheet, alignment: (typeof AlignmentType)['RIGHT' | 'CENTER']): Paragraph =>
  new Paragraph({ alignment, spacing: pitch, children: [run(text, faces.body)] })

/** The number one character from the left, who signed one from the right. */
const numberAndSigner = ({ number: text, signedBy }: PrintedSheet): Paragraph =>
  new Paragraph({
    indent: { left: character, right: character },
    tabStops: [{ type: TabStopType.RIGHT, position: typeArea - character }],
    spacing: pitch,
    children: [run(text, faces.body), run(`\t${signedBy}`, faces.body)],
  })

/** An empty stretch of so many points. */
export const gap = (points: number, keepNext = false): Paragraph =>
  new Paragraph({ spacing: exactly(points), keepNext, children: [] })

const blank = (lines: number): Paragraph => gap((pitch.line / 20) * lines)

export const exactly = (points: number) => ({
  line: Math.round(points * 20),
  lineRule: LineRuleType.EXACT,
  before: 0,
  after: 0,
})

const redRule = (below: number, eighths: number): Paragraph =>
  new Paragraph({
    spacing: exactly(below),
    border: { bottom: { style: BorderStyle.SINGLE, size: eighths, color: red, space: 0 } },
    children: [],
  })

const letterRule = (below: number, eighths: number): Paragraph =>
  new Paragraph({
    spacing: exactly(below),
    indent: {
      left: -mm(paper.left - (paper.width - paper.letterRuleLength) / 2),
      right: -mm(paper.width - paper.left - paper.typeWidth - (paper.width - paper.letterRuleLength) / 2),
    },
    border: { bottom: { style: BorderStyle.SINGLE, size: eighths, color: red, space: 0 } },
    children: [],
  })
