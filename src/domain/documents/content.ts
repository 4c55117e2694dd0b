import type { IsoDate } from '../shared/quantities.ts'

/** One piece of a document's text. Widths of columns are shares; `fields` are labelled lines of a form. */
export type DocumentBlock =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { kind: 'paragraph'; text: string }
  | {
      kind: 'table'
      columns: readonly { title: string; width: number; isNumber?: boolean }[]
      rows: readonly (readonly string[])[]
    }
  | { kind: 'fields'; rows: readonly (readonly [label: string, value: string])[] }

/** The most rows one table of a document may have. */
export const mostTableRows = 3000

/** What a document says, apart from its number, its day and its signature, which it gets when it is issued. */
export type DocumentContent = {
  title: string
  /** Who is addressed, in the words of the document; empty for those without an addressee. */
  addressee: string
  blocks: readonly DocumentBlock[]
  attachments: readonly string[]
  copiesTo: readonly string[]
  contact: string
}

/** What an issued document carries beside its content. `checkUrl`: the public page its QR code opens. */
export type DocumentMarks = {
  issuer: string
  number: string
  issuedOn: IsoDate
  signedBy: string
  checkUrl: string
}
