import type { FactValues, Progress, ProgressOf } from './compile-condition.ts'
import type { Enforcement, Remedy, RequirementOutcome, RequirementStatus } from './diagnosis.ts'
import type { EffectKind } from './packs.ts'
import { chainDays, noticeDays, remainingSteps } from './paths.ts'
import type { ReadyRequirement, ReadyRule, Rulebook } from './rulebook.ts'

/** What the rules say of each requirement and of the law; the rest of a diagnosis follows from it. */
export type Judgement = {
  requirements: readonly RequirementOutcome[]
  enforcement: readonly Enforcement[]
  /** Requirements for a consultation: missing with no way, because no rule may answer them or one sends them there. */
  stuck: readonly RequirementOutcome[]
}

/** The status a rule gives the requirement it answers, once its owners' steps are done. */
const closes: Partial<Record<EffectKind, RequirementStatus>> = {
  substitute: 'substituted',
  defer: 'deferred',
  separate: 'separated',
  waive: 'waived',
}

/** A penalty that does not block runs beside the registration: the requirement is separated from it. */
const closingStatus = ({ rule: { effect } }: ReadyRule): RequirementStatus | undefined =>
  effect.kind === 'enforce' ? (effect.blocks ? undefined : 'separated') : closes[effect.kind]

/** Effects that open a way by steps of their own. */
const opens = (rule: ReadyRule) => rule.rule.effect.kind === 'complete' || closingStatus(rule) !== undefined

/** Judges every requirement of a registration, in an order in which rules may look at earlier ones. */
export function judge(rulebook: Rulebook, values: FactValues, registration: 'first' | 'transfer'): Judgement {
  const progress = new Map<string, Progress>()
  const requirements: RequirementOutcome[] = []
  for (const ready of rulebook.ready) {
    if (ready.requirement.registration !== registration) continue
    const outcome = judgeRequirement(ready, values, progress)
    progress.set(ready.requirement.id, progressOf(outcome))
    requirements.push(outcome)
  }
  const laws = registration === 'first' ? rulebook.enforcing : []
  return judgement(
    requirements,
    laws.flatMap((rule) => judgeEnforcement(rule, values, progress)),
  )
}

/** The part of a rulebook that may depend on one fact. */
export type Dependent = { requirements: readonly ReadyRequirement[]; laws: readonly ReadyRule[] }

/** The judgement with other values, asking again only what may depend on what changed. `progress` is that of `before`. */
export function judgeAgain(
  before: Pick<Judgement, 'requirements' | 'enforcement'>,
  progress: ProgressOf,
  dependent: Dependent,
  values: FactValues,
): Judgement {
  const now = new Map(progress)
  const asked = new Map<string, RequirementOutcome>()
  for (const ready of dependent.requirements) {
    const outcome = judgeRequirement(ready, values, now)
    now.set(ready.requirement.id, progressOf(outcome))
    asked.set(ready.requirement.id, outcome)
  }
  const isAsked = (id: string) => dependent.laws.some(({ rule }) => rule.id === id)
  return judgement(
    before.requirements.map((outcome) => asked.get(outcome.requirement) ?? outcome),
    [
      ...before.enforcement.filter(({ rule }) => !isAsked(rule)),
      ...dependent.laws.flatMap((rule) => judgeEnforcement(rule, values, now)),
    ],
  )
}

const judgement = (requirements: RequirementOutcome[], enforcement: Enforcement[]): Judgement => ({
  requirements,
  enforcement,
  stuck: requirements.filter(isStuck),
})

export const isClosed = ({ status }: RequirementOutcome) => status !== 'missing' && status !== 'unknown'

/** A missing requirement names a rule only where that rule puts it before a consultation. */
const isStuck = ({ status, by, remedies, undecided }: RequirementOutcome) =>
  status === 'missing' && remedies.length === 0 && (undecided.length === 0 || by !== null)

/** How far each requirement of a judgement has come. */
export const progressIn = ({ requirements }: Pick<Judgement, 'requirements'>): ProgressOf =>
  new Map(requirements.map((outcome) => [outcome.requirement, progressOf(outcome)]))

/** What is missing but has a way, or may have one, is not satisfied yet: unknown, not no. */
function progressOf(outcome: RequirementOutcome): Progress {
  const { status, remedies, undecided, unknownFacts } = outcome
  if (isClosed(outcome)) return { satisfied: 2, attainable: 2, unknownFacts }
  const mayOpen = status === 'unknown' || undecided.length > 0
  return {
    satisfied: mayOpen || remedies.length > 0 ? 1 : 0,
    attainable: remedies.length > 0 ? 2 : mayOpen ? 1 : 0,
    unknownFacts,
  }
}

function judgeRequirement(ready: ReadyRequirement, values: FactValues, progress: ProgressOf): RequirementOutcome {
  const applies = ready.applies.truth(values, progress)
  if (applies === 0) return closed(ready, 'not_applicable')
  const met = ready.met.truth(values, progress)
  if (met === 2) return closed(ready, 'met')

  const { closing, remedies, undecided, consulted } = askRules(ready, values, progress)
  const [best] = closing.sort(byPreference)
  if (best) return closed(ready, closingStatus(best.ready) ?? 'met', best.ready)

  const isUnknown = applies === 1 || met === 1
  const unknownFacts = new Set<string>()
  if (applies === 1) ready.applies.blame(values, progress, unknownFacts)
  if (met === 1) ready.met.blame(values, progress, unknownFacts)
  for (const { facts } of undecided) for (const fact of facts) unknownFacts.add(fact)
  return {
    requirement: ready.requirement.id,
    status: isUnknown ? 'unknown' : 'missing',
    by: isUnknown || remedies.length > 0 ? null : consulted,
    until: null,
    remedies: remedies.sort(byPreference).map(({ remedy }) => remedy),
    undecided,
    unknownFacts: [...unknownFacts],
    contradictions: [],
  }
}

type Option = { ready: ReadyRule; remedy: Remedy }

function askRules({ rules }: ReadyRequirement, values: FactValues, progress: ProgressOf) {
  const closing: Option[] = []
  const remedies: Option[] = []
  const undecided: RequirementOutcome['undecided'] = []
  let consulted: string | null = null
  for (const ready of rules) {
    const when = ready.when.truth(values, progress)
    if (when === 2 && ready.rule.effect.kind === 'consult') consulted ??= ready.rule.id
    if (when === 0 || !opens(ready)) continue
    const remedy = remedyOf(ready, values, progress)
    const closes = closingStatus(ready) !== undefined && remedy.steps.length === 0
    if (when === 1) {
      const facts = new Set<string>()
      ready.when.blame(values, progress, facts)
      undecided.push({ rule: ready.rule.id, facts: [...facts], closes })
      continue
    }
    if (closes) closing.push({ ready, remedy })
    else remedies.push({ ready, remedy })
  }
  return { closing, remedies, undecided, consulted }
}

function remedyOf(ready: ReadyRule, values: FactValues, progress: ProgressOf): Remedy {
  const { rule } = ready
  const steps = remainingSteps(ready, values, progress).filter(({ track }) => track === 'owner')
  return {
    rule: rule.id,
    effect: rule.effect.kind,
    title: rule.title,
    titleEn: rule.titleEn,
    basis: rule.basis,
    steps: steps.map(({ step }) => `${rule.id}/${step.id}`),
    workingDays: chainDays(steps),
    noticeDays: noticeDays(steps),
    costFen: steps.reduce((sum, { step }) => sum + (step.costFen ?? 0), 0),
  }
}

/** Legal certainty first, then working days, then cost; the id settles what is left. */
function byPreference(a: Option, b: Option): number {
  return (
    a.ready.certainty - b.ready.certainty ||
    a.remedy.workingDays - b.remedy.workingDays ||
    a.remedy.costFen - b.remedy.costFen ||
    (a.ready.rule.id < b.ready.rule.id ? -1 : 1)
  )
}

function closed({ requirement }: ReadyRequirement, status: RequirementStatus, by?: ReadyRule): RequirementOutcome {
  const effect = by?.rule.effect
  return {
    requirement: requirement.id,
    status,
    by: by?.rule.id ?? null,
    until: effect?.kind === 'defer' ? effect.until : null,
    remedies: [],
    undecided: [],
    unknownFacts: [],
    contradictions: [],
  }
}

function judgeEnforcement(ready: ReadyRule, values: FactValues, progress: ProgressOf): Enforcement[] {
  const { rule } = ready
  const when = ready.when.truth(values, progress)
  const isDealtWith = ready.steps.length > 0 && remainingSteps(ready, values, progress).length === 0
  if (when === 0 || isDealtWith || rule.effect.kind !== 'enforce') return []
  const unknownFacts = new Set<string>()
  if (when === 1) ready.when.blame(values, progress, unknownFacts)
  return [
    {
      rule: rule.id,
      state: when === 2 ? 'active' : 'unknown',
      blocks: rule.effect.blocks,
      unknownFacts: [...unknownFacts],
      contradictions: [],
    },
  ]
}
