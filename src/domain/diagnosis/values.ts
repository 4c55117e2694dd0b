import { daysInMonth } from '../shared/days.ts'

/** Truth under incomplete knowledge (Kleene): 0 false, 1 unknown, 2 true. `and` is the least, `or` the greatest. */
export type Truth = 0 | 1 | 2

/** A known value of a fact. Dates are words: `2013`, `2013-06` or `2013-06-30`, as exactly as the source says. */
export type FactValue = boolean | number | string

/**
 * What kind of value a fact has. Areas in m2, money in fen, shares in percent; a pack may bring units of its own. A text
 * is `exact` when it is a number or code written in one way only: then it may be compared.
 */
export type FactKind =
  | { type: 'boolean' }
  | { type: 'number'; unit: string }
  | { type: 'date' }
  | { type: 'choice'; choices: Readonly<Record<string, string>> }
  | { type: 'text'; exact?: true | undefined }

const datePattern = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/

/** Whether a value is one this kind of fact can have. */
export function fits(kind: FactKind, value: unknown): value is FactValue {
  switch (kind.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'date':
      return typeof value === 'string' && datePattern.test(value) && isCalendarDay(value)
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(kind.choices, value)
    case 'text':
      return typeof value === 'string'
  }
}

function isCalendarDay(word: string): boolean {
  const [year, month, day] = word.split('-').map(Number)
  return day === undefined || day <= daysInMonth(year ?? 0, month ?? 0)
}

/** First and last day a date word may mean: `2013` reaches from 2013-01-01 to 2013-12-31. */
export function daysMeant(word: string): [first: string, last: string] {
  if (word.length === 10) return [word, word]
  if (word.length === 4) return [`${word}-01-01`, `${word}-12-31`]
  const [year, month] = word.split('-').map(Number)
  return [`${word}-01`, `${word}-${daysInMonth(year ?? 0, month ?? 0)}`]
}
