import type { RuleGroupType, RuleType } from 'react-querybuilder'
import { type Comparison, type ComparisonName, type Condition, comparisons } from '#domain/diagnosis/conditions.ts'

/**
 * A group of the condition builder. The builder knows only groups of rules; `shape` keeps what else a condition may
 * be, so that it comes back as it was: `bare`, a single part without a group around it; `one_fact`, several
 * comparisons of one fact said in one breath.
 */
export type ConditionGroup = RuleGroupType & { shape?: 'bare' | 'one_fact' }
type Node = RuleType | ConditionGroup

/** How the builder names the state of a requirement among the facts. */
export const requirementField = (id: string) => `requirement:${id}`
export const requirementOf = (field: string) => /^requirement:(.*)$/.exec(field)?.[1]

/** A condition as the builder edits it. */
export function queryOf(condition: Condition | undefined): ConditionGroup {
  if (!condition) return { combinator: 'and', shape: 'bare', rules: [] }
  const node = nodeOf(condition)
  return isGroup(node) ? node : { combinator: 'and', shape: 'bare', rules: [node] }
}

const isGroup = (node: Node): node is ConditionGroup => 'rules' in node

function nodeOf(condition: Condition): Node {
  if ('all' in condition) return { combinator: 'and', rules: condition.all.map(nodeOf) }
  if ('any' in condition) return { combinator: 'or', rules: condition.any.map(nodeOf) }
  if ('not' in condition) {
    const inner = queryOf(condition.not)
    return inner.not ? { combinator: 'and', shape: 'bare', not: true, rules: [inner] } : { ...inner, not: true }
  }
  if ('known' in condition) return { field: condition.known, operator: 'known', value: null }
  if ('requirement' in condition)
    return { field: requirementField(condition.requirement), operator: 'is', value: condition.is }
  const rules = namesIn(condition).map((name) => ({ field: condition.fact, operator: name, value: condition[name] }))
  const [only] = rules
  return rules.length === 1 && only ? only : { combinator: 'and', shape: 'one_fact', rules }
}

const isComparison = (name: string): name is ComparisonName => (comparisons as readonly string[]).includes(name)
const namesIn = (comparison: Comparison) => Object.keys(comparison).filter(isComparison)

/** What the builder holds as a condition; nothing while it is empty. Groups without a rule say nothing. */
export function conditionOf(group: ConditionGroup): Condition | undefined {
  const nodes = group.rules as readonly Node[] // the builder's groups hold rules and groups, never bare combinators
  const parts = nodes.flatMap((node) => (isGroup(node) ? (conditionOf(node) ?? []) : comparisonOf(node)))
  const [first] = parts
  if (!first) return undefined
  const body = bodyOf(group, parts, first)
  return group.not ? { not: body } : body
}

function bodyOf({ shape, combinator }: ConditionGroup, parts: readonly Condition[], first: Condition): Condition {
  if (shape === 'bare' && parts.length === 1) return first
  if (shape === 'one_fact' && combinator === 'and') return oneFact(parts) ?? { all: parts }
  return combinator === 'or' ? { any: parts } : { all: parts }
}

/** Comparisons of one fact put into one; not possible where two of them are of the same kind. */
function oneFact(parts: readonly Condition[]): Comparison | undefined {
  const own = parts.flatMap((part) => ('fact' in part ? [part] : []))
  const names = own.flatMap(namesIn)
  const isOne = own.length === parts.length && new Set(own.map(({ fact }) => fact)).size === 1
  if (!isOne || new Set(names).size < names.length) return undefined
  return Object.assign({}, ...own) as Comparison // the same fact, each comparison once
}

function comparisonOf({ field, operator, value }: RuleType): Condition {
  const requirement = requirementOf(field)
  if (requirement !== undefined) return { requirement, is: value === 'attainable' ? 'attainable' : 'satisfied' }
  if (operator === 'known') return { known: field }
  return { fact: field, [operator]: valueFor(operator, value) } as Comparison // the builder offers only these operators
}

/** A value as an operator takes it: a list for `in`, two ends for `between`, otherwise one. */
export function valueFor(operator: string, value: unknown): unknown {
  if (operator === 'in') return Array.isArray(value) || isParameter(value) ? value : value === '' ? [] : [value]
  if (operator === 'between') return Array.isArray(value) ? [value[0] ?? '', value[1] ?? ''] : [value, '']
  return Array.isArray(value) ? (value[0] ?? '') : value
}

export const isParameter = (value: unknown): value is { param: string } =>
  typeof value === 'object' && value !== null && 'param' in value
export const isFact = (value: unknown): value is { fact: string } =>
  typeof value === 'object' && value !== null && 'fact' in value
