import { Link } from 'wouter'
import { Busy, Card, Facts, Say } from '../../people/platform/parts.tsx'
import { platformWords } from '../../platform/messages.ts'
import { useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { seenHomes } from '../parts/home-words.ts'
import { VisitForm } from '../parts/VisitForm.tsx'
import { findEstate, listHomes } from '../store/homes.ts'
import { listWaitingOf } from '../store/records.ts'
import type { PhoneHome } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'
import { useLocal } from '../told.ts'

/** One home: whose it is, how it stands, and the form of the next visit. */
export function HomePage({ store, estateId, unitId }: { store: Store; estateId: string; unitId: string }) {
  const text = useText(visitWords)
  const estate = useLocal(store, findEstate, estateId)
  const homes = useLocal(store, listHomes, estateId)
  const waiting = useLocal(store, listWaitingOf, unitId)
  if (!homes || !waiting) return <Busy />
  const home = homes.find((candidate) => candidate.unitId === unitId)
  if (!home || !estate) return <Say tone="warn">{text.missing}</Say>
  const [seen = { ...home, waiting: 0 }] = seenHomes([home], waiting)
  return (
    <>
      <p className="crumbs">
        <Link href={`/visit/estates/${estateId}`}>‹ {estate.name}</Link>
      </p>
      <h1>{text.place(home.building, home.entrance, home.room)}</h1>
      <Card>
        <HomeFacts home={seen} />
        {seen.waiting > 0 && <p className="here">{text.waitingHere(seen.waiting)}</p>}
      </Card>
      {home.state !== 'transferred' && (
        <p>
          <Link className="button" href={`/visit/estates/${estateId}/homes/${unitId}/application`}>
            {text.takeIn}
          </Link>
        </p>
      )}
      <VisitForm store={store} estate={estate} home={seen} />
    </>
  )
}

function HomeFacts({ home }: { home: PhoneHome }) {
  const text = useText(visitWords)
  const { obstacle } = useText(platformWords)
  const { owners, state, attempts, lastVisitedOn, fields } = home
  const facts = [
    {
      term: text.owners,
      value:
        owners.map(({ name, phoneShown }) => [name, phoneShown].filter(Boolean).join(' ')).join('、') || text.noOwner,
    },
    { term: text.state, value: text.states[state] },
    { term: text.obstacle, value: home.obstacle && obstacle[home.obstacle] },
    {
      term: text.attempts,
      value: [text.attemptsMade(attempts), lastVisitedOn && text.lastOn(lastVisitedOn)].filter(Boolean).join('，'),
    },
    { term: text.willingness, value: fields.willingness && text.willingnesses[fields.willingness] },
    { term: text.reason, value: fields.reason },
    { term: text.nextStep, value: [fields.nextStep, fields.nextOn].filter(Boolean).join(' ') },
  ]
  return <Facts facts={facts.filter(({ value }) => value)} />
}
