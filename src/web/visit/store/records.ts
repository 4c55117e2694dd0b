import type { RecordState } from '#domain/outreach/phone/queue.ts'
import { open, seal } from './sealing.ts'
import type { KeptRecord } from './shapes.ts'
import type { RecordRow, Store } from './store.ts'

type Content = Pick<KeptRecord, 'title' | 'sent' | 'answer'>
export type NewRecord = Omit<KeptRecord, 'seq' | 'state' | 'answer'>

/**
 * Keeps a record, and lets its photos wait with it: all of it or none. Throws QuotaExceededError where the phone is full:
 * what was kept before stays, and the form still holds what was filled in.
 */
export async function keepRecord({ tables, key }: Store, record: NewRecord): Promise<void> {
  const { id, estateId, unitId, madeAt, title, sent } = record
  const sealed = await seal(key, `record ${id}`, { title, sent, answer: null } satisfies Content)
  await tables.transaction('rw', tables.records, tables.photos, tables.drafts, async () => {
    await tables.records.add({ id, state: 'waiting', estateId, unitId: unitId ?? '', madeAt, sealed })
    await tables.photos.where({ recordId: id }).modify({ state: 'waiting' })
    await tables.drafts.delete(draftKey(sent.kind, unitId ?? estateId))
  })
}

export const draftKey = (kind: string, about: string) => `${kind} ${about}`

export async function keepDraft({ tables, key }: Store, draft: string, content: unknown): Promise<void> {
  await tables.drafts.put({ key: draft, sealed: await seal(key, `draft ${draft}`, content) })
}

export async function findDraft<T>({ tables, key }: Store, draft: string): Promise<T | undefined> {
  const row = await tables.drafts.get(draft)
  return row && open<T>(key, `draft ${draft}`, row.sealed)
}

/** Throws away what was begun, with its photos, because the officer says so. */
export async function dropDraft({ tables }: Store, draft: string, recordId: string): Promise<void> {
  await tables.transaction('rw', tables.drafts, tables.photos, tables.photoBytes, async () => {
    const photos = await tables.photos.where({ recordId }).toArray()
    await tables.photoBytes.bulkDelete(photos.map(({ id }) => id))
    await tables.photos.where({ recordId }).delete()
    await tables.drafts.delete(draft)
  })
}

async function openRecord({ key }: Store, row: RecordRow): Promise<KeptRecord> {
  const content = await open<Content>(key, `record ${row.id}`, row.sealed)
  const { seq = 0, id, estateId, unitId, madeAt } = row
  return { seq, id, estateId, unitId: unitId || null, madeAt, state: row.state as RecordState, ...content } // states are written by this file alone
}

/** Records made on this phone, newest first. */
export async function listRecords(store: Store): Promise<KeptRecord[]> {
  const rows = await store.tables.records.orderBy('seq').reverse().limit(shownAtMost).toArray()
  return Promise.all(rows.map((row) => openRecord(store, row)))
}

export const shownAtMost = 1_000

/** What this phone recorded of a home and the office has not yet answered, oldest first. */
export async function listWaitingOf(store: Store, unitId: string): Promise<KeptRecord[]> {
  const rows = await store.tables.records.where({ unitId }).sortBy('seq')
  return Promise.all(rows.filter(({ state }) => state === 'waiting').map((row) => openRecord(store, row)))
}

/** The same for all homes of an estate. */
export async function listWaitingIn(store: Store, estateId: string): Promise<KeptRecord[]> {
  const rows = await store.tables.records.where({ estateId, state: 'waiting' }).sortBy('seq')
  return Promise.all(rows.map((row) => openRecord(store, row)))
}

export async function recordsOf(store: Store, ids: readonly string[]): Promise<KeptRecord[]> {
  const rows = await store.tables.records.where('id').anyOf(ids).sortBy('seq')
  return Promise.all(rows.map((row) => openRecord(store, row)))
}

/** Writes down what the office answered to some records. */
export async function noteAnswers(
  { tables, key }: Store,
  answered: readonly Pick<KeptRecord, 'seq' | 'id' | 'state' | 'title' | 'sent' | 'answer'>[],
): Promise<void> {
  const changes = await Promise.all(
    answered.map(async ({ seq, id, state, title, sent, answer }) => ({
      key: seq,
      changes: { state, sealed: await seal(key, `record ${id}`, { title, sent, answer } satisfies Content) },
    })),
  )
  await tables.records.bulkUpdate(changes)
}

/** Lets a refused record wait again, as it is. */
export async function sendAgain({ tables }: Store, seq: number): Promise<void> {
  await tables.records.update(seq, { state: 'waiting' })
}

/** Takes a refused record off the phone because the officer says so, with its photos. */
export async function dropRecord({ tables }: Store, { seq, id }: { seq: number; id: string }): Promise<void> {
  await tables.transaction('rw', tables.records, tables.photos, tables.photoBytes, async () => {
    const photos = await tables.photos.where({ recordId: id }).toArray()
    await tables.photoBytes.bulkDelete(photos.map((photo) => photo.id))
    await tables.photos.where({ recordId: id }).delete()
    await tables.records.delete(seq)
  })
}
