import { useContext } from 'react'
import { Link } from 'wouter'
import type { OwnHome } from '#contract/owners.ts'
import { paperKinds } from '#domain/archives/paper-kinds.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { HomeActs } from '../acts/HomeActs.tsx'
import { useDay } from '../platform/days.ts'
import { Actions, Card, Facts, Say, Steps } from '../platform/parts.tsx'
import { useMe, useOwnHome } from './api.ts'
import { Delivery } from './Delivery.tsx'
import { Dues } from './Dues.tsx'
import { Leave } from './Leave.tsx'
import { ownerWords } from './messages.ts'
import { Papers } from './Papers.tsx'
import { Waiting } from './Waiting.tsx'
import { WhereNow } from './WhereNow.tsx'
import { Windows } from './Windows.tsx'

/** All an owner is told of his home, in the order in which he asks: where, what next, what is missing, what to pay, where to go. */
export function OwnHomePage({ unitId }: { unitId: string }) {
  const text = useText(ownerWords)
  const day = useDay()
  const me = useMe()
  const found = useOwnHome(unitId)
  if (!found.data) return <Waiting of={found} />
  const home = found.data
  return (
    <>
      <h1>{home.place}</h1>
      <WhereNow home={home} />
      {home.correction && <Correction correction={home.correction} />}
      <Papers home={home} />
      <Dues home={home} />
      <Delivery home={home} />
      <HomeActs unitId={unitId} />
      <Windows windows={home.windows} />
      <Card title={text.steps}>
        <Steps
          steps={home.steps.map(({ step, state, on }) => ({
            title: text.stepNames[step],
            state,
            ...(on && { on: day(on) }),
          }))}
        />
      </Card>
      <Particulars home={home} />
      <Actions>
        <button type="button" className="unprinted" onClick={() => print()}>
          {text.print}
        </button>
        {(me.data?.homes ?? 0) > 1 && (
          <Link href="/people/homes" className="button unprinted">
            {text.backToHomes}
          </Link>
        )}
      </Actions>
      <Leave />
    </>
  )
}

/** What the window asked for is a kind of paper, or its own words. */
const names: Readonly<Record<string, { zh: string; en: string }>> = paperKinds

function Correction({ correction: { since, missing } }: { correction: NonNullable<OwnHome['correction']> }) {
  const text = useText(ownerWords)
  const { language } = useContext(LanguageContext)
  const day = useDay()
  return (
    <Say tone="warn" title={text.correction}>
      <ul>
        {missing.map((paper) => (
          <li key={paper}>{names[paper]?.[language] ?? paper}</li>
        ))}
      </ul>
      <p>{text.correctionSince(day(since))}</p>
    </Say>
  )
}

function Particulars({ home }: { home: OwnHome }) {
  const text = useText(ownerWords)
  const day = useDay()
  const facts = [
    { term: text.owners, value: home.owners.join('、') },
    { term: text.area, value: home.areaM2 === null ? null : text.squareMetres(home.areaM2) },
    { term: text.acceptanceNo, value: home.application?.acceptanceNo ?? null },
    { term: text.certificateNo, value: home.certificateNo },
  ].filter(({ value }) => value !== null && value !== '')
  return (
    <Card title={`${home.countyName} · ${home.place}`}>
      <Facts facts={facts} />
      <p>{text.asOf(day(home.on))}</p>
    </Card>
  )
}
