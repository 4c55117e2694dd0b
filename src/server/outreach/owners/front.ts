import { setTimeout } from 'node:timers/promises'

/**
 * Who comes to the door, before anything is asked of the records. From one address no more come in a minute than people
 * type; all together are let through at the pace of a whole city's owners, one after another; and who is sent away is
 * sent away no faster than costs nothing, so that a crowd of guesses waits for itself and slows nobody else.
 */
const rule = {
  perAddressAMinute: 30,
  letThrough: { perSecond: 25, atOnce: 100, mostWaiting: 150 },
  sentAway: { perSecond: 250, atOnce: 100, mostWaiting: 30_000 },
} as const

type Clock = { now: () => number; pause: (ms: number) => Promise<unknown> }
const ofTheMachine: Clock = { now: () => performance.now(), pause: (ms) => setTimeout(ms) }

/** Too many have come. */
class TooMany extends Error {
  readonly statusCode = 429
}

/** Asks for a turn at a door, from an address; refused once too many have come from there, or wait already. */
export function openFront(clock: Clock = ofTheMachine): (door: string, address: string) => Promise<void> {
  const letThrough = openLine(rule.letThrough, clock)
  const sentAway = openLine(rule.sentAway, clock)
  const came = new Map<string, number>()
  let minute = 0

  function isTooOften(door: string, address: string): boolean {
    const now = Math.floor(clock.now() / 60_000)
    if (now !== minute) came.clear()
    minute = now
    const key = `${door} ${address}`
    const times = (came.get(key) ?? 0) + 1
    came.set(key, times)
    return times > rule.perAddressAMinute
  }
  return async (door, address) => {
    if (!isTooOften(door, address) && (await letThrough())) return
    await sentAway()
    throw new TooMany('too many have come')
  }
}

type Pace = { perSecond: number; atOnce: number; mostWaiting: number }

/** A line that moves at a pace; who comes while few do goes straight on. Says no to whoever finds too many waiting. */
function openLine({ perSecond, atOnce, mostWaiting }: Pace, { now, pause }: Clock): () => Promise<boolean> {
  const spacing = 1000 / perSecond
  let free = now() - spacing * atOnce
  return async () => {
    const turn = Math.max(free, now() - spacing * atOnce)
    const wait = turn - now()
    if (wait > spacing * mostWaiting) return false
    free = turn + spacing
    if (wait > 0) await pause(wait)
    return true
  }
}
