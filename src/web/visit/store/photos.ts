import type { PhotoState } from '#domain/outreach/phone/queue.ts'
import { open, openBytes, seal, sealBytes } from './sealing.ts'
import type { KeptPhoto } from './shapes.ts'
import type { PhotoRow, Store } from './store.ts'

type About = Omit<KeptPhoto, 'seq' | 'state' | 'id' | 'recordId'>
export type NewPhoto = Omit<KeptPhoto, 'seq' | 'state' | 'words' | 'bytes'>

/**
 * Keeps a photo as soon as it is taken, before its record is complete. Throws QuotaExceededError where the phone is full:
 * what was kept before stays.
 */
export async function keepPhoto({ tables, key }: Store, photo: NewPhoto, blob: Blob): Promise<void> {
  const { id, recordId, ...told } = photo
  const about: About = { ...told, bytes: blob.size, words: null }
  const sealed = await seal(key, `photo ${id}`, about)
  const bytes = await sealBytes(key, `bytes ${id}`, await blob.arrayBuffer())
  await tables.transaction('rw', tables.photos, tables.photoBytes, async () => {
    await tables.photos.add({ id, recordId, state: 'draft', sealed })
    await tables.photoBytes.add({ id, sealed: bytes })
  })
}

export async function removePhoto({ tables }: Store, { seq, id }: KeptPhoto): Promise<void> {
  await tables.transaction('rw', tables.photos, tables.photoBytes, async () => {
    await tables.photos.delete(seq)
    await tables.photoBytes.delete(id)
  })
}

async function openPhoto({ key }: Store, row: PhotoRow): Promise<KeptPhoto> {
  const about = await open<About>(key, `photo ${row.id}`, row.sealed)
  return { ...about, id: row.id, recordId: row.recordId, seq: row.seq ?? 0, state: row.state as PhotoState } // states are written by this file and records.ts alone
}

export async function findPhoto(store: Store, id: string): Promise<KeptPhoto | undefined> {
  const row = await store.tables.photos.where({ id }).first()
  return row && openPhoto(store, row)
}

/** Photos of a record, in the order they were taken. */
export async function photosOf(store: Store, recordId: string): Promise<KeptPhoto[]> {
  const rows = await store.tables.photos.where({ recordId }).sortBy('seq')
  return Promise.all(rows.map((row) => openPhoto(store, row)))
}

/** The bytes of a photo that has not been filed yet. */
export async function bytesOfPhoto({ tables, key }: Store, id: string): Promise<ArrayBuffer> {
  const row = await tables.photoBytes.get(id)
  if (!row) throw new Error(`photo ${id} has no bytes on this phone`)
  return openBytes(key, `bytes ${id}`, row.sealed)
}

/**
 * The office has it: its bytes leave the phone. They go first and alone, since a full phone takes no write until there is
 * room; broken off in between, the office says again that it has the photo.
 */
export async function photoFiled({ tables }: Store, { seq, id }: KeptPhoto): Promise<void> {
  await tables.photoBytes.delete(id)
  await tables.photos.update(seq, { state: 'filed' })
}

/** The office does not take it: it stays here with the reason. */
export async function photoRefused({ tables, key }: Store, photo: KeptPhoto, words: string): Promise<void> {
  const { seq, id, recordId: _record, state: _state, ...told } = photo
  await tables.photos.update(seq, { state: 'refused', sealed: await seal(key, `photo ${id}`, { ...told, words }) })
}
