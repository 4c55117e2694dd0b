import type { PublishedFigure } from '#contract/public-notices.ts'
import type { Publication } from '#contract/publications.ts'
import { percent } from '#domain/reports/figures.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { publicationWords } from './messages.ts'
import './publication.css'

/** A publication as the public reads it, in few lines. */
export function PublicationContent({ publication }: { publication: Publication }) {
  const text = useText(publicationWords)
  const { content, contacts, words, drafter, draftedOn, publisher, publishedOn } = publication
  const estates = content.estates.map(({ name, transferred, units }) =>
    text.estateLine(name, count(transferred), count(units)),
  )
  const rows = [
    ...content.figures.map(
      (figure) => [text.titles[figure.figure], <Value key={figure.figure} figure={figure} />] as const,
    ),
    [text.estates, estates.length > 0 ? estates.join('；') : text.noEstates] as const,
    [
      text.contacts,
      contacts.map(({ name, phone, hours }) => [name, phone, hours].filter(Boolean).join(' ')).join('；'),
    ] as const,
    [text.words, words] as const,
    [text.drafter, text.by(drafter, draftedOn)] as const,
    [text.publisher, publisher && text.by(publisher, publishedOn ?? '')] as const,
  ]
  return (
    <dl className="facts">
      {rows.map(([label, value]) =>
        value ? (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

function Value({ figure }: { figure: PublishedFigure }) {
  const text = useText(publicationWords)
  if (figure.kind === 'count') return <b>{count(figure.value)}</b>
  return <b>{text.share(percent(figure.value), count(figure.part), count(figure.whole))}</b>
}
