/** What a visit may say of a home; a field that was not touched is absent. */
export type HomeFields = {
  contact?: string | null
  willingness?: string | null
  reason?: string | null
  phone?: string | null
  papers?: readonly string[] | null
  nextStep?: string | null
  nextOn?: string | null
}

/** The fields a form changed against what stood there when it was opened: only these are sent. */
export function changedFields<Fields extends object>(before: Fields, after: Fields): Partial<Fields> {
  const names = Object.keys(after) as (keyof Fields)[] // keys of the value itself
  return Object.fromEntries(
    names.filter((name) => !isSame(before[name], after[name])).map((name) => [name, after[name]]),
  ) as Partial<Fields> // each name is one of Fields
}

/** How a home stands for who looks at it on the phone: what the office knows, and over it what waits here, oldest first. */
export const withWaiting = <Fields extends object>(known: Fields, waiting: readonly Partial<Fields>[]): Fields =>
  Object.assign({}, known, ...waiting)

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null) || (isNothing(one) && isNothing(other))

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
