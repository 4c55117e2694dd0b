import { setTimeout } from 'node:timers/promises'

/** No more of them are let through than a city's owners ever ask at once; a crowd of guesses waits in line with itself. */
const pace = { perSecond: 50, atOnce: 100, mostWaiting: 200 } as const

type Clock = { now: () => number; pause: (ms: number) => Promise<unknown> }
const ofTheMachine: Clock = { now: () => performance.now(), pause: (ms) => setTimeout(ms) }

/** Too many wait already. */
class LineIsFull extends Error {
  readonly statusCode = 429
}

/**
 * Lets requests through one after another at a steady pace, so that nobody else is slowed down by how many there are.
 * Whoever asks while few do goes straight on.
 */
export function openWaitingLine({ now, pause }: Clock = ofTheMachine): () => Promise<void> {
  const spacing = 1000 / pace.perSecond
  let free = now() - spacing * pace.atOnce
  return async () => {
    const earliest = Math.max(free, now() - spacing * pace.atOnce)
    const wait = earliest - now()
    if (wait > spacing * pace.mostWaiting) throw new LineIsFull('too many wait for a code')
    free = earliest + spacing
    if (wait > 0) await pause(wait)
  }
}
