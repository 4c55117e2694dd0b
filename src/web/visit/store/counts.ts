import { onlyHere } from '#domain/outreach/phone/queue.ts'
import type { Store } from './store.ts'

export type HeldHere = { records: number; photos: number; drafts: number; returned: number }

/** How much is nowhere but on this phone: what waits, what was returned, and photos of what is still being filled in. */
export async function countHeld({ tables }: Store): Promise<HeldHere> {
  const [records, photos, drafts, recordsReturned, photosReturned] = await Promise.all([
    tables.records.where('state').anyOf(onlyHere).count(),
    tables.photos.where('state').anyOf(onlyHere).count(),
    tables.drafts.count(),
    tables.records.where({ state: 'refused' }).count(),
    tables.photos.where({ state: 'refused' }).count(),
  ])
  return { records, photos, drafts, returned: recordsReturned + photosReturned }
}
