/** A stream of repeatable draws: the same name gives the same draws on every machine. */
export type Draws = {
  /** At least 0, below 1. */
  next(): number
  /** A whole number, both ends included. */
  between(min: number, max: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
}

const campaignSeed = 20_210_501

/** Spreads a whole number over 32 bits (finaliser of MurmurHash3), so that neighbours look unrelated. */
export function scatter(whole: number): number {
  let bits = Math.imul(whole ^ (whole >>> 16), 0x85eb_ca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** The item at a place that must exist; throws when the place is outside the list. */
export function at<T>(list: ArrayLike<T>, place: number): T {
  if (!(place >= 0 && place < list.length)) throw new RangeError(`no item ${place} in a list of ${list.length}`)
  // The check above proves that the place holds an item.
  return list[place] as T
}

/** Opens the stream of that name. Streams do not disturb each other: more draws in one change nothing elsewhere. */
export function drawsFor(name: string): Draws {
  let state = seedOf(name)
  const next = () => {
    state = (state + 0x9e37_79b9) | 0
    return scatter(state) / 0x1_0000_0000
  }
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))

  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: (list) => at(list, between(0, list.length - 1)),
    shuffled: (list) => shuffle([...list], between),
  }
}

function seedOf(name: string): number {
  let seed = campaignSeed
  for (let place = 0; place < name.length; place++) seed = scatter(seed ^ name.charCodeAt(place)) + place
  return seed | 0
}

function shuffle<T>(list: T[], between: Draws['between']): T[] {
  for (let place = list.length - 1; place > 0; place--) {
    const other = between(0, place)
    const held = at(list, place)
    list[place] = at(list, other)
    list[other] = held
  }
  return list
}
