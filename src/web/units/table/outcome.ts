/** What an act on a selection came to, home by home, until it is cleared or another act follows. */
export type Outcome = ReadonlyMap<string, { ok: boolean; words: string | null }>

export const noOutcome: Outcome = new Map()
