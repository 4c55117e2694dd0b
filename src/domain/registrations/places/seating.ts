export type SeatOfSlot = { no: number; capacity: number; taken: number }

/**
 * Gives homes their times: the time asked for as far as it has seats, else the first with a seat left, in the order in
 * which the homes are named. `null`: no seat is left for this one.
 */
export function seatHomes(
  homes: readonly string[],
  slots: readonly SeatOfSlot[],
  wanted: number | null,
): ReadonlyMap<string, number | null> {
  const open = slots.filter(({ no }) => wanted === null || no === wanted)
  const seats = open.flatMap(({ no, capacity, taken }) =>
    Array.from({ length: Math.max(0, capacity - taken) }, () => no),
  )
  return new Map(homes.map((home, at) => [home, seats[at] ?? null]))
}
