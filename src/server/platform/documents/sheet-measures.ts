import type { Sheet } from '#domain/documents/sheet.ts'
import { widthOf } from '#domain/documents/title-lines.ts'

/** Points in a millimetre. */
export const pt = (millimetres: number) => (millimetres / 25.4) * 72

/** GB/T 9704-2012, in millimetres on a page of 210 × 297: 5.2.1 margins, 7.2 head, 10.1 letter, 7.5 page number. */
export const paper = {
  width: 210,
  height: 297,
  top: 37,
  left: 28,
  typeWidth: 156,
  typeHeight: 225,
  /** Upper edge of the mark below the top of the type area; on a letter below the top of the page. */
  markBelowTypeArea: 35,
  letterMarkBelowPage: 30,
  ruleBelowText: 4,
  letterRuleLength: 170,
  letterRuleAbovePageEnd: 20,
  pageNumberBelowTypeArea: 7,
} as const

/** In points: 22 lines fill the type area, 28 characters a line. */
export const linePitch = pt(paper.typeHeight) / 22

/** A line of fixed height sets its characters on a base line at four fifths of it, in Word and in LibreOffice. */
export const baseline = 0.8

/** How far above its base line a character of Song reaches, and how far below, in its size. */
export const inkAbove = 0.85
export const inkBelow = 0.08

/** A mark is as large as its longest line allows, and never larger than three quarters of the widest printed. */
export function markSize({ mark, sizedFor }: Pick<Sheet, 'mark' | 'sizedFor'>): number {
  const longest = Math.max(...(sizedFor ?? mark).map(widthOf), 1)
  return Math.min(42, Math.floor((pt(paper.typeWidth) / longest) * 2) / 2)
}

/** A line of the mark is a quarter higher than its characters. */
export const markLine = 1.25

/** Lines left free above the signature: a seal of 42 mm laid on name and day reaches up to the last line of the text. */
export const linesForSeal = 2
