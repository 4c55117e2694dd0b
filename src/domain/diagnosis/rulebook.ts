import { catalogue, responsibleUnits } from './catalogue.ts'
import { always, compileCondition, type Scope, type Test } from './compile-condition.ts'
import { type Condition, factsIn, requirementsIn } from './conditions.ts'
import {
  type Days,
  type FactDefinition,
  levels,
  type Pack,
  type Parameter,
  type Requirement,
  type Rule,
  type Step,
} from './packs.ts'
import { baseRequirements } from './requirements.ts'

export type ReadyStep = {
  step: Step
  track: 'owner' | 'developer'
  days: number | null
  notice: { days: number | null; kind: 'working' | 'calendar' } | null
  commitment: { by: string; days: number | null } | null
  done: Test | null
}

export type ReadyRule = {
  rule: Rule
  pack: Pack
  when: Test
  steps: readonly ReadyStep[]
  /** Rank of legal certainty, the lower the surer: by level, and within one level what is verified first. */
  certainty: number
  scope: Scope
}

export type ReadyRequirement = {
  requirement: Requirement
  applies: Test
  met: Test
  rules: readonly ReadyRule[]
  scope: Scope
}

/** The rules of one place on one day, ready to be asked. */
export type Rulebook = {
  region: string
  on: string
  packs: readonly Pack[]
  definitions: readonly FactDefinition[]
  requirements: readonly Requirement[]
  rules: readonly { rule: Rule; pack: Pack }[]
  unitNames: Readonly<Record<string, string>>
  placeOf: ReadonlyMap<string, number>
  /** In an order in which no requirement is asked before those its rules look at. */
  ready: readonly ReadyRequirement[]
  enforcing: readonly ReadyRule[]
  byRule: ReadonlyMap<string, ReadyRule>
}

/** Whether a pack or rule of this region code holds in a place: `CN` everywhere, `1411` in all counties of the city. */
export const holdsIn = (region: string, place: string) => region === 'CN' || place.startsWith(region)

const isInForce = ({ validFrom, validTo }: Rule, on: string) => validFrom <= on && (validTo ?? '9999-12-31') >= on

/** Puts together what holds in a place on a day. The packs have passed `checkPacks`; on others this throws. */
export function createRulebook(packs: readonly Pack[], { region, on }: { region: string; on: string }): Rulebook {
  const here = packs.filter((pack) => holdsIn(pack.region, region))
  const definitions = [...catalogue, ...here.flatMap(({ facts = [] }) => facts)]
  const placeOf = new Map(definitions.map(({ id }, place) => [id, place]))
  const requirements = requirementsOf(here)
  const ready = here.flatMap((pack) =>
    pack.rules
      .filter((rule) => holdsIn(rule.region ?? pack.region, region) && isInForce(rule, on))
      .map((rule) => readyRule(rule, pack, scopeOf(placeOf, definitions, rule.parameters, pack.parameters))),
  )
  return {
    region,
    on,
    packs: here,
    definitions,
    requirements,
    rules: ready.map(({ rule, pack }) => ({ rule, pack })),
    unitNames: Object.assign({}, responsibleUnits, ...here.map(({ units = {} }) => units)) as Record<string, string>, // of words only
    placeOf,
    ready: inOrder(requirements, ready, scopeOf(placeOf, definitions)),
    enforcing: ready.filter(({ rule }) => rule.effect.kind === 'enforce'),
    byRule: new Map(ready.map((one) => [one.rule.id, one])),
  }
}

/** The product's own requirements and those of the packs; of two with one id the one of the narrower region holds. */
export function requirementsOf(packs: readonly Pack[]): Requirement[] {
  const byWidth = [...packs].sort((a, b) => widthOf(a) - widthOf(b))
  const base = byWidth.some(({ baseRequirements: isBase }) => isBase === false) ? [] : baseRequirements
  const all = [...base, ...byWidth.flatMap(({ requirements = [] }) => requirements)]
  return [...new Map(all.map((requirement) => [requirement.id, requirement])).values()]
}

const widthOf = ({ region }: Pack) => (region === 'CN' ? 0 : region.length)

function scopeOf(
  placeOf: ReadonlyMap<string, number>,
  definitions: readonly FactDefinition[],
  ...parameters: (Readonly<Record<string, Parameter>> | undefined)[]
): Scope {
  return {
    placeOf: (fact) => placeOf.get(fact) ?? unknownWord('fact', fact),
    isDate: (fact) => definitions[placeOf.get(fact) ?? -1]?.type === 'date',
    parameterOf: (name) => parameters.find((set) => set && Object.hasOwn(set, name))?.[name],
  }
}

function unknownWord(kind: string, word: string): never {
  throw new Error(`unchecked pack: no ${kind} ${word}`)
}

function readyRule(rule: Rule, pack: Pack, scope: Scope): ReadyRule {
  const isDevelopers = rule.effect.kind === 'separate' || rule.effect.kind === 'enforce'
  const daysOf = (days: Days | undefined): number | null => {
    const given = typeof days === 'object' && days !== null ? scope.parameterOf(days.param)?.value : days
    return typeof given === 'number' ? given : null
  }
  return {
    rule,
    pack,
    when: rule.when ? compileCondition(rule.when, scope) : always,
    certainty: levels.indexOf(rule.basis.level) * 2 + (rule.basis.verified ? 0 : 1),
    scope,
    steps: (rule.steps ?? []).map((step) => ({
      step,
      track: step.track ?? (isDevelopers ? 'developer' : 'owner'),
      days: daysOf(step.workingDays),
      notice: step.notice ? { days: daysOf(step.notice.days), kind: step.notice.kind } : null,
      commitment: step.commitment ? { by: step.commitment.by, days: daysOf(step.commitment.days) } : null,
      done: step.produces ? compileCondition(step.produces, scope) : null,
    })),
  }
}

const questionsOfRule = ({ rule }: ReadyRule): Condition[] => [
  ...(rule.when ? [rule.when] : []),
  ...(rule.steps ?? []).flatMap(({ produces }) => (produces ? [produces] : [])),
]

const questionsOf = (requirement: Requirement, rules: readonly ReadyRule[]): Condition[] => [
  requirement.metWhen,
  ...(requirement.appliesWhen ? [requirement.appliesWhen] : []),
  ...rules.flatMap(questionsOfRule),
]

/** Requirements after those their conditions look at; packs with a cycle do not get here. */
function inOrder(requirements: readonly Requirement[], rules: readonly ReadyRule[], scope: Scope): ReadyRequirement[] {
  const ready = new Map<string, ReadyRequirement>()
  const visit = (requirement: Requirement) => {
    if (ready.has(requirement.id)) return
    const answering = rules.filter(({ rule }) => rule.answers.includes(requirement.id))
    const before = questionsOf(requirement, answering).flatMap(requirementsIn)
    for (const other of requirements) if (before.includes(other.id)) visit(other)
    ready.set(requirement.id, {
      requirement,
      applies: requirement.appliesWhen ? compileCondition(requirement.appliesWhen, scope) : always,
      met: compileCondition(requirement.metWhen, scope),
      rules: answering,
      scope,
    })
  }
  for (const requirement of requirements) visit(requirement)
  return [...ready.values()]
}

type Behind = { facts: string[]; requirements: string[] }

const behind = (questions: readonly Condition[]): Behind => ({
  facts: questions.flatMap(factsIn),
  requirements: questions.flatMap(requirementsIn),
})

/** The facts and other requirements on which the outcome of a requirement may depend, by its own condition and its rules. */
export const factsBehind = ({ requirement, rules }: ReadyRequirement): Behind => behind(questionsOf(requirement, rules))

/** The same for a rule by itself. */
export const factsBehindRule = (rule: ReadyRule): Behind => behind(questionsOfRule(rule))
