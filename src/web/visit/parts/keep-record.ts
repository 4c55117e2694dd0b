import { visitFormVersion } from '#domain/outreach/visits/fields.ts'
import { wake } from '../sending/sender.ts'
import { checkStorage } from '../storage.ts'
import { photosOf } from '../store/photos.ts'
import { keepRecord } from '../store/records.ts'
import type { PhoneEstate, SentRecord } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'

type Made = {
  id: string
  estate: PhoneEstate
  unitId: string | null
  title: string
  kind: SentRecord['kind']
  note: string
  said: Record<string, unknown>
}

/** Keeps a filled-in form on this phone as a record, with the photos taken for it, and lets it be sent. */
export async function keepFilled(store: Store, { id, estate, unitId, title, kind, note, said }: Made): Promise<void> {
  const photos = await photosOf(store, id)
  const now = new Date()
  const sent: SentRecord = {
    id,
    kind,
    countyCode: estate.countyCode,
    observedAt: now.toISOString(),
    formVersion: visitFormVersion,
    photos: photos.map((photo) => photo.id),
    note: note.trim() || null,
    ...said,
  }
  await keepRecord(store, { id, estateId: estate.estateId, unitId, madeAt: now.getTime(), title, sent })
  wake(store)
  void checkStorage()
}
