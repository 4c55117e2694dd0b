import type { FactValues, ProgressOf, Scope } from './compile-condition.ts'
import { type Condition, comparisons, factsIn, operandsOf } from './conditions.ts'
import type { CurrentFacts } from './current-facts.ts'
import type { Diagnosis, RequirementOutcome } from './diagnosis.ts'
import { partsOf, valuesOf } from './fact-values.ts'
import { type Dependent, judgeAgain, progressIn } from './judge.ts'
import type { FactDefinition } from './packs.ts'
import { factsBehind, factsBehindRule, type ReadyRequirement, type Rulebook } from './rulebook.ts'
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
  const held: Held = { facts, diagnosis, values: valuesOf(rulebook, facts), progress: progressIn(diagnosis) }
  const asks = rulebook.definitions.flatMap((definition) => {
    if (!candidates.has(definition.id)) return []
    const ask = tryAnswers(rulebook, held, definition)
    return ask.movesVerdict || ask.requirements.length > 0 ? [ask] : []
  })
  return asks.sort(
    (a, b) => Number(b.movesVerdict) - Number(a.movesVerdict) || b.requirements.length - a.requirements.length,
  )
}

type Held = { facts: CurrentFacts; diagnosis: Diagnosis; values: FactValues; progress: ProgressOf }

function tryAnswers(rulebook: Rulebook, held: Held, { id }: FactDefinition): Ask {
  const { diagnosis: before, facts, progress } = held
  const question = questionAbout(rulebook, id, before.registration)
  const moved = new Set<string>()
  let movesVerdict = false
  for (const value of question.answers) {
    const values = question.isPart
      ? valuesOf(rulebook, facts, { fact: id, value })
      : held.values.with(question.place, value)
    const after = judgeAgain(before, progress, question, values)
    after.requirements.forEach((outcome, at) => {
      const was = before.requirements[at]
      if (was && was !== outcome && isMoved(was, outcome)) moved.add(outcome.requirement)
    })
    const ruling = ruleOn(after)
    if (ruling.verdict !== before.verdict || ruling.settled !== before.settled) movesVerdict = true
  }
  return { fact: id, movesVerdict, requirements: [...moved] }
}

const isMoved = (was: RequirementOutcome, now: RequirementOutcome) =>
  was.status !== now.status || was.by !== now.by || was.remedies[0]?.rule !== now.remedies[0]?.rule

/** What asking for a fact can tell: the answers worth trying and all that may depend on them. */
type Question = Dependent & { place: number; isPart: boolean; answers: readonly FactValue[] }

/** Asked for every estate, and always the same for one rulebook. */
const questions = new WeakMap<Rulebook, Map<string, Question>>()

function questionAbout(rulebook: Rulebook, fact: string, registration: 'first' | 'transfer'): Question {
  const known = questions.get(rulebook) ?? new Map<string, Question>()
  questions.set(rulebook, known)
  const key = `${registration} ${fact}`
  const question = known.get(key) ?? makeQuestion(rulebook, fact, registration)
  known.set(key, question)
  return question
}

function makeQuestion(rulebook: Rulebook, fact: string, registration: 'first' | 'transfer'): Question {
  const { ready, enforcing, definitions, placeOf } = rulebook
  const touched = new Set([fact])
  for (const { id, derived } of definitions) {
    if (derived && partsOf(derived).some((part) => touched.has(part))) touched.add(id)
  }
  const place = placeOf.get(fact) ?? -1
  const definition = definitions[place]
  const requirements: ReadyRequirement[] = []
  const dependsOn = (behind: { facts: string[]; requirements: string[] }) =>
    behind.facts.some((id) => touched.has(id)) ||
    behind.requirements.some((id) => requirements.some(({ requirement }) => requirement.id === id))
  for (const one of ready) {
    if (one.requirement.registration === registration && dependsOn(factsBehind(one))) requirements.push(one)
  }
  const laws = registration === 'first' ? enforcing.filter((law) => dependsOn(factsBehindRule(law))) : []
  return {
    requirements,
    laws,
    place,
    isPart: touched.size > 1,
    answers: definition ? answersTo(rulebook, definition) : [],
  }
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
