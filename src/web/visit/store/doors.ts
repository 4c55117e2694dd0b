import Dexie, { type Table } from 'dexie'
import { bytesOf, importKey, keyOfPassword, openBytes, type Sealed, sealBytes } from './sealing.ts'

/** How one account gets at its store on this phone. Names and keys only; nothing of an owner. */
export type Door = {
  login: string
  accountId: string
  name: string
  deviceId: string
  salt: ArrayBuffer
  /** The device key, closed under the sign-in password. */
  closedKey: Sealed
  /** The device key while the session lasts, not to be read out; `null` when signed out. */
  heldKey: CryptoKey | null
  heldUntil: number
  usedAt: number
  isRevoked: boolean
  /** Signed out without a line: the session at the office is still to be ended. */
  mustEndSession: boolean
}

const database = new Dexie('visit-doors') as Dexie & { doors: Table<Door, string> }
database.version(1).stores({ doors: 'login' })

/** How long an opened store stays open, as a session does. */
const heldMs = 12 * 3600_000

export const findDoor = (login: string): Promise<Door | undefined> => database.doors.get(login)

/** The door used last on this phone. */
export async function lastDoor(): Promise<Door | undefined> {
  const doors = await database.doors.toArray()
  return doors.toSorted((one, other) => other.usedAt - one.usedAt)[0]
}

export const isHeld = (door: Door): door is Door & { heldKey: CryptoKey } =>
  door.heldKey !== null && Date.now() < door.heldUntil

export type NewDoor = Pick<Door, 'login' | 'accountId' | 'name' | 'deviceId'>

/** Keeps the key the office gave, closed under the password just typed, and open while the session lasts. */
export async function makeDoor(about: NewDoor, key: string, password: string): Promise<Door> {
  const salt = crypto.getRandomValues(new Uint8Array(16)).buffer
  const raw = bytesOf(key)
  const closedKey = await sealBytes(await keyOfPassword(password, salt), about.login, raw)
  const door: Door = {
    ...about,
    salt,
    closedKey,
    heldKey: await importKey(raw),
    heldUntil: Date.now() + heldMs,
    usedAt: Date.now(),
    isRevoked: false,
    mustEndSession: false,
  }
  await database.doors.put(door)
  return door
}

/** Opens a door by its password alone, without a line. `null`: it is not the password this phone was last opened with. */
export async function unlockDoor(door: Door, password: string): Promise<Door | null> {
  const key = await keyOfPassword(password, door.salt)
  const raw = await openBytes(key, door.login, door.closedKey).catch(() => null) // another password does not open it
  if (!raw) return null
  const unlocked = {
    ...door,
    heldKey: await importKey(raw),
    heldUntil: Date.now() + heldMs,
    usedAt: Date.now(),
    mustEndSession: false,
  }
  await database.doors.put(unlocked)
  return unlocked
}

/** Shuts a door: what is behind it opens again by the password only. */
export const shutDoor = (login: string, mustEndSession: boolean): Promise<number> =>
  database.doors.update(login, { heldKey: null, heldUntil: 0, mustEndSession })

export const sessionEnded = (login: string): Promise<number> => database.doors.update(login, { mustEndSession: false })

export const markRevoked = (login: string): Promise<number> => database.doors.update(login, { isRevoked: true })

export const removeDoor = (login: string): Promise<void> => database.doors.delete(login)
