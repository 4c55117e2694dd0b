import type { DocumentBlock, DocumentContent } from './content.ts'
import { type DocumentKind, documentKinds } from './kinds.ts'

/** The parts of a draft that may not be empty when it is handed in or signed off. */
export type MandatoryPart = 'title' | 'addressee' | 'recipient' | 'blocks' | 'answerDays'

export type DraftedDocument = {
  kind: DocumentKind
  content: DocumentContent
  recipientId: string | null
  answerDays: number | null
}

/** Which mandatory parts of a draft are empty. Letters name their recipient as a unit, so that they can be served. */
export function missingParts({ kind, content, recipientId, answerDays }: DraftedDocument): MandatoryPart[] {
  const { to, form, asksAnswer } = documentKinds[kind]
  const isAddressed = to === 'unit' || to === 'developer' || to === 'owner'
  const isSent = form === 'letter' && (to === 'unit' || to === 'developer')
  const parts: readonly (readonly [MandatoryPart, boolean])[] = [
    ['title', content.title.trim() === ''],
    ['addressee', isAddressed && content.addressee.trim() === ''],
    ['recipient', isSent && recipientId === null],
    ['blocks', !content.blocks.some(saysSomething)],
    ['answerDays', asksAnswer && answerDays === null],
  ]
  return parts.filter(([, isMissing]) => isMissing).map(([part]) => part)
}

function saysSomething(block: DocumentBlock): boolean {
  switch (block.kind) {
    case 'heading':
      return false
    case 'paragraph':
      return block.text.trim() !== ''
    case 'table':
      return block.rows.some((row) => row.some((cell) => cell.trim() !== ''))
    case 'fields':
      return block.rows.some(([, value]) => value.trim() !== '')
  }
}
