import type { DocumentContent, DocumentMarks } from '#domain/documents/content.ts'
import type { DocumentKind } from '#domain/documents/kinds.ts'
import { type PrintedSheet, sheetOf } from '#domain/documents/sheet.ts'
import type { LaidOut } from './document-docx.ts'
import { bodyBoxes } from './pdf-body.ts'
import { endBoxes, recordBox } from './pdf-end.ts'
import { headBoxes } from './pdf-head.ts'
import { paginate } from './pdf-pages.ts'
import { openPaper, type PaperSize, writtenBytes } from './pdf-paper.ts'

/** A document as PDF, laid out as its Word file is, with a free face of Song inside: it needs no office suite. */
export const documentPdf = (
  kind: DocumentKind,
  content: DocumentContent,
  marks: DocumentMarks | null,
  draftIssuer = '',
): Promise<LaidOut> => documentsPdf([{ kind, content, marks, draftIssuer }])

/** Many documents in one file to print, each with page numbers of its own. */
export async function documentsPdf(
  documents: readonly {
    kind: DocumentKind
    content: DocumentContent
    marks: DocumentMarks | null
    draftIssuer?: string
  }[],
): Promise<LaidOut> {
  const title = documents.length === 1 ? (documents[0]?.content.title ?? '') : ''
  const sheets = documents.map(({ kind, content, marks, draftIssuer }) => sheetOf(kind, content, marks, draftIssuer))
  return { bytes: await sheetsPdf(title, sheets), fonts: ['Noto Serif SC'] }
}

/** Sheets one after the other in one file to print; `onLaid` is told after each how many are laid out. */
export async function sheetsPdf(
  title: string,
  sheets: Iterable<PrintedSheet>,
  onLaid?: (laid: number) => Promise<void>,
  size: PaperSize = 'a4',
): Promise<Buffer> {
  const paper = openPaper(title, size)
  let laid = 0
  for (const sheet of sheets) {
    paginate(paper, {
      boxes: [...headBoxes(paper, sheet), ...bodyBoxes(paper, sheet.pieces), ...endBoxes(paper, sheet)],
      atFoot: recordBox(paper, sheet),
      hasFirstNumber: sheet.form !== 'letter',
    })
    laid += 1
    await onLaid?.(laid)
  }
  return writtenBytes(paper)
}
