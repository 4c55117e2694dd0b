import type { CampaignPage as Campaign, PublishedFigure } from '#contract/public-notices.ts'
import { useText } from '../../platform/text.ts'
import { useDay } from '../platform/days.ts'
import { Actions, Busy, Card, Facts, Say } from '../platform/parts.tsx'
import { Trouble } from '../platform/use-submit.tsx'
import { useCampaign } from './api.ts'
import { CountBars } from './CountBars.tsx'
import { publicWords } from './messages.ts'

/** How far a county or the city has come, in the figures its office has published; nothing else is shown. */
export function CampaignPage({ region }: { region: string }) {
  const text = useText(publicWords)
  const query = useCampaign(region)
  if (query.isPending) return <Busy />
  if (!query.data) return <Trouble of={query} />
  const { regionName, published } = query.data
  return (
    <>
      <h1>{text.campaignOf(regionName)}</h1>
      {published ? (
        <Published published={published} />
      ) : (
        <Say title={text.nothingPublished}>
          <p>{text.nothingPublishedNext}</p>
        </Say>
      )}
    </>
  )
}

type PublishedProps = { published: NonNullable<Campaign['published']> }

function Published({ published }: PublishedProps) {
  const text = useText(publicWords)
  const day = useDay()
  const { asOf, publishedOn, words, figures } = published
  const counts = figures.filter((figure) => figure.kind === 'count')
  return (
    <>
      <p>{text.countedOn(day(asOf), day(publishedOn))}</p>
      {words && <Say>{words}</Say>}
      <Card title={text.howFar}>
        {counts.some(({ figure }) => figure === 'units') && <CountBars counts={counts} />}
        <FiguresTable figures={figures} />
      </Card>
      <Estates published={published} />
      <Contacts published={published} />
      <div className="unprinted">
        <Actions>
          <button type="button" onClick={() => window.print()}>
            {text.print}
          </button>
        </Actions>
      </div>
    </>
  )
}

function FiguresTable({ figures }: { figures: readonly PublishedFigure[] }) {
  const text = useText(publicWords)
  return (
    <Facts
      facts={figures.map((figure) => ({
        term: text.figures[figure.figure],
        value:
          figure.kind === 'count' ? (
            <strong>{figure.value.toLocaleString()}</strong>
          ) : (
            <>
              <strong>{share(figure.value)}</strong>{' '}
              <small>
                {text.shareOf[figure.figure]?.(figure.part.toLocaleString(), figure.whole.toLocaleString())}
              </small>
            </>
          ),
      }))}
    />
  )
}

/** 100% only when nothing is left; a dash where there is nothing to divide by. */
function share(value: number | null): string {
  if (value === null) return '—'
  const hundredths = Math.round(value * 10_000)
  return `${(Math.min(hundredths, value < 1 ? 9999 : hundredths) / 100).toFixed(2)}%`
}

function Estates({ published: { estates } }: PublishedProps) {
  const text = useText(publicWords)
  if (estates.length === 0) return null
  return (
    <Card title={text.estates}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{text.estate}</th>
            <th scope="col">{text.short.units}</th>
            <th scope="col">{text.short.firstRegistered}</th>
            <th scope="col">{text.short.transferred}</th>
          </tr>
        </thead>
        <tbody>
          {estates.map(({ name, units, firstRegistered, transferred }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{units.toLocaleString()}</td>
              <td>{firstRegistered.toLocaleString()}</td>
              <td>{transferred.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

function Contacts({ published: { contacts } }: PublishedProps) {
  const text = useText(publicWords)
  return (
    <Card title={text.whomToAsk}>
      <ul className="lines">
        {contacts.map(({ name, phone, hours }) => (
          <li key={`${name} ${phone}`}>
            <strong>{name}</strong>
            <a className="row" href={`tel:${phone.replaceAll(/[^\d]/g, '')}`}>
              {phone}
            </a>
            {hours && <span>{hours}</span>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
