/** A calendar day, `YYYY-MM-DD`. Instants are `Date` or `timestamptz`; the two are never mixed. */
export type IsoDate = string

/** Money in fen (1/100 yuan), an integer. */
export type Fen = number
