/** A phone's clock this far from ours is not called wrong. */
const toleranceMs = 2 * 60_000

/**
 * When something was seen, told by a phone whose clock said `clock` while ours said `now`: put right by the difference, and
 * never later than now. `offS`: by how many seconds the clock was wrong; 0: it was right.
 */
export function correctedInstant(observedMs: number, clockMs: number, nowMs: number): { atMs: number; offS: number } {
  const off = clockMs - nowMs
  const isWrong = Math.abs(off) > toleranceMs
  const told = isWrong ? observedMs - off : observedMs
  const late = told - nowMs
  if (late <= 0) return { atMs: told, offS: isWrong ? Math.round(off / 1000) : 0 }
  return { atMs: nowMs, offS: Math.round((isWrong ? off : 0) / 1000 + (late > toleranceMs ? late / 1000 : 0)) }
}
