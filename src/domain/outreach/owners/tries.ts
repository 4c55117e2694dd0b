/** What tries are counted by: the address they come from, the ID number or phone typed, the address codes are typed from. */
export type TryKind = 'address' | 'person' | 'phone' | 'entry'

/**
 * How many tries are free until one has to wait, and how long: each further wait is longer. Many share the address of a
 * village or a service hall, so it has more. Practice after GB/T 22239 level 3, to be verified.
 */
const tryRules = {
  address: { free: 60, waitMinutes: [5, 15, 60, 240] },
  person: { free: 5, waitMinutes: [10, 30, 120, 1440] },
  phone: { free: 5, waitMinutes: [10, 30, 120, 1440] },
  entry: { free: 60, waitMinutes: [5, 15, 60, 240] },
} as const satisfies Record<TryKind, { free: number; waitMinutes: readonly number[] }>

/** After so long without a try everything before is forgotten. */
export const forgetHours = 48

/** A code: its digits, how long it holds, how often it may be typed wrongly. */
export const codeRule = { digits: 6, minutes: 10, tries: 5 } as const

/** What is known of earlier tries; instants in milliseconds. */
export type TryStanding = { tries: number; waits: number; lockedUntil: number | null; lastAt: number }

const minute = 60_000

/** One more try at an instant: how it stands then, and until when it is refused, if it is. A try while waiting is not counted. */
export function afterTry(
  kind: TryKind,
  before: TryStanding,
  now: number,
): { standing: TryStanding; waitUntil: number | null } {
  if (before.lockedUntil !== null && before.lockedUntil > now)
    return { standing: before, waitUntil: before.lockedUntil }
  const isForgotten = now - before.lastAt > forgetHours * 60 * minute
  const { tries, waits } = isForgotten ? { tries: 0, waits: 0 } : before
  const { free, waitMinutes } = tryRules[kind]
  if (tries < free) return { standing: { tries: tries + 1, waits, lockedUntil: null, lastAt: now }, waitUntil: null }
  const minutes = waitMinutes[Math.min(waits, waitMinutes.length - 1)] ?? 0
  const waitUntil = now + minutes * minute
  return { standing: { tries: 0, waits: waits + 1, lockedUntil: waitUntil, lastAt: now }, waitUntil }
}
