import { AlignmentType, Footer, type ISectionOptions, PageNumber, Paragraph } from 'docx'
import { character, faces, mm, run } from './faces.ts'

function pageNumber(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  const indent = alignment === AlignmentType.LEFT ? { left: character } : { right: character }
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent,
        children: [
          run('— ', faces.page),
          run('', faces.page, { children: [PageNumber.CURRENT] }),
          run(' —', faces.page),
        ],
      }),
    ],
  })
}

/** A page of an official document: A4, 156 × 225 mm type area, its number on the outer side (GB/T 9704-2012, 5.1 and 7.5). */
export const officialPage = {
  properties: {
    page: {
      size: { width: mm(210), height: mm(297) },
      margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(25) },
    },
  },
  footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
} as const satisfies Omit<ISectionOptions, 'children'>
