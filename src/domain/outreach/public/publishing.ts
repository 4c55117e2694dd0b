import type { Figures } from '../../reports/figures.ts'

/** The figures an office may publish; each is taken from the figures of the campaign, none is typed. */
export const publishable = [
  'estates',
  'buildings',
  'units',
  'surveyed',
  'firstRegistered',
  'transferred',
  'open',
  'firstRegistration',
  'transfer',
  'willingTransfer',
] as const
export type Publishable = (typeof publishable)[number]

export const publicationStates = ['drafted', 'discarded', 'published', 'replaced', 'withdrawn'] as const
export type PublicationState = (typeof publicationStates)[number]

/** A figure as it is published: a count, or a share with what it is a share of. */
export type PublishedFigure =
  | { figure: Publishable; kind: 'count'; value: number }
  | { figure: Publishable; kind: 'share'; value: number | null; part: number; whole: number }

/** The chosen figures as they stand, in the order of the list. */
export function publishedFigures(figures: Figures, chosen: readonly Publishable[]): PublishedFigure[] {
  return publishable.filter((figure) => chosen.includes(figure)).map((figure) => published(figures, figure))
}

function published(figures: Figures, figure: Publishable): PublishedFigure {
  switch (figure) {
    case 'firstRegistration':
      return share(figure, figures.firstRegistered, figures.units)
    case 'transfer':
      return share(figure, figures.transferred, figures.units)
    case 'willingTransfer':
      return share(figure, figures.transferred, figures.willing)
    default:
      return { figure, kind: 'count', value: figures[figure] }
  }
}

const share = (figure: Publishable, part: number, whole: number): PublishedFigure => ({
  figure,
  kind: 'share',
  value: whole === 0 ? null : part / whole,
  part,
  whole,
})

export type PublishingRefusal = { code: 'wrong_state' | 'second_person_needed'; words: string }

/** Whether this person may publish a draft: another one than who drafted it. */
export function refusePublishing(
  { state, draftedBy }: { state: PublicationState; draftedBy: string },
  accountId: string,
): PublishingRefusal | null {
  if (state !== 'drafted') return { code: 'wrong_state', words: '这份公开内容不是草稿，不能发布' }
  if (draftedBy === accountId)
    return { code: 'second_person_needed', words: '公开内容由一人拟、另一人核对后发布，不能由拟稿人自己发布' }
  return null
}
