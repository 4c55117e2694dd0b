import type { PhotoState } from '#domain/outreach/phone/queue.ts'
import { open, openBytes, seal } from './sealing.ts'
import type { KeptPhoto } from './shapes.ts'
import type { PhotoRow, Store } from './store.ts'

async function openPhoto({ key }: Store, row: PhotoRow): Promise<KeptPhoto> {
  const about = await open<Omit<KeptPhoto, 'seq' | 'state'>>(key, `photo ${row.id}`, row.sealed)
  return { ...about, seq: row.seq ?? 0, state: row.state as PhotoState } // states are written by this file and records.ts alone
}

export async function findPhoto(store: Store, id: string): Promise<KeptPhoto | undefined> {
  const row = await store.tables.photos.where({ id }).first()
  return row && openPhoto(store, row)
}

/** The bytes of a photo that has not been filed yet. */
export async function bytesOfPhoto({ tables, key }: Store, id: string): Promise<ArrayBuffer> {
  const row = await tables.photoBytes.get(id)
  if (!row) throw new Error(`photo ${id} has no bytes on this phone`)
  return openBytes(key, `bytes ${id}`, row.sealed)
}

/** The office has it: its bytes leave the phone. */
export async function photoFiled({ tables }: Store, { seq, id }: KeptPhoto): Promise<void> {
  await tables.transaction('rw', tables.photos, tables.photoBytes, async () => {
    await tables.photos.update(seq, { state: 'filed' })
    await tables.photoBytes.delete(id)
  })
}

/** The office does not take it: it stays here with the reason. */
export async function photoRefused({ tables, key }: Store, photo: KeptPhoto, words: string): Promise<void> {
  const { seq, id, state: _, ...about } = { ...photo, words }
  await tables.photos.update(seq, { state: 'refused', sealed: await seal(key, `photo ${id}`, { ...about, id }) })
}

/** Photos of some records. */
export async function photosOf(store: Store, recordId: string): Promise<KeptPhoto[]> {
  const rows = await store.tables.photos.where({ recordId }).sortBy('seq')
  return Promise.all(rows.map((row) => openPhoto(store, row)))
}
