import { compileCondition, type FactValues, type ProgressOf, type Scope } from './compile-condition.ts'
import { conditionWords, type Language, type Titles, titleIn, valueWords } from './condition-words.ts'
import { type Condition, factsIn } from './conditions.ts'
import type { CurrentFacts } from './current-facts.ts'
import type { Diagnosis, FactSource, RequirementOutcome } from './diagnosis.ts'
import { type ExplanationWords, explanationWords } from './explain-words.ts'
import { partsOf, valuesOf } from './fact-values.ts'
import { progressIn } from './judge.ts'
import type { Basis } from './packs.ts'
import { isUnset } from './paths.ts'
import type { ReadyRequirement, ReadyRule, Rulebook } from './rulebook.ts'

/** One plain sentence of an explanation, with the fact and source or the rule and basis it rests on. */
export type ExplanationNode = {
  sentence: string
  tone: 'ok' | 'todo' | 'unknown' | 'stop' | 'plain'
  fact?: string | undefined
  source?: FactSource | undefined
  rule?: string | undefined
  basis?: Basis | undefined
  children: ExplanationNode[]
}

/**
 * Why a diagnosis says what it says: the verdict, each requirement, the conditions that decided it, the rules that
 * answer it, down to each fact with its source. `diagnosis` is that of the same rulebook and facts.
 */
export function explain(
  rulebook: Rulebook,
  facts: CurrentFacts,
  diagnosis: Diagnosis,
  language: Language,
): ExplanationNode {
  const telling = {
    rulebook,
    facts,
    language,
    words: explanationWords[language],
    ...groundOf(rulebook, facts, diagnosis),
  }
  const { words } = telling
  const others = diagnosis.couldBe.filter((verdict) => verdict !== diagnosis.verdict)
  return {
    sentence: words.verdict[diagnosis.verdict],
    tone: ({ can_do: 'ok', can_solve: 'todo', by_law: 'stop', consult: 'stop' } as const)[diagnosis.verdict],
    children: [
      ...(others.length > 0
        ? [leaf(words.unsettled(others.map((verdict) => words.verdict[verdict]).join(' / ')), 'unknown')]
        : []),
      ...diagnosis.enforcement.flatMap((enforcement) => {
        const ready = rulebook.byRule.get(enforcement.rule)
        return ready ? [explainEnforcement(telling, ready, enforcement)] : []
      }),
      ...diagnosis.requirements.map((outcome) => explainRequirement(telling, outcome)),
      ...(diagnosis.daysUnset.length > 0 ? [leaf(words.daysUnset, 'unknown')] : []),
    ],
  }
}

type Telling = {
  rulebook: Rulebook
  facts: CurrentFacts
  language: Language
  words: ExplanationWords
  values: FactValues
  progress: ProgressOf
}

function groundOf(rulebook: Rulebook, facts: CurrentFacts, { requirements }: Diagnosis) {
  return { values: valuesOf(rulebook, facts), progress: progressIn({ requirements }) }
}

const leaf = (sentence: string, tone: ExplanationNode['tone']): ExplanationNode => ({ sentence, tone, children: [] })

const tones = {
  met: 'ok',
  substituted: 'ok',
  deferred: 'ok',
  separated: 'ok',
  waived: 'ok',
  not_applicable: 'plain',
  missing: 'todo',
  unknown: 'unknown',
} as const satisfies Record<RequirementOutcome['status'], ExplanationNode['tone']>

function explainRequirement(telling: Telling, outcome: RequirementOutcome): ExplanationNode {
  const { rulebook, words, language } = telling
  const ready = rulebook.ready.find(({ requirement }) => requirement.id === outcome.requirement)
  const title = titleIn(language, ready?.requirement, outcome.requirement)
  const hasNoWay = outcome.status === 'missing' && outcome.remedies.length === 0 && outcome.undecided.length === 0
  return {
    sentence: words.requirement(title, words.status[outcome.status]),
    tone: hasNoWay ? 'stop' : tones[outcome.status],
    basis: ready?.requirement.basis,
    children: [
      ...(ready ? explainOwn(telling, ready, outcome) : []),
      ...explainRules(telling, outcome),
      ...(hasNoWay && outcome.by === null ? [leaf(words.noWay, 'stop')] : []),
    ],
  }
}

function explainOwn(
  telling: Telling,
  { requirement, scope }: ReadyRequirement,
  { status }: RequirementOutcome,
): ExplanationNode[] {
  const applies = requirement.appliesWhen ? [explainCondition(telling, requirement.appliesWhen, scope)] : []
  return status === 'not_applicable' ? applies : [...applies, explainCondition(telling, requirement.metWhen, scope)]
}

function explainRules(
  telling: Telling,
  { status, by, until, remedies, undecided }: RequirementOutcome,
): ExplanationNode[] {
  const { rulebook, words } = telling
  const nodes: ExplanationNode[] = []
  const tell = (
    rule: string,
    sentence: (title: string) => string,
    tone: ExplanationNode['tone'],
    more: ExplanationNode[] = [],
  ) => {
    const ready = rulebook.byRule.get(rule)
    if (ready) nodes.push(ruleNode(telling, ready, sentence(titleIn(telling.language, ready.rule, rule)), tone, more))
  }
  if (by && status === 'missing') tell(by, words.consulted, 'stop')
  else if (by) {
    const effect = rulebook.byRule.get(by)?.rule.effect.kind ?? 'complete'
    tell(by, (title) => words.rule(title, words.effect[effect]), 'ok', until ? [leaf(words.until(until), 'plain')] : [])
  }
  for (const { rule, effect, steps, workingDays } of remedies) {
    const areDaysOpen = rulebook.byRule
      .get(rule)
      ?.steps.some((one) => isUnset(one) && steps.includes(`${rule}/${one.step.id}`))
    tell(rule, (title) => words.rule(title, words.effect[effect]), 'todo', [
      leaf(words.steps(steps.length, workingDays, areDaysOpen ?? false), 'plain'),
    ])
  }
  for (const { rule } of undecided) tell(rule, words.ruleUndecided, 'unknown')
  return nodes
}

function ruleNode(
  telling: Telling,
  { rule, scope }: ReadyRule,
  sentence: string,
  tone: ExplanationNode['tone'],
  more: ExplanationNode[],
): ExplanationNode {
  const because = rule.when ? [explainCondition(telling, rule.when, scope)] : []
  return { sentence, tone, rule: rule.id, basis: rule.basis, children: [...because, ...more] }
}

function explainEnforcement(
  telling: Telling,
  ready: ReadyRule,
  { state, blocks }: Diagnosis['enforcement'][number],
): ExplanationNode {
  const { words, language } = telling
  const title = titleIn(language, ready.rule, ready.rule.id)
  if (state === 'unknown') return ruleNode(telling, ready, words.mayBeEnforced(title), 'unknown', [])
  return ruleNode(
    telling,
    ready,
    blocks ? words.enforced(title) : words.enforcedBeside(title),
    blocks ? 'stop' : 'plain',
    [],
  )
}

/** Whether a condition holds, and each fact it looks at with where it comes from. */
function explainCondition(telling: Telling, condition: Condition, scope: Scope): ExplanationNode {
  const { rulebook, words, language, values, progress } = telling
  const truth = compileCondition(condition, scope).truth(values, progress)
  const said = conditionWords(condition, titlesOf(rulebook, scope), language)
  const blamed = new Set<string>()
  if (truth === 1) compileCondition(condition, scope).blame(values, progress, blamed)
  const cited = [...new Set([...factsIn(condition), ...blamed])].filter((fact) =>
    truth === 1 ? blamed.has(fact) || isKnown(telling, fact) : isKnown(telling, fact),
  )
  return {
    sentence: truth === 2 ? words.isTrue(said) : truth === 0 ? words.isFalse(said) : words.isUnknown(said),
    tone: truth === 1 ? 'unknown' : 'plain',
    children: cited.flatMap((fact) => explainFact(telling, fact)),
  }
}

const isKnown = ({ rulebook, values }: Telling, fact: string) => values[rulebook.placeOf.get(fact) ?? -1] !== undefined

function titlesOf({ definitions, placeOf, requirements }: Rulebook, { parameterOf }: Scope): Titles {
  return {
    fact: (id) => definitions[placeOf.get(id) ?? -1],
    parameter: parameterOf,
    requirement: (id) => requirements.find((requirement) => requirement.id === id),
  }
}

function explainFact(telling: Telling, fact: string): ExplanationNode[] {
  const { rulebook, facts, words, language, values } = telling
  const place = rulebook.placeOf.get(fact) ?? -1
  const definition = rulebook.definitions[place]
  const title = titleIn(language, definition, fact)
  const held = values[place]
  const current = facts.get(fact)
  if (current?.isContradicted)
    return [{ ...leaf(words.contradiction(title), 'unknown'), fact, children: sourcesOf(telling, fact) }]
  if (held === undefined) return [{ ...leaf(words.unknownFact(title), 'unknown'), fact }]
  if (current?.value === undefined || current.value === null) {
    const parts = definition?.derived ? partsOf(definition.derived) : []
    const sentence = words.derivedFact(title, valueWords(held, definition, language))
    return [
      {
        sentence,
        tone: 'plain',
        fact,
        source: { kind: 'derived' },
        children: parts.flatMap((part) => explainFact(telling, part)),
      },
    ]
  }
  return sourcesOf(telling, fact).slice(0, 1)
}

/** Each source that counts for a fact, the one that decides first. */
function sourcesOf({ rulebook, facts, words, language }: Telling, fact: string): ExplanationNode[] {
  const definition = rulebook.definitions[rulebook.placeOf.get(fact) ?? -1]
  const current = facts.get(fact)
  const known = (current?.statements ?? []).flatMap(({ value, source, asOf, said }) =>
    value === null ? [] : [{ value, source, asOf, said }],
  )
  const decides = (value: unknown) => Number(current?.value === value)
  return known
    .sort((a, b) => decides(b.value) - decides(a.value) || (a.asOf === b.asOf ? 0 : a.asOf < b.asOf ? 1 : -1))
    .map(({ value, source, said }) => ({
      sentence: words.fact(titleIn(language, definition, fact), valueWords(value, definition, language), said ?? null),
      tone: 'plain',
      fact,
      source,
      children: [],
    }))
}
