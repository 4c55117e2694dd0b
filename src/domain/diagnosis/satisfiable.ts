import { type Comparison, type Condition, comparisons } from './conditions.ts'
import { daysMeant, type FactValue } from './values.ts'

/** What a conjunction has said of one fact so far: bounds, allowed values, values ruled out. */
type Said = {
  low: number | string | null
  lowIsOut: boolean
  high: number | string | null
  highIsOut: boolean
  only: readonly FactValue[] | null
  not: readonly FactValue[]
}
type Claims = ReadonlyMap<string, Said>

const nothing: Said = { low: null, lowIsOut: false, high: null, highIsOut: false, only: null, not: [] }

/** Beyond so many alternatives a condition is taken to be possible; no real rule comes near it. */
const mostAlternatives = 512

/**
 * Whether some set of facts could make a condition true. Only literal values and set parameters are weighed: what is
 * compared with another fact or an unset parameter may always hold. A `no` is certain.
 */
export function mayHold(condition: Condition, parameterOf: (name: string) => FactValue | null | undefined): boolean {
  return alternatives(condition, true, [new Map()], parameterOf).length > 0
}

type ParameterOf = (name: string) => FactValue | null | undefined

/** Every consistent way to make a condition come out as wished, on top of what is claimed already. */
function alternatives(condition: Condition, wished: boolean, from: Claims[], parameterOf: ParameterOf): Claims[] {
  if (from.length === 0 || from.length > mostAlternatives) return from
  if ('not' in condition) return alternatives(condition.not, !wished, from, parameterOf)
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any
    const isTogether = 'all' in condition === wished
    return isTogether
      ? parts.reduce((claims, part) => alternatives(part, wished, claims, parameterOf), from)
      : parts.flatMap((part) => alternatives(part, wished, from, parameterOf))
  }
  if (!('fact' in condition)) return from
  return comparisonAlternatives(condition, wished, from, parameterOf)
}

function comparisonAlternatives(
  comparison: Comparison,
  wished: boolean,
  from: Claims[],
  parameterOf: ParameterOf,
): Claims[] {
  const steps = comparisons.flatMap((name) => narrowings(comparison, name, parameterOf))
  if (wished) return steps.reduce((claims, step) => add(claims, comparison.fact, step.holds), from)
  return steps.length === 0 ? from : steps.flatMap((step) => add(from, comparison.fact, step.fails))
}

function add(claims: Claims[], fact: string, narrow: (said: Said) => Said): Claims[] {
  return claims.flatMap((claim) => {
    const said = narrow(claim.get(fact) ?? nothing)
    return isPossible(said) ? [new Map([...claim, [fact, said]])] : []
  })
}

type Narrowing = { holds: (said: Said) => Said; fails: (said: Said) => Said }

/** What a comparison says of its fact when it holds and when it fails; nothing where the operand is open. */
function narrowings(comparison: Comparison, name: (typeof comparisons)[number], parameterOf: ParameterOf): Narrowing[] {
  const given = comparison[name]
  if (given === undefined) return []
  if (name === 'in') return Array.isArray(given) ? [amongst(given as readonly FactValue[])] : [] // a list of values, checked
  if (name === 'between') {
    const [from, to] = (comparison.between ?? []).map((operand) => literal(operand, parameterOf))
    return [...bound('atLeast', from), ...bound('atMost', to)]
  }
  const value = literal(given, parameterOf)
  if (name === 'is') return value === undefined ? [] : [amongst([value])]
  return bound(name, value)
}

function literal(operand: unknown, parameterOf: ParameterOf): FactValue | undefined {
  if (typeof operand !== 'object' || operand === null) return operand as FactValue | undefined // operands are values or references
  return 'param' in operand ? (parameterOf(String(operand.param)) ?? undefined) : undefined
}

const amongst = (values: readonly FactValue[]): Narrowing => ({
  holds: (said) => ({ ...said, only: said.only ? said.only.filter((value) => values.includes(value)) : values }),
  fails: (said) => ({ ...said, not: [...said.not, ...values] }),
})

const lower =
  (value: number | string, isOut: boolean) =>
  (said: Said): Said =>
    said.low !== null && (said.low > value || (said.low === value && said.lowIsOut))
      ? said
      : { ...said, low: value, lowIsOut: isOut }
const upper =
  (value: number | string, isOut: boolean) =>
  (said: Said): Said =>
    said.high !== null && (said.high < value || (said.high === value && said.highIsOut))
      ? said
      : { ...said, high: value, highIsOut: isOut }

function bound(name: string, value: FactValue | undefined): Narrowing[] {
  if (value === undefined || typeof value === 'boolean') return []
  const [first, last] = typeof value === 'string' ? daysMeant(value) : [value, value]
  switch (name) {
    case 'lessThan':
    case 'before':
      return [{ holds: upper(first, true), fails: lower(first, false) }]
    case 'atMost':
    case 'notAfter':
      return [{ holds: upper(last, false), fails: lower(last, true) }]
    case 'moreThan':
    case 'after':
      return [{ holds: lower(last, true), fails: upper(last, false) }]
    default:
      return [{ holds: lower(first, false), fails: upper(first, true) }]
  }
}

function isPossible({ low, lowIsOut, high, highIsOut, only, not }: Said): boolean {
  if (low !== null && high !== null && (low > high || (low === high && (lowIsOut || highIsOut)))) return false
  const left = only?.filter((value) => !not.includes(value) && isWithin(value, { low, lowIsOut, high, highIsOut }))
  if (left) return left.length > 0
  return !(not.includes(true) && not.includes(false))
}

type Bounds = Pick<Said, 'low' | 'lowIsOut' | 'high' | 'highIsOut'>

function isWithin(value: FactValue, { low, lowIsOut, high, highIsOut }: Bounds): boolean {
  if (typeof value === 'boolean') return true
  return (
    (low === null || value > low || (value === low && !lowIsOut)) &&
    (high === null || value < high || (value === high && !highIsOut))
  )
}
