import type { FactValue } from './values.ts'

/** What a fact is held against: a value, a parameter of the rule or pack, or another fact. */
export type Operand = FactValue | { param: string } | { fact: string }

/**
 * Comparisons of one fact; several in one object must all hold. Numbers: `atMost atLeast lessThan moreThan`.
 * Dates: `before notBefore after notAfter` (the days themselves; a date known only to its year compares as unknown
 * where the day decides). `between` includes both ends, for numbers and dates.
 */
export type Comparison = {
  fact: string
  is?: Operand | undefined
  in?: readonly FactValue[] | { param: string } | undefined
  atMost?: Operand | undefined
  atLeast?: Operand | undefined
  lessThan?: Operand | undefined
  moreThan?: Operand | undefined
  before?: Operand | undefined
  notBefore?: Operand | undefined
  after?: Operand | undefined
  notAfter?: Operand | undefined
  between?: readonly [Operand, Operand] | undefined
}

/** How far another requirement has come: closed in any way, or at least with a way open. */
type RequirementState = 'satisfied' | 'attainable'

/** Conditions are data: nothing in them is executed. True, false or unknown (three-valued). */
export type Condition =
  | Comparison
  | { known: string }
  | { requirement: string; is: RequirementState }
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }

export const comparisons = [
  'is',
  'in',
  'atMost',
  'atLeast',
  'lessThan',
  'moreThan',
  'before',
  'notBefore',
  'after',
  'notAfter',
  'between',
] as const

export type ComparisonName = (typeof comparisons)[number]

export const numberComparisons: readonly ComparisonName[] = ['atMost', 'atLeast', 'lessThan', 'moreThan']
export const dateComparisons: readonly ComparisonName[] = ['before', 'notBefore', 'after', 'notAfter']

/** Every fact a condition looks at, in the order it names them. */
export function factsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(factsIn)
  if ('any' in condition) return condition.any.flatMap(factsIn)
  if ('not' in condition) return factsIn(condition.not)
  if ('known' in condition) return [condition.known]
  if ('requirement' in condition) return []
  const others = comparisons.flatMap((name) => operandsOf(condition, name)).filter(isFactOperand)
  return [condition.fact, ...others.map(({ fact }) => fact)]
}

/** Every requirement whose state a condition asks for. */
export function requirementsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(requirementsIn)
  if ('any' in condition) return condition.any.flatMap(requirementsIn)
  if ('not' in condition) return requirementsIn(condition.not)
  return 'requirement' in condition ? [condition.requirement] : []
}

/** The operands of one comparison; a list given to `in` counts as values. */
export function operandsOf(comparison: Comparison, name: ComparisonName): readonly Operand[] {
  const given = comparison[name]
  if (given === undefined) return []
  return Array.isArray(given) ? (given as readonly Operand[]) : [given as Operand] // lists are those of `in` and `between`
}

const isFactOperand = (operand: Operand): operand is { fact: string } =>
  typeof operand === 'object' && 'fact' in operand
