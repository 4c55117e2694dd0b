import Dexie, { type Table } from 'dexie'
import { type Door, isHeld } from './doors.ts'
import type { Sealed } from './sealing.ts'

export type RecordRow = {
  seq?: number
  id: string
  state: string
  estateId: string
  unitId: string
  madeAt: number
  sealed: Sealed
}
export type PhotoRow = { seq?: number; id: string; recordId: string; state: string; sealed: Sealed }
type Chunk = { key: string; estateId: string; sealed: Sealed }

type Tables = {
  estates: Table<{ estateId: string; sealed: Sealed }, string>
  homes: Table<Chunk, string>
  readings: Table<{ key: string; sealed: Sealed }, string>
  records: Table<RecordRow, number>
  photos: Table<PhotoRow, number>
  photoBytes: Table<{ id: string; sealed: Sealed }, string>
  drafts: Table<{ key: string; sealed: Sealed }, string>
}

/** What one officer has on this phone. Keys and states are plain, everything that tells of a home is sealed. */
export type Store = {
  tables: Dexie & Tables
  key: CryptoKey
  accountId: string
  login: string
  name: string
  deviceId: string
}

const nameOf = (accountId: string) => `visit-${accountId}`

/** Opens what lies behind a door whose key is held. */
export function openStore(door: Door): Store | null {
  if (!isHeld(door)) return null
  const tables = new Dexie(nameOf(door.accountId)) as Dexie & Tables // the tables named below
  tables.version(1).stores({
    estates: 'estateId',
    homes: 'key, estateId',
    readings: 'key',
    records: '++seq, &id, state, unitId, [estateId+state]',
    photos: '++seq, &id, recordId, state',
    photoBytes: 'id',
    drafts: 'key',
  })
  const { heldKey, accountId, login, name, deviceId } = door
  return { tables, key: heldKey, accountId, login, name, deviceId }
}

/** Takes everything of an officer off this phone. */
export const eraseStore = (accountId: string): Promise<void> => Dexie.delete(nameOf(accountId))
