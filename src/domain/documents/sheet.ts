import { dayWords } from '../reports/bulletin-words.ts'
import type { DocumentContent, DocumentMarks } from './content.ts'
import { type DocumentForm, type DocumentKind, documentKinds } from './kinds.ts'
import { titleLines, widthOf } from './title-lines.ts'

/** Running text of a sheet. `level`: 0 body, 1–4 the levels of headings; indents in characters, a first line may hang. */
export type SheetText = {
  kind: 'text'
  level: 0 | 1 | 2 | 3 | 4
  label: string
  text: string
  firstIndent: number
  indent: number
  linesBefore: number
}
export type SheetTable = {
  kind: 'table'
  columns: readonly { title: string; width: number; isNumber?: boolean }[]
  rows: readonly (readonly string[])[]
}
/** Labelled boxes to be filled in, as on a proof of service. */
export type SheetForm = { kind: 'form'; rows: readonly (readonly [label: string, value: string])[] }
/** A box of a printed form over so many of its columns; a band is a heading over a part of the form. */
export type GridCell = { text: string; span?: number; as?: 'label' | 'band' | 'number' }
/**
 * A printed form: rows of boxes over columns of given shares. `lines`: least height in lines, where there is to be written by hand;
 * `isLarge`: in letters for whoever reads without glasses.
 */
export type SheetGrid = {
  kind: 'grid'
  isLarge?: boolean
  columns: readonly number[]
  rows: readonly { cells: readonly GridCell[]; lines?: number }[]
}
export type SheetPiece = SheetText | SheetTable | SheetForm

/** Who signs and when, each so many characters from the right margin (GB/T 9704-2012, 7.3.5). */
export type SignOff = readonly { text: string; indent: number }[]

/** What is printed of a document, from its mark down to its record; where it stands is the page's business. */
export type Sheet = {
  form: DocumentForm
  /** Words as wide as the mark that is going to stand there, where a template has a placeholder instead. */
  sizedFor?: readonly string[]
  mark: readonly string[]
  number: string
  signedBy: string
  title: readonly string[]
  pieces: readonly SheetPiece[]
  date: string
  signOff: SignOff | null
  /** The note in brackets below the day (GB/T 9704-2012, 7.3.6). */
  note: string
  copies: string
  printed: { by: string; on: string } | null
  checkUrl: string
}

/** What the printers set: a document, or a paper made of printed forms. */
export type PrintedSheet = Omit<Sheet, 'pieces'> & {
  pieces: readonly PrintedPiece[]
  /** What stands beneath the code where it does not open the public page. */
  codeWords?: string
}
export type PrintedPiece = SheetPiece | SheetGrid

/** Characters of a title (22 pt) and of a mark that fit the 156 mm of a line. */
const titleWidth = 20
const markWidth = 16

/** Arranges what a document says. Without marks it is a draft: 草稿 and 待签发 stand where its number and its day will. */
export function sheetOf(
  kind: DocumentKind,
  content: DocumentContent,
  marks: DocumentMarks | null,
  draftIssuer = '',
): Sheet {
  const { form, to } = documentKinds[kind]
  const issuer = marks?.issuer ?? draftIssuer
  const date = marks ? dayWords(marks.issuedOn) : '（草稿，待签发）'
  const isSigned = form !== 'minutes' && to !== 'file'
  return {
    form,
    mark: markOf(form, issuer),
    number: marks?.number ?? '（草稿，未编号）',
    signedBy: form === 'minutes' ? `签发：${marks?.signedBy ?? '待签发'}` : '',
    title: titleLines(content.title, titleWidth),
    pieces: spaced([
      ...opening(content),
      ...content.blocks.flatMap((block) => pieceOf(block, form)),
      ...attachmentsOf(content),
    ]),
    date,
    signOff: isSigned ? signOffOf(issuer, date) : null,
    note: content.contact === '' ? '' : `（联系人：${content.contact}）`,
    copies: content.copiesTo.length > 0 ? `抄送：${content.copiesTo.join('，')}。` : '',
    printed:
      form === 'order' || form === 'minutes' ? { by: issuer, on: marks ? `${date}印发` : '（草稿，未印发）' } : null,
    checkUrl: marks?.checkUrl ?? '',
  }
}

function markOf(form: DocumentForm, issuer: string): readonly string[] {
  const words = { order: `${issuer}文件`, letter: issuer, minutes: `${issuer}会议纪要`, plain: '' }[form]
  return titleLines(words, markWidth).filter((line) => line !== '')
}

const plainText = { kind: 'text', level: 0, label: '', firstIndent: 2, indent: 0, linesBefore: 0 } as const

const opening = ({ addressee }: DocumentContent): SheetPiece[] =>
  addressee === '' ? [] : [{ ...plainText, text: `${addressee.replace(/[：:]$/, '')}：`, firstIndent: 0 }]

/** One line below the title. */
const spaced = ([first, ...rest]: readonly SheetPiece[]): SheetPiece[] =>
  first === undefined ? [] : [first.kind === 'text' ? { ...first, linesBefore: 1 } : first, ...rest]

function pieceOf(block: DocumentContent['blocks'][number], form: DocumentForm): SheetPiece[] {
  if (block.kind === 'heading') return [{ ...plainText, level: block.level, text: block.text }]
  if (block.kind === 'paragraph')
    return block.text
      .split('\n')
      .filter((text) => text.trim() !== '')
      .map((text) => ({ ...plainText, text }))
  if (block.kind === 'table') return [block]
  return form === 'plain' ? [{ kind: 'form', rows: block.rows }] : block.rows.map(labelled)
}

/** Further lines stand under the first character after the colon (GB/T 9704-2012, 10.3). */
function labelled([label, value]: readonly [string, string]): SheetText {
  const hang = Math.min(widthOf(label) + 1, 8)
  return { ...plainText, label: `${label}：`, text: value, firstIndent: -hang, indent: 2 + hang }
}

function attachmentsOf({ attachments }: DocumentContent): SheetPiece[] {
  const only = attachments.length === 1
  return attachments.map((name, at): SheetText => {
    const no = only ? '' : `${at + 1}. `
    const hang = only ? 3 : 4
    return at === 0
      ? { ...plainText, text: `附件：${no}${name}`, firstIndent: -hang, indent: 2 + hang, linesBefore: 1 }
      : { ...plainText, text: `${no}${name}`, firstIndent: -1, indent: 6 }
  })
}

/** Characters of the longest line a name is signed in, beside the check code. */
const signedWidth = 18

/** The date ends four characters before the margin, the name stands centred above it; a long name ends two before. */
function signOffOf(name: string, date: string): SignOff {
  const lines = [...titleLines(name, signedWidth), date].filter((text) => text !== '')
  const day = widthOf(date)
  const middle = Math.max(4 + day / 2, 2 + Math.max(...lines.map(widthOf)) / 2)
  return lines.map((text) => ({ text, indent: middle - widthOf(text) / 2 }))
}
