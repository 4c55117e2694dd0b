import type { Scope } from './compile-condition.ts'
import { type Condition, comparisons, factsIn, operandsOf } from './conditions.ts'
import type { CurrentFacts } from './current-facts.ts'
import type { Diagnosis, RequirementOutcome } from './diagnosis.ts'
import { valuesOf } from './fact-values.ts'
import { judge } from './judge.ts'
import type { FactDefinition } from './packs.ts'
import { factsBehind, type Rulebook } from './rulebook.ts'
import { daysMeant, type FactValue } from './values.ts'
import { ruleOn } from './verdict.ts'

/** A fact to ask for on the next visit, and the requirements whose outcome its answer would move. */
export type Ask = { fact: string; movesVerdict: boolean; requirements: string[] }

/**
 * The visiting list of one estate: the unknown facts some answer to which would move a requirement or the verdict.
 * First what moves the verdict, then what moves most. Every possible answer is tried, one fact at a time.
 */
export function asksOf(rulebook: Rulebook, facts: CurrentFacts, diagnosis: Diagnosis): Ask[] {
  const candidates = new Set(
    [...diagnosis.requirements, ...diagnosis.enforcement].flatMap(({ unknownFacts }) => unknownFacts),
  )
  const asks = rulebook.definitions.flatMap((definition) => {
    if (!candidates.has(definition.id)) return []
    const ask = tryAnswers(rulebook, facts, diagnosis, definition)
    return ask.movesVerdict || ask.requirements.length > 0 ? [ask] : []
  })
  return asks.sort(
    (a, b) => Number(b.movesVerdict) - Number(a.movesVerdict) || b.requirements.length - a.requirements.length,
  )
}

function tryAnswers(rulebook: Rulebook, facts: CurrentFacts, before: Diagnosis, definition: FactDefinition): Ask {
  const affected = requirementsBehind(rulebook, definition.id)
  const known = new Map(
    before.requirements.flatMap((outcome) =>
      affected.has(outcome.requirement) ? [] : [[outcome.requirement, outcome]],
    ),
  )
  const moved = new Set<string>()
  let movesVerdict = false
  for (const value of answersTo(rulebook, definition)) {
    const values = valuesOf(rulebook, facts, { fact: definition.id, value })
    const after = judge(rulebook, values, before.registration, known)
    for (const outcome of after.requirements) {
      const was = before.requirements.find(({ requirement }) => requirement === outcome.requirement)
      if (was && isMoved(was, outcome)) moved.add(outcome.requirement)
    }
    const ruling = ruleOn(after)
    if (ruling.verdict !== before.verdict || ruling.settled !== before.settled) movesVerdict = true
  }
  return { fact: definition.id, movesVerdict, requirements: [...moved] }
}

const isMoved = (was: RequirementOutcome, now: RequirementOutcome) =>
  was.status !== now.status || was.by !== now.by || was.remedies[0]?.rule !== now.remedies[0]?.rule

/** The requirements whose outcome may depend on a fact, also through others their rules look at. */
function requirementsBehind(rulebook: Rulebook, fact: string): Set<string> {
  const all = behind.get(rulebook) ?? new Map<string, Set<string>>()
  behind.set(rulebook, all)
  const known = all.get(fact) ?? findBehind(rulebook, fact)
  all.set(fact, known)
  return known
}

/** Asked for every estate and fact, and always the same for one rulebook. */
const behind = new WeakMap<Rulebook, Map<string, Set<string>>>()

function findBehind({ ready, definitions }: Rulebook, fact: string): Set<string> {
  const touched = new Set([fact])
  for (const { id, derived } of definitions) {
    if (
      derived &&
      Object.values(derived)
        .flat()
        .some((part) => touched.has(part))
    )
      touched.add(id)
  }
  const found = new Set<string>()
  for (const one of ready) {
    const { facts, requirements } = factsBehind(one)
    if (facts.some((id) => touched.has(id)) || requirements.some((id) => found.has(id))) found.add(one.requirement.id)
  }
  return found
}

/** Answers worth trying: each choice, and for numbers and dates both sides of every threshold a rule knows. */
export function answersTo(rulebook: Rulebook, definition: FactDefinition): readonly FactValue[] {
  switch (definition.type) {
    case 'boolean':
      return [true, false]
    case 'choice':
      return Object.keys(definition.choices)
    case 'number':
      return thresholds(rulebook, definition.id).flatMap((edge) =>
        typeof edge === 'number' ? [edge - 0.01, edge, edge + 0.01] : [],
      )
    case 'date':
      return thresholds(rulebook, definition.id).flatMap((edge) => (typeof edge === 'string' ? aroundDay(edge) : []))
    case 'text':
      return []
  }
}

/** The day itself and days safely before and after it. */
function aroundDay(edge: string): string[] {
  const [first, last] = daysMeant(edge)
  const year = Number(first.slice(0, 4))
  return [`${year - 1}-01-01`, first, last, `${year + 1}-12-31`]
}

function thresholds({ ready, enforcing }: Rulebook, fact: string): FactValue[] {
  const rules = [...ready.flatMap((one) => one.rules), ...enforcing]
  return [
    ...ready.flatMap(({ requirement, scope }) =>
      [requirement.metWhen, requirement.appliesWhen].flatMap((condition) =>
        edgesIn(condition, fact, scope.parameterOf),
      ),
    ),
    ...rules.flatMap(({ rule, scope }) =>
      [rule.when, ...(rule.steps ?? []).map(({ produces }) => produces)].flatMap((condition) =>
        edgesIn(condition, fact, scope.parameterOf),
      ),
    ),
  ]
}

type ParameterOf = Scope['parameterOf']

function edgesIn(condition: Condition | undefined, fact: string, parameterOf: ParameterOf): FactValue[] {
  if (!condition || !factsIn(condition).includes(fact)) return []
  if ('all' in condition) return condition.all.flatMap((part) => edgesIn(part, fact, parameterOf))
  if ('any' in condition) return condition.any.flatMap((part) => edgesIn(part, fact, parameterOf))
  if ('not' in condition) return edgesIn(condition.not, fact, parameterOf)
  if (!('fact' in condition)) return []
  return comparisons
    .flatMap((name) => operandsOf(condition, name))
    .flatMap((operand) => {
      if (typeof operand !== 'object') return [operand]
      const value = 'param' in operand ? parameterOf(operand.param)?.value : undefined
      return value === null || value === undefined ? [] : [value]
    })
}
