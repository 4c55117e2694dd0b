import { sql } from 'kysely'
import { isQuiet } from '#domain/outreach/messages/quiet-hours.ts'
import { minutesUntilRetry } from '#domain/outreach/messages/retries.ts'
import { type Db, read, systemActor, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { type Outcome, providerOf } from './provider.ts'
import { messageSettings } from './settings.ts'

export const deliveryJob = 'outreach.messages'

/** How many messages are handed to the provider before what became of them is written down. */
const atOnce = 50

type Claimed = { id: string; cipher: Buffer; text: string; attempts: number }
type DeliveryHouse = Pick<House, 'db' | 'config' | 'secrets'>

/**
 * Sends what a county has waiting, unless its hours are quiet, and asks what became of what was taken over. A message is marked as under
 * way before it leaves; broken off there, it is handed over again under the same reference, which the provider sends once.
 */
export async function deliverMessages(house: DeliveryHouse, countyCode: string, now: string): Promise<void> {
  const { db } = house
  await followTaken(house, countyCode)
  const { quietFrom, quietUntil } = await read(db, systemActor([countyCode]), (tx) => messageSettings(tx, countyCode))
  if (isQuiet(now.slice(11, 16), { from: quietFrom.value, until: quietUntil.value })) return
  await takeBackBroken(db, countyCode)
  for (let claimed = await claim(db, countyCode); claimed.length > 0; claimed = await claim(db, countyCode))
    await sendClaimed(house, countyCode, claimed)
}

async function claim(db: Db, countyCode: string): Promise<Claimed[]> {
  const { rows } = await transact(db, systemActor([countyCode]), (tx) =>
    sql<Claimed>`
      update messages as m set state = 'sending', attempts = m.attempts + 1, changed_at = now()
        from (select id from messages where county_code = ${countyCode} and state = 'waiting' and not_before <= now()
               order by not_before, id limit ${atOnce} for update skip locked) as next
       where m.county_code = ${countyCode} and m.id = next.id
      returning m.id, m.to_cipher as cipher, m.text, m.attempts`.execute(tx),
  )
  return rows
}

async function sendClaimed({ db, config, secrets }: DeliveryHouse, countyCode: string, claimed: readonly Claimed[]) {
  const provider = providerOf(config)
  const sent = await Promise.all(
    claimed.map(async ({ id, cipher, text, attempts }) => {
      const outcome = await provider.send({ to: secrets.open(cipher), text, reference: id })
      return { id, ...settled(outcome, attempts) }
    }),
  )
  await settle(db, countyCode, provider.name, sent)
}

type Settled = { id: string; state: string; problem: string | null; minutes: number }

/** What a message becomes by what the provider said, and when it is tried again. */
function settled({ state, problem }: Outcome, attempts: number): Omit<Settled, 'id'> {
  if (state !== 'try_again') return { state, problem, minutes: 0 }
  const minutes = minutesUntilRetry(attempts)
  return minutes === null ? { state: 'failed', problem, minutes: 0 } : { state: 'waiting', problem, minutes }
}

async function settle(db: Db, countyCode: string, provider: string, sent: readonly Settled[]): Promise<void> {
  await transact(db, systemActor([countyCode]), (tx) =>
    sql`
      update messages as m
         set state = s.state, problem = s.problem, provider = ${provider}, changed_at = now(),
             sent_at = case when s.state in ('taken', 'delivered') then coalesce(m.sent_at, now()) else m.sent_at end,
             not_before = now() + make_interval(mins => s.minutes)
        from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as s (id uuid, state text, problem text, minutes integer)
       where m.county_code = ${countyCode} and m.id = s.id and m.state in ('sending', 'taken')`.execute(tx),
  )
}

/** What was under way when the process broke off: whether it left nobody knows, the reference does. */
async function takeBackBroken(db: Db, countyCode: string): Promise<void> {
  await transact(db, systemActor([countyCode]), (tx) =>
    sql`update messages set state = 'waiting', changed_at = now()
         where county_code = ${countyCode} and state = 'sending' and changed_at < now() - interval '2 minutes'`.execute(
      tx,
    ),
  )
}

/** Asks after messages the provider has taken over, at most for three days: then they stay as taken. */
async function followTaken({ db, config }: DeliveryHouse, countyCode: string): Promise<void> {
  const { rows } = await read(db, systemActor([countyCode]), (tx) =>
    sql<{ id: string }>`
      select id from messages
       where county_code = ${countyCode} and state = 'taken' and changed_at < now() - interval '1 minute' and sent_at > now() - interval '3 days'
       order by changed_at limit 200`.execute(tx),
  )
  const provider = providerOf(config)
  const answers = await Promise.all(rows.map(async ({ id }) => ({ id, ...(await provider.ask(id)) })))
  const known = answers
    // a provider that does not answer has still taken it over
    .map(({ state, ...answer }) => ({ ...answer, state: state === 'try_again' ? 'taken' : state, minutes: 0 }))
  if (known.length > 0) await settle(db, countyCode, provider.name, known)
}
