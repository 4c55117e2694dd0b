import { Document, Footer, Header } from 'docx'
import type { DocumentContent, DocumentMarks } from '#domain/documents/content.ts'
import { type DocumentKind, documentKinds } from '#domain/documents/kinds.ts'
import { type PrintedSheet, sheetOf } from '#domain/documents/sheet.ts'
import { bodyOf } from './docx-body.ts'
import { recordOf, signOffOf } from './docx-end.ts'
import { namedFonts, wordFile } from './docx-file.ts'
import { gap, headOf, letterFootRules, letterHead } from './docx-head.ts'
import { mm } from './faces.ts'
import { officialPage, pageNumbers } from './page.ts'
import { paper } from './sheet-measures.ts'

/** A document as written, and the faces it asks for, each before what stands in where it is missing. */
export type LaidOut = { bytes: Buffer; fonts: readonly string[] }

/**
 * A document as a Word file in the layout of GB/T 9704-2012. Without marks it is a draft and says so where its number,
 * its day and its seal will come; `draftIssuer` is who is going to issue it.
 */
export async function documentDocx(
  kind: DocumentKind,
  content: DocumentContent,
  marks: DocumentMarks | null,
  draftIssuer = '',
): Promise<LaidOut> {
  const about = { creator: marks?.issuer ?? draftIssuer, title: content.title, subject: documentKinds[kind].title }
  return { bytes: await sheetDocx(sheetOf(kind, content, marks, draftIssuer), about), fonts: namedFonts }
}

/** A sheet as a Word file: a document, or a template whose words are placeholders. */
export async function sheetDocx(
  sheet: PrintedSheet,
  about: { creator: string; title: string; subject: string },
): Promise<Buffer> {
  const document = new Document({
    ...about,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        ...sectionOf(sheet),
        children: [...headOf(sheet), ...bodyOf(sheet.pieces), ...(await signOffOf(sheet)), ...recordOf(sheet)],
      },
    ],
  })
  return wordFile(document)
}

/** A letter has its own first page: the issuer's name and red lines, no page number (GB/T 9704-2012, 10.1). */
function sectionOf(sheet: PrintedSheet) {
  if (sheet.form !== 'letter') return officialPage
  const { header, distance } = letterHead(sheet)
  const { page } = officialPage.properties
  return {
    properties: {
      titlePage: true,
      page: { ...page, margin: { ...page.margin, header: distance, footer: letterFoot } },
    },
    headers: { first: header, default: new Header({ children: [gap(2)] }), even: new Header({ children: [gap(2)] }) },
    footers: { ...pageNumbers(page.margin.footer - letterFoot), first: new Footer({ children: letterFootRules(12) }) },
  }
}

/** The footer of a letter's first page ends with its second pair of lines, 20 mm above the end of the page. */
const letterFoot = mm(paper.letterRuleAbovePageEnd) - 15
