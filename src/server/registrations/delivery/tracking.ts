import { sql } from 'kysely'
import { type Actor, type Db, holdActs, read, systemActor, type Tx, transact } from '../../platform/acts.ts'
import { actOn } from '../places/changes.ts'
import type { Carrier, ParcelState } from './carriers.ts'
import { deliverIn, returnIn } from './deliver.ts'

type Sent = { id: string; applicationId: string; trackingNo: string; words: string | null }
type Told = Sent & { told: ParcelState }

/** Parcels asked about at once. */
const askedAtOnce = 1000

/** Asks the carrier what became of a county's parcels and writes what it says, page by page: received, come back, or where they are. */
export async function pullTracking({ db, carrier }: { db: Db; carrier: Carrier }, countyCode: string): Promise<void> {
  const actor = systemActor([countyCode])
  let after: string | null = null
  do {
    const page: Sent[] = await read(db, actor, (tx) => parcelsUnderWay(tx, countyCode, carrier.name, after))
    const states = await carrier.statesOf(page.map(({ trackingNo }) => trackingNo))
    const told = page.flatMap((sent) => {
      const state = states.get(sent.trackingNo)
      return state ? [{ ...sent, told: state }] : []
    })
    if (told.length > 0) await transact(db, actor, (tx) => writeTracking(tx, actor, countyCode, told))
    after = page.length === askedAtOnce ? (page.at(-1)?.id ?? null) : null
  } while (after !== null)
}

async function parcelsUnderWay(tx: Tx, countyCode: string, carrier: string, after: string | null): Promise<Sent[]> {
  const { rows } = await sql<Sent>`
    select id, application_id as "applicationId", tracking_no as "trackingNo", tracking_words as words from deliveries
     where county_code = ${countyCode} and carrier = ${carrier} and state = 'sent' and (${after}::uuid is null or id > ${after}::uuid)
     order by id limit ${askedAtOnce}`.execute(tx)
  return rows
}

const reason = '物流状态'

async function writeTracking(tx: Tx, actor: Actor, countyCode: string, told: readonly Told[]): Promise<void> {
  await holdActs(tx, [countyCode])
  await writeWords(tx, actor, countyCode, told)
  const received = told.filter(({ told }) => told.state === 'received')
  const dayOf = ({ told }: Told) => (told.state === 'on_the_way' ? '' : told.on)
  for (const [on, ofDay] of Map.groupBy(received, dayOf))
    await deliverIn(tx, actor, countyCode, {
      reason,
      on,
      way: 'post',
      placeId: null,
      proof: 'post_receipt',
      proofWords: '物流签收',
      items: ofDay.map(({ applicationId }) => ({ applicationId, receiver: null })),
    })
  const returns = told.flatMap(({ applicationId, told }) =>
    told.state === 'returned' ? [{ applicationId, on: told.on, words: told.words }] : [],
  )
  await returnIn(tx, actor, countyCode, { reason, returns })
}

/** What the carrier last said of each parcel, where it says something new. */
async function writeWords(tx: Tx, actor: Actor, countyCode: string, told: readonly Told[]): Promise<void> {
  const changed = told.filter(({ words, told }) => words !== told.words)
  if (changed.length === 0) return
  const ids = changed.map(({ id }) => id)
  await actOn(tx, { countyCode, kind: 'parcels_tracked', actor, reason }, { delivery: ids }, async () => {
    await sql`
      update deliveries as d set tracking_words = t.words
        from unnest(${ids}::uuid[], ${changed.map(({ told }) => told.words)}::text[]) as t (id, words)
       where d.county_code = ${countyCode} and d.id = t.id`.execute(tx)
    return { answer: null }
  })
}
