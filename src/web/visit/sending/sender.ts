import {
  afterFailure,
  afterSuccess,
  type Failure,
  freshLine,
  type Line,
  lineBack,
  nextStep,
  type Step,
  type Waiting,
} from '#domain/outreach/phone/queue.ts'
import { ProblemError } from '../../platform/send.ts'
import { closeForGood, revoked } from '../session.ts'
import { isFull } from '../storage.ts'
import { findPhoto, photoRefused } from '../store/photos.ts'
import { noteAnswers, recordsOf } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { told } from '../told.ts'
import { sendPhoto } from './send-photo.ts'
import { sendRecords } from './send-records.ts'

/** How the line to the office stands, for the bar of every page. */
export const line = told<Line>({ ...freshLine, isOnline: navigator.onLine })

/** Whether something is on its way just now. */
export const isSending = told(false)

let alarm: ReturnType<typeof setTimeout> | undefined

/** Sends what waits until nothing is left, or until waiting is all that helps. One window at a time; the next looks again. */
export function wake(store: Store): void {
  clearTimeout(alarm)
  void navigator.locks.request(`visit-sending ${store.accountId}`, async () => {
    try {
      while (await go(store, nextStep(await waitingIn(store), line.get(), Date.now())));
    } finally {
      isSending.set(false)
    }
  })
}

/** The line may be back: what waited for it is tried at once. */
export function wakeAtOnce(store: Store): void {
  line.set({ ...lineBack(line.get()), isSignedIn: line.get().isSignedIn, isOnline: navigator.onLine })
  wake(store)
}

/** Somebody has opened the phone. */
export function beginSending(store: Store, isRevoked: boolean): void {
  line.set({ ...lineBack(line.get()), isOnline: navigator.onLine, isRevoked })
  wake(store)
}

export const lineLost = (): void => line.set({ ...line.get(), isOnline: false })

const mostAtOnce = 50

/** What waits, as far as one step looks; photos of a returned record lie with it. */
async function waitingIn({ tables }: Store): Promise<Waiting> {
  const rows = await tables.records.where({ state: 'waiting' }).limit(mostAtOnce).sortBy('seq')
  const refused = new Set((await tables.records.where({ state: 'refused' }).toArray()).map(({ id }) => id))
  const photo = await tables.photos
    .where({ state: 'waiting' })
    .filter(({ recordId }) => !refused.has(recordId))
    .first()
  return { records: rows.map(({ id }) => id), photos: photo ? [photo.id] : [] }
}

/** Takes one step; gives whether there is another to take now. */
async function go(store: Store, step: Step): Promise<boolean> {
  switch (step.do) {
    case 'records':
      return attempt({
        store,
        of: 'records',
        count: step.ids.length,
        act: () => send(store, step.ids),
        refuse: (code, words) => refuseRecords(store, step.ids, code, words),
      })
    case 'photo':
      return attempt({
        store,
        of: 'photo',
        count: 1,
        act: () => sendPhoto(store, step.id),
        refuse: (_, words) => refusePhoto(store, step.id, words),
      })
    case 'wait':
      alarm = setTimeout(() => wake(store), step.untilMs - Date.now())
      return false
    case 'close_store':
      await closeForGood(store)
      return false
    default:
      return false
  }
}

async function send(store: Store, ids: readonly string[]): Promise<void> {
  const { isRevoked } = await sendRecords(store, ids)
  if (!isRevoked || line.get().isRevoked) return
  line.set({ ...line.get(), isRevoked })
  await revoked(store)
}

type Attempt = {
  store: Store
  of: 'records' | 'photo'
  count: number
  act: () => Promise<void>
  refuse: (code: string, words: string) => Promise<void>
}

async function attempt({ store, of, count, act, refuse }: Attempt): Promise<boolean> {
  isSending.set(true)
  try {
    await act()
    line.set(afterSuccess(line.get()))
  } catch (error) {
    const failure = failureOf(error, of)
    const after = afterFailure(line.get(), failure, count, Date.now())
    line.set({ ...after.line, isOnline: navigator.onLine })
    if (after.isForGood) await refuse(failure.kind === 'answer' ? failure.code : '', wordsOf(error))
  }
  return store.tables.isOpen()
}

/** A broken line is a TypeError of `fetch`; anything else of this program's own is an answer that will not change. */
function failureOf(error: unknown, of: 'records' | 'photo'): Failure {
  if (isFull(error)) return { kind: 'full' }
  if (error instanceof ProblemError) return { kind: 'answer', of, status: error.status, code: error.problem.code }
  return error instanceof TypeError ? { kind: 'line' } : { kind: 'answer', of, status: 0, code: 'unreadable_here' }
}

const wordsOf = (error: unknown): string => (error instanceof ProblemError ? error.message : '')

async function refuseRecords(store: Store, ids: readonly string[], code: string, message: string): Promise<void> {
  const answer = { code, message, conflicts: [], standing: null }
  const records = await recordsOf(store, ids)
  await noteAnswers(
    store,
    records.map((record) => ({ ...record, state: 'refused' as const, answer })),
  )
}

async function refusePhoto(store: Store, id: string, words: string): Promise<void> {
  const photo = await findPhoto(store, id)
  if (photo) await photoRefused(store, photo, words)
}
