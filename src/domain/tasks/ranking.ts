/** What the order of work looks at: homes still open, working days still needed, share of homes already done. */
export type Rankable = { id: string; open: number; workingDays: number; share: number }

export type Weights = { size: number; ease: number; nearness: number }

/** A place in the order of work and why: parts between 0 and 1, the score their sum by weight. */
export type Ranked = { id: string; rank: number; score: number; parts: Weights }

/**
 * The order of work 先大后小、先易后难、先近后远. Size: open homes against the most any has. Ease: how far below the
 * longest way its own is. Nearness: the share of its homes already done. Equal scores go by id, so that the order stays.
 */
export function rankingOf(estates: readonly Rankable[], weights: Weights): Ranked[] {
  const mostOpen = Math.max(1, ...estates.map(({ open }) => open))
  const mostDays = Math.max(1, ...estates.map(({ workingDays }) => workingDays))
  return estates
    .map(({ id, open, workingDays, share }) => {
      const parts = { size: open / mostOpen, ease: 1 - workingDays / mostDays, nearness: share }
      const score = parts.size * weights.size + parts.ease * weights.ease + parts.nearness * weights.nearness
      return { id, score, parts }
    })
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .map((estate, place) => ({ ...estate, rank: place + 1 }))
}
