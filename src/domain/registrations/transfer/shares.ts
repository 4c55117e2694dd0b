/** A co-owner's part of a home, in whole numbers: 1 of 3. */
export type Share = { parts: number; whole: number }

export type CoOwnership = 'sole' | 'joint' | 'by_share' | 'other'

/** Larger wholes are slips of the keyboard; a share of a home is told in thousandths at most, and ten times finer here. */
const largestWhole = 1_000_000

const fraction = /^(\d{1,7})[/／](\d{1,7})$/
const spoken = /^(\d{1,7})分之(\d{1,7})$/
const percent = /^(\d{1,3})(?:\.(\d{1,4}))?[%％]$/

/** A share as people write it: `1/2`, `2分之1`, `50%`, `33.3333%`; null when it is none between nothing and the whole. */
export function readShare(text: string): Share | null {
  const written = text.normalize('NFKC').replaceAll(/\s/g, '')
  const [, parts, whole] = fraction.exec(written) ?? []
  if (parts && whole) return shareOf(Number(parts), Number(whole))
  const [, ofWhole, spokenParts] = spoken.exec(written) ?? []
  if (ofWhole && spokenParts) return shareOf(Number(spokenParts), Number(ofWhole))
  const [, ones, decimals = ''] = percent.exec(written) ?? []
  return ones ? shareOf(Number(ones + decimals), 100 * 10 ** decimals.length) : null
}

function shareOf(parts: number, whole: number): Share | null {
  return whole >= 1 && whole <= largestWhole && parts >= 1 && parts <= whole ? { parts, whole } : null
}

/** Whether shares make up the whole, counted exactly and never in decimals: 1/3 three times does, 33.33% three times does not. */
export function makeTheWhole(shares: readonly Share[]): boolean {
  let parts = 0n
  let whole = 1n
  for (const share of shares) {
    parts = parts * BigInt(share.whole) + BigInt(share.parts) * whole
    whole *= BigInt(share.whole)
  }
  return shares.length > 0 && parts === whole
}

/** How a share is shown: `1/2`. */
export const shareWords = ({ parts, whole }: Share): string => `${parts}/${whole}`

export type SharesFault = 'sole_with_several' | 'several_without_kind' | 'shares_missing' | 'shares_not_whole'

/**
 * What is wrong with how a home is owned together, or null. Co-ownership must be stated and shares belong to ownership by
 * share alone (不动产登记暂行条例实施细则, to be verified).
 */
export function findSharesFault(
  coOwnership: CoOwnership | null,
  shares: readonly (Share | null)[],
): SharesFault | null {
  const told = shares.filter((share) => share !== null)
  if (shares.length > 1 && coOwnership === null) return 'several_without_kind'
  if (shares.length > 1 && coOwnership === 'sole') return 'sole_with_several'
  if (coOwnership !== 'by_share') return told.length > 0 && !makeTheWhole(told) ? 'shares_not_whole' : null
  if (told.length < shares.length) return 'shares_missing'
  return makeTheWhole(told) ? null : 'shares_not_whole'
}
