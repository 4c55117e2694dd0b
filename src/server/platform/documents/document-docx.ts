import { Document, Footer, Header, Packer } from 'docx'
import type { DocumentContent, DocumentMarks } from '#domain/documents/content.ts'
import { type DocumentKind, documentKinds } from '#domain/documents/kinds.ts'
import { type Sheet, sheetOf } from '#domain/documents/sheet.ts'
import { bodyOf } from './docx-body.ts'
import { recordOf, signOffOf } from './docx-end.ts'
import { gap, headOf, letterFootRules, letterHead } from './docx-head.ts'
import { faces, fallBacks } from './faces.ts'
import { officialPage } from './page.ts'

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
  const sheet = sheetOf(kind, content, marks, draftIssuer)
  const document = new Document({
    creator: sheet.signOff?.issuer ?? '',
    title: content.title,
    subject: documentKinds[kind].title,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        ...sectionOf(sheet),
        children: [...headOf(sheet), ...bodyOf(sheet.pieces), ...(await signOffOf(sheet)), ...recordOf(sheet)],
      },
    ],
  })
  return {
    bytes: await Packer.toBuffer(document, false, [{ path: 'word/fontTable.xml', data: fontTable }]),
    fonts: namedFonts,
  }
}

/** A letter has its own first page: the issuer's name and red lines, no page number (GB/T 9704-2012, 10.1). */
function sectionOf(sheet: Sheet) {
  if (sheet.form !== 'letter') return officialPage
  const { header, distance } = letterHead(sheet)
  const { page } = officialPage.properties
  return {
    properties: { titlePage: true, page: { ...page, margin: { ...page.margin, header: distance } } },
    headers: { first: header, default: new Header({ children: [gap(2)] }), even: new Header({ children: [gap(2)] }) },
    footers: { ...officialPage.footers, first: new Footer({ children: letterFootRules(12) }) },
  }
}

const chosen = [faces.title, faces.body, faces.subheading, faces.heading, faces.page].map(({ eastAsia }) => eastAsia)

const namedFonts: readonly string[] = chosen.flatMap((name) => [name, ...fallBacks[name]])

/** Word looks here for what else a missing face is called. */
const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${chosen
  .map(
    (name) =>
      `<w:font w:name="${name}"><w:altName w:val="${fallBacks[name].join(',')}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
  )
  .join('')}</w:fonts>`
