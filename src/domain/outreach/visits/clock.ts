/** A phone's clock this far from ours is not called wrong. */
const toleranceMs = 2 * 60_000

/** No visit of the campaign is older, and no clock further off than a row can hold. */
const earliestMs = Date.UTC(2000, 0, 1)
const mostOffS = 2_000_000_000

/**
 * When something was seen, told by a phone whose clock said `clock` while ours said `now`: put right by the difference, and
 * never later than now. `offS`: by how many seconds the clock was wrong; 0: it was right.
 */
export function correctedInstant(observedMs: number, clockMs: number, nowMs: number): { atMs: number; offS: number } {
  const off = clockMs - nowMs
  const isWrong = Math.abs(off) > toleranceMs
  const told = isWrong ? observedMs - off : observedMs
  const late = told - nowMs > toleranceMs ? told - nowMs : 0
  const offMs = (isWrong ? off : 0) + late
  return { atMs: Math.max(earliestMs, Math.min(told, nowMs)), offS: held(Math.round(offMs / 1000)) }
}

const held = (seconds: number) => Math.max(-mostOffS, Math.min(mostOffS, seconds))
