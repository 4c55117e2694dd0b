import { open, seal } from './sealing.ts'
import type { AskedFact, PhoneEstate, PhoneHome } from './shapes.ts'
import type { Store } from './store.ts'

/** Homes are sealed some hundred at a time: 5,000 of them open in a moment, one by one they would not. */
const homesPerChunk = 500

export async function listEstates({ tables, key }: Store): Promise<PhoneEstate[]> {
  const rows = await tables.estates.toArray()
  const estates = await Promise.all(
    rows.map(({ estateId, sealed }) => open<PhoneEstate>(key, `estate ${estateId}`, sealed)),
  )
  return estates.toSorted((one, other) => one.name.localeCompare(other.name, 'zh'))
}

export async function findEstate({ tables, key }: Store, estateId: string): Promise<PhoneEstate | undefined> {
  const row = await tables.estates.get(estateId)
  return row && open<PhoneEstate>(key, `estate ${estateId}`, row.sealed)
}

/** Keeps what the office says of the estates; one no longer looked after goes, with its homes, once nothing of it waits. */
export async function keepEstates(store: Store, estates: readonly PhoneEstate[]): Promise<void> {
  const { tables, key } = store
  const rows = await Promise.all(
    estates.map(async (estate) => ({
      estateId: estate.estateId,
      sealed: await seal(key, `estate ${estate.estateId}`, estate),
    })),
  )
  await tables.transaction('rw', tables.estates, tables.homes, tables.readings, tables.records, async () => {
    const gone = (await tables.estates.toCollection().primaryKeys()).filter(
      (id) => !estates.some(({ estateId }) => estateId === id),
    )
    for (const id of gone) {
      if ((await tables.records.where({ estateId: id, state: 'waiting' }).count()) > 0) continue
      await tables.homes.where({ estateId: id }).delete()
      await tables.readings.delete(asksKey(id))
      await tables.estates.delete(id)
    }
    await tables.estates.bulkPut(rows)
  })
}

export async function listHomes({ tables, key }: Store, estateId: string): Promise<PhoneHome[]> {
  const chunks = await tables.homes.where({ estateId }).sortBy('key')
  const opened = await Promise.all(
    chunks.map(({ key: place, sealed }) => open<PhoneHome[]>(key, `homes ${place}`, sealed)),
  )
  return opened.flat()
}

/** Keeps all homes of an estate, in the order of its buildings. */
export async function keepHomes(store: Store, estate: PhoneEstate, homes: readonly PhoneHome[]): Promise<void> {
  const { tables, key } = store
  const places = Array.from({ length: Math.ceil(homes.length / homesPerChunk) }, (_, at) => at)
  const chunks = await Promise.all(
    places.map(async (at) => {
      const place = `${estate.estateId} ${String(at).padStart(5, '0')}`
      const some = homes.slice(at * homesPerChunk, (at + 1) * homesPerChunk)
      return { key: place, estateId: estate.estateId, sealed: await seal(key, `homes ${place}`, some) }
    }),
  )
  const sealed = await seal(key, `estate ${estate.estateId}`, estate)
  await tables.transaction('rw', tables.estates, tables.homes, async () => {
    await tables.homes.where({ estateId: estate.estateId }).delete()
    await tables.homes.bulkPut(chunks)
    await tables.estates.put({ estateId: estate.estateId, sealed })
  })
}

const asksKey = (estateId: string) => `asks ${estateId}`

/** What is to be asked on the round of an estate. */
export async function keepAsks({ tables, key }: Store, estateId: string, asks: readonly AskedFact[]): Promise<void> {
  const place = asksKey(estateId)
  await tables.readings.put({ key: place, sealed: await seal(key, place, asks) })
}

export async function listAsks({ tables, key }: Store, estateId: string): Promise<AskedFact[]> {
  const row = await tables.readings.get(asksKey(estateId))
  return row ? open<AskedFact[]>(key, row.key, row.sealed) : []
}

/** Homes with what is newly known of some of them, each where it was, unknown ones at the end of their building. */
export function withNews(homes: readonly PhoneHome[], news: readonly PhoneHome[]): PhoneHome[] {
  const byId = new Map(homes.map((home) => [home.unitId, home]))
  for (const home of news) byId.set(home.unitId, home)
  return [...byId.values()].toSorted(
    (one, other) =>
      compared(one.building, other.building) || compared(one.entrance, other.entrance) || byRoom(one, other),
  )
}

const inOrder = new Intl.Collator('zh', { numeric: true })
const compared = (one: string, other: string) => inOrder.compare(one, other)
const byRoom = (one: PhoneHome, other: PhoneHome) =>
  (one.floor ?? 0) - (other.floor ?? 0) || compared(one.room, other.room)
