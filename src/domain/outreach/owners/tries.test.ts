import { expect, test } from 'vitest'
import { afterTry, forgetHours, type TryKind, type TryStanding } from './tries.ts'

const minute = 60_000
const unknown: TryStanding = { tries: 0, waits: 0, lockedUntil: null, lastAt: 0 }

/** Tries one after another until one has to wait: how many went through, and for how many minutes it waits. */
function untilWait(kind: TryKind, from: TryStanding, at: number) {
  let standing = from
  for (let n = 0; ; n += 1) {
    const next = afterTry(kind, standing, at)
    standing = next.standing
    if (next.waitUntil !== null) return { went: n, minutes: (next.waitUntil - at) / minute, standing }
  }
}

test.each([
  { kind: 'person' as const, free: 5, waits: [10, 30, 120, 1440, 1440] },
  { kind: 'address' as const, free: 60, waits: [5, 15, 60, 240, 240] },
])('a $kind has $free tries, then waits longer each time', ({ kind, free, waits }) => {
  let [standing, now] = [unknown, 0]

  for (const minutes of waits) {
    const round = untilWait(kind, standing, now)
    expect(round).toMatchObject({ went: free, minutes })
    standing = round.standing
    now += minutes * minute
  }
})

test('a try while waiting is refused until the same instant and not counted', () => {
  const { standing } = untilWait('person', unknown, 0)

  expect(afterTry('person', standing, 3 * minute)).toEqual({ standing, waitUntil: 10 * minute })
})

test('what is long past is forgotten', () => {
  const { standing } = untilWait('person', unknown, 0)
  const later = (forgetHours * 60 + 1) * minute

  expect(afterTry('person', standing, later)).toEqual({
    standing: { tries: 1, waits: 0, lockedUntil: null, lastAt: later },
    waitUntil: null,
  })
})
