import { sql } from 'kysely'
import { type Actor, read, systemActor, type Tx, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { Refused } from '../../platform/refusals.ts'
import { bookList } from './book.ts'
import type { ListPlace } from './candidates.ts'
import { getList } from './views.ts'

const bookJob = 'dues.book_list'

/** Books lists outside of requests, and takes up again what a crash broke off: what is booked is booked. */
export async function startListJobs(house: House): Promise<void> {
  await house.queue.work(bookJob, async ({ countyCode = '', listId = '' }) => {
    const place = { countyCode, listId }
    const booking = await read(house.db, systemActor([countyCode]), (tx) => bookingOf(tx, place))
    if (!booking) return
    await bookList(house.db, { ...booking, counties: [countyCode] }, place, booking.why)
    await transact(house.db, systemActor([countyCode]), (tx) => endBooking(tx, place))
  })
  const everywhere = systemActor(house.sessions.countiesOf('141100'))
  await transact(house.db, everywhere, async (tx) => {
    for (const place of await listsUnderWay(tx)) await house.queue.send(tx, bookJob, place)
  })
}

/** Lets a list be booked as soon as the transaction holds. */
export async function orderBooking(
  { queue }: Pick<House, 'queue'>,
  tx: Tx,
  actor: Actor,
  place: ListPlace,
  reason: string,
): Promise<void> {
  const { open, isBooking } = await getList(tx, place)
  if (isBooking) return
  if (open === 0) throw new Refused({ kind: 'conflict', code: 'nothing_to_book', message: '没有可以入账的行' })
  await sql`
    update payment_lists set booking_by = ${actor.accountId}, booker_name = ${actor.name}, booking_why = ${reason}
     where county_code = ${place.countyCode} and id = ${place.listId}`.execute(tx)
  await queue.send(tx, bookJob, place)
}

/** In whose name a list is being booked, and why; nobody's once it has ended. */
async function bookingOf(tx: Tx, { countyCode, listId }: ListPlace) {
  const { rows } = await sql<{ accountId: string; name: string; why: string }>`
    select booking_by as "accountId", booker_name as name, booking_why as why from payment_lists
     where county_code = ${countyCode} and id = ${listId} and booking_by is not null`.execute(tx)
  return rows[0] ?? null
}

async function endBooking(tx: Tx, { countyCode, listId }: ListPlace): Promise<void> {
  await sql`
    update payment_lists set booking_by = null, booker_name = null, booking_why = null where county_code = ${countyCode} and id = ${listId}`.execute(
    tx,
  )
}

async function listsUnderWay(tx: Tx): Promise<ListPlace[]> {
  const { rows } = await sql<ListPlace>`
    select county_code as "countyCode", id as "listId" from payment_lists where booking_by is not null order by county_code, id`.execute(
    tx,
  )
  return rows
}
