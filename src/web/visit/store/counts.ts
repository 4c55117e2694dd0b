import type { Store } from './store.ts'

export type HeldHere = { records: number; photos: number; drafts: number; waiting: number; returned: number }

/** How much is nowhere but on this phone: what waits, what was returned, and photos of what is still being filled in. */
export async function countHeld({ tables }: Store): Promise<HeldHere> {
  const [waiting, returned, photosHeld, photosReturned, drafts] = await Promise.all([
    tables.records.where({ state: 'waiting' }).count(),
    tables.records.where({ state: 'refused' }).count(),
    tables.photos.where('state').anyOf('waiting', 'draft').count(),
    tables.photos.where({ state: 'refused' }).count(),
    tables.drafts.count(),
  ])
  return {
    records: waiting + returned,
    photos: photosHeld + photosReturned,
    drafts,
    waiting,
    returned: returned + photosReturned,
  }
}
