/** What became of a record made on a phone; `waiting` until the server has answered for it. */
export type RecordState = 'waiting' | 'taken' | 'merged' | 'conflict' | 'quarantined' | 'refused'

/** What became of a photo made on a phone; `draft` while the record it belongs to is still being filled in. */
export type PhotoState = 'draft' | 'waiting' | 'filed' | 'refused'

/** Records the server may be sent in one go (contract), and how many a phone sends, so that a short signal is enough. */
const mostAtOnce = 50

/** First wait after a failure and the longest one. */
const firstWaitMs = 2_000
const longestWaitMs = 5 * 60_000

/** How the line to the office stands, as the phone knows it. */
export type Line = {
  isOnline: boolean
  isSignedIn: boolean
  isRevoked: boolean
  /** The phone had no room to note an answer: photos go first, since each one sent makes room. */
  isFull: boolean
  /** Failures since something last went through. */
  failures: number
  /** Nothing is tried before this instant (ms). */
  notBefore: number
  /** How many records go in one go now. */
  atOnce: number
}

/** What waits to be sent, oldest first; no photos of records that were returned. */
export type Waiting = { records: readonly string[]; photos: readonly string[] }

export type Step =
  | { do: 'records'; ids: readonly string[] }
  | { do: 'photo'; id: string }
  | { do: 'wait'; untilMs: number }
  | { do: 'ask_sign_in' }
  | { do: 'wait_for_line' }
  | { do: 'close_store' }
  | { do: 'rest' }

export const freshLine: Line = {
  isOnline: true,
  isSignedIn: true,
  isRevoked: false,
  isFull: false,
  failures: 0,
  notBefore: 0,
  atOnce: mostAtOnce,
}

/** What the phone does next: records before photos, each in the order they were made; a revoked phone hands in and shuts. */
export function nextStep({ records, photos }: Waiting, line: Line, nowMs: number): Step {
  if (records.length === 0 && photos.length === 0) return { do: line.isRevoked ? 'close_store' : 'rest' }
  if (!line.isOnline) return { do: 'wait_for_line' }
  if (!line.isSignedIn) return { do: 'ask_sign_in' }
  if (nowMs < line.notBefore) return { do: 'wait', untilMs: line.notBefore }
  const photo = photos[0]
  if (photo !== undefined && (line.isFull || records.length === 0)) return { do: 'photo', id: photo }
  return { do: 'records', ids: records.slice(0, line.atOnce) }
}

/** Why something did not go through: the line broke, the phone is full, or the server said no with a status and a code. */
export type Failure =
  | { kind: 'line' }
  | { kind: 'full' }
  | { kind: 'answer'; of: 'records' | 'photo'; status: number; code: string }

export type AfterFailure = {
  line: Line
  /** What was being sent will not go through as it is: it is kept, shown with the reason, and the next one goes on. */
  isForGood: boolean
}

/** What a failure does to the line. Nothing is given up because of the line, the sign-in or a busy server. */
export function afterFailure(line: Line, failure: Failure, count: number, nowMs: number): AfterFailure {
  if (isSignedOut(failure)) return { line: { ...line, isSignedIn: false }, isForGood: false }
  if (failure.kind === 'full')
    return { line: { ...line, isFull: true, notBefore: nowMs + firstWaitMs }, isForGood: false }
  if (failure.kind === 'line' || isPassing(failure)) return { line: waited(line, nowMs), isForGood: false }
  if (count > 1) return { line: { ...line, atOnce: 1 }, isForGood: false } // find the one that does not go through
  return { line, isForGood: true }
}

/** Something went through: the waits begin anew, and the batch grows again. */
export const afterSuccess = (line: Line): Line => ({
  ...line,
  isFull: false,
  failures: 0,
  notBefore: 0,
  atOnce: Math.min(line.atOnce * 2, mostAtOnce),
})

/** The line is back or somebody has signed in: what waited may be tried at once. */
export const lineBack = (line: Line): Line => ({ ...line, isOnline: true, isSignedIn: true, failures: 0, notBefore: 0 })

const waited = (line: Line, nowMs: number): Line => ({
  ...line,
  failures: line.failures + 1,
  notBefore: nowMs + Math.min(firstWaitMs * 2 ** line.failures, longestWaitMs),
})

/** The server is starting, busy, or lost its place in an upload: the same again helps. */
const passingCodes: readonly string[] = ['wrong_offset', 'upload_busy', 'part_cut_off', 'part_damaged']
const isPassing = ({ of, status, code }: Failure & { kind: 'answer' }) =>
  status >= 500 ||
  status === 408 ||
  status === 429 ||
  passingCodes.includes(code) ||
  (of === 'records' && isShut(status))

/** The office does not listen to this officer now; each record has an answer of its own, so none of them is at fault. */
const isShut = (status: number) => status === 403 || status === 404

/** A sign-in helps: it brings a session, a changed password or the registration of this phone. */
const signInCodes: readonly string[] = ['signed_out', 'password_must_change', 'device_unknown']
const isSignedOut = (failure: Failure) =>
  failure.kind === 'answer' && (failure.status === 401 || signInCodes.includes(failure.code))

/** States in which the content of a record or photo is nowhere but on this phone. */
export const onlyHere: readonly (RecordState | PhotoState)[] = ['draft', 'waiting', 'refused']
