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
