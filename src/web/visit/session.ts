import type { staffEndpoints } from '#contract/staff.ts'
import type { visitsEndpoints } from '#contract/visits.ts'
import { callAt } from '../people/platform/call.ts'
import { madeKey } from '../platform/made-key.ts'
import { ProblemError } from '../platform/send.ts'
import {
  type Door,
  findDoor,
  isHeld,
  lastDoor,
  makeDoor,
  markRevoked,
  removeDoor,
  sessionEnded,
  shutDoor,
  unlockDoor,
} from './store/doors.ts'
import { eraseStore, openStore, type Store } from './store/store.ts'
import { told } from './told.ts'

type Session =
  /** Nothing is known yet. */
  | { state: 'starting' }
  /** The page was reached without a secure context: no sealing, no worker. */
  | { state: 'insecure' }
  | { state: 'locked'; login: string }
  | { state: 'open'; store: Store; isRevoked: boolean }
  /** The office has shut this phone out, and everything it held is handed in. */
  | { state: 'closed' }

export const session = told<Session>({ state: 'starting' })

/** Why the phone does not open, for the sign-in page. */
export type SignInRefusal = 'wrong_here' | 'unknown_here' | 'revoked' | 'must_change'
export class NotOpened extends Error {
  readonly why: SignInRefusal
  constructor(why: SignInRefusal) {
    super(why)
    this.why = why
  }
}

/** Opens the phone as it was left, without asking the office. */
export async function start(): Promise<void> {
  if (!window.isSecureContext || !crypto.subtle) return session.set({ state: 'insecure' })
  const door = await lastDoor()
  if (door && isHeld(door)) return openWith(door)
  session.set({ state: 'locked', login: door?.login ?? '' })
}

function openWith(door: Door): void {
  const store = openStore(door)
  session.set(store ? { state: 'open', store, isRevoked: door.isRevoked } : { state: 'locked', login: door.login })
}

/** Signs in at the office where there is a line, and opens the phone by the password alone where there is none. */
export async function signIn(login: string, password: string): Promise<void> {
  const door = await findDoor(login)
  const isThere = await atOffice(login, password)
  if (!isThere) return openHere(door, password)
  const { deviceId, key, isRevoked, account } = await registered(door?.deviceId ?? madeKey())
  if (key)
    return openWith(await makeDoor({ login, accountId: account.id, name: account.name, deviceId }, key, password))
  if (!isRevoked || !door) throw new NotOpened('revoked')
  await markRevoked(login)
  await openHere({ ...door, isRevoked }, password)
}

/** Whether the office knows the password; `false`: there is no line to it. Throws its refusal. */
async function atOffice(login: string, password: string): Promise<boolean> {
  try {
    const me = await callAt<typeof staffEndpoints.signIn>('POST', '/api/session', { body: { login, password } })
    if (me.mustChangePassword) throw new NotOpened('must_change')
    return true
  } catch (error) {
    if (error instanceof NotOpened) throw error
    if (error instanceof ProblemError && error.status < 500) throw error
    return false
  }
}

const registered = (deviceId: string) =>
  callAt<typeof visitsEndpoints.registerVisitDevice>('POST', '/api/visit/devices', {
    body: { deviceId, name: phoneName() },
  })

async function openHere(door: Door | undefined, password: string): Promise<void> {
  if (!door) throw new NotOpened('unknown_here')
  const unlocked = await unlockDoor(door, password)
  if (!unlocked) throw new NotOpened('wrong_here')
  openWith(unlocked)
}

/** Shuts the phone; what is on it stays, sealed. Without a line the session at the office is ended at the next chance. */
export async function signOut({ login }: Store): Promise<void> {
  const isEnded = await endSession()
  await shutDoor(login, !isEnded)
  session.set({ state: 'locked', login })
}

/** Ends at the office what was ended on the phone while there was no line. */
export async function endLeftSession(): Promise<void> {
  const door = await lastDoor()
  if (door?.mustEndSession && session.get().state === 'locked' && (await endSession())) await sessionEnded(door.login)
}

async function endSession(): Promise<boolean> {
  return fetch('/api/session', { method: 'DELETE' }).then(
    () => true,
    () => false,
  )
}

/** The office says this phone is shut out: it hands in what it has and takes nothing more. */
export async function revoked(store: Store): Promise<void> {
  await markRevoked(store.login)
  session.set({ state: 'open', store, isRevoked: true })
}

/** Nothing is left to hand in: what the phone knows of homes goes. */
export async function closeForGood({ login, accountId, tables }: Store): Promise<void> {
  tables.close()
  await eraseStore(accountId)
  await removeDoor(login)
  session.set({ state: 'closed' })
}

/** What the list of phones at the office calls this one; no more than the browser tells everybody. */
function phoneName(): string {
  const model = /\(([^)]*)\)/.exec(navigator.userAgent)?.[1] ?? navigator.platform
  return model.slice(0, 60)
}
