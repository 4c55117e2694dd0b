/** A rule's no, as a value. `code` has words in both languages; the rest is what those words need. */
export type Refusal = {
  kind: 'missing' | 'forbidden' | 'conflict' | 'invalid'
  code: string
  message?: string
  [fact: string]: unknown
}

/** Carries a refusal out of a transaction, which is rolled back. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.message ?? refusal.code)
    this.refusal = refusal
  }
}

/** The sole map from a refusal to HTTP. */
export const httpStatusOf = { missing: 404, forbidden: 403, conflict: 409, invalid: 400 } as const satisfies Record<
  Refusal['kind'],
  number
>
