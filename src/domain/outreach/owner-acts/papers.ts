import type { PaperKind } from '../../archives/paper-kinds.ts'

/** Kinds of papers an owner may bring by himself; the others come from the developer or are made at the window. */
export const ownerPaperKinds = [
  'identity',
  'contract',
  'invoice',
  'tax_receipt',
  'fund_receipt',
  'marriage',
  'inheritance_deed',
  'court_document',
  'other',
] as const satisfies readonly PaperKind[]
export type OwnerPaperKind = (typeof ownerPaperKinds)[number]

export const isOwnerPaper = (paper: string): paper is OwnerPaperKind => ownerPaperKinds.some((kind) => kind === paper)

/** Where a paper brought by an owner stands; a returned one is brought anew. */
export const ownerPaperStates = ['waiting', 'accepted', 'returned', 'withdrawn'] as const

/** How many papers of one owner may wait to be looked at. */
export const mostWaitingPapers = 30

/** A photo or scan of one paper from a phone. */
export const mostPaperBytes = 20 * 1024 * 1024

export type LookRefusal = 'already_decided' | 'words_missing'

export const lookRefusalWords: Record<LookRefusal, string> = {
  already_decided: '已经处理过或业主已撤回，请刷新',
  words_missing: '退回时请用业主看得懂的话写明原因',
}

/** May what an owner sent be accepted or returned now? Who returns says why, for the owner reads it. */
export function refuseLook(
  state: string,
  { isAccepted, words }: { isAccepted: boolean; words: string | null },
): LookRefusal | null {
  if (state !== 'waiting') return 'already_decided'
  return !isAccepted && words === null ? 'words_missing' : null
}
