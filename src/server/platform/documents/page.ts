import { AlignmentType, Footer, type ISectionOptions, LineRuleType, PageNumber, Paragraph } from 'docx'
import { character, faces, mm, run } from './faces.ts'

function pageNumber(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT'], below = 0): Footer {
  const indent = alignment === AlignmentType.LEFT ? { left: character } : { right: character }
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent,
        spacing: { line: 400, lineRule: LineRuleType.EXACT },
        children: [
          run('— ', faces.page),
          run('', faces.page, { children: [PageNumber.CURRENT] }),
          run(' —', faces.page),
        ],
      }),
      ...(below > 0 ? [new Paragraph({ spacing: { line: below, lineRule: LineRuleType.EXACT }, children: [] })] : []),
    ],
  })
}

/** `below`: how much lower than usual the footers of a section end, in twentieths of a point. */
export const pageNumbers = (below = 0) => ({
  default: pageNumber(AlignmentType.RIGHT, below),
  even: pageNumber(AlignmentType.LEFT, below),
})

/** A page of an official document: A4, 156 × 225 mm type area, its number on the outer side (GB/T 9704-2012, 5.1 and 7.5). */
export const officialPage = {
  properties: {
    page: {
      size: { width: mm(210), height: mm(297) },
      margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(25) },
    },
  },
  footers: pageNumbers(),
} as const satisfies Omit<ISectionOptions, 'children'>
