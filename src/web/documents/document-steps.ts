import type { DocumentState } from '#domain/documents/moves.ts'

export type DocumentWay = { state: DocumentState; servedOn: string | null; answers: number; asksAnswer: boolean }

/** The stations of a document's way that there are for it: what asks no answer has none. */
export const stationsOf = (asksAnswer: boolean) =>
  asksAnswer
    ? (['draft', 'review', 'issued', 'served', 'answered', 'filed'] as const)
    : (['draft', 'review', 'issued', 'served', 'filed'] as const)

/** At which station a document stands, from 0; a withdrawn or discarded one stopped where it was. */
export function stationOf({ state, servedOn, answers, asksAnswer }: DocumentWay): {
  place: number
  status: 'process' | 'finish' | 'error'
} {
  const all = stationsOf(asksAnswer).length
  const process = (place: number) => ({ place, status: 'process' as const })
  switch (state) {
    case 'draft':
      return process(0)
    case 'in_review':
      return process(1)
    case 'issued':
      return process(2)
    case 'served':
      return process(3)
    case 'answered':
    case 'accepted':
      return process(4)
    case 'filed':
      return { place: all, status: 'finish' }
    case 'withdrawn':
      return { place: servedOn === null ? 2 : answers > 0 ? 4 : 3, status: 'error' }
    case 'discarded':
      return { place: 0, status: 'error' }
  }
}
