import type { Condition } from '#domain/diagnosis/conditions.ts'
import type { Pack, Requirement, Rule } from '#domain/diagnosis/packs.ts'

/**
 * The rules of a diagnosis read out slowly: no compiling, no order, no sharing of work with the engine. Knows boolean
 * facts only. What it says is what the guide to policy packs says.
 */
export type Known = Readonly<Record<string, boolean | undefined>>
type Says = 'yes' | 'no' | 'unknown'

const closing: Readonly<Record<string, string>> = {
  substitute: 'substituted',
  defer: 'deferred',
  separate: 'separated',
  waive: 'waived',
}

function holds(pack: Pack, condition: Condition, known: Known): Says {
  if ('not' in condition) return { yes: 'no', no: 'yes', unknown: 'unknown' }[holds(pack, condition.not, known)] as Says
  if ('all' in condition) {
    const parts = condition.all.map((part) => holds(pack, part, known))
    return parts.includes('no') ? 'no' : parts.includes('unknown') ? 'unknown' : 'yes'
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => holds(pack, part, known))
    return parts.includes('yes') ? 'yes' : parts.includes('unknown') ? 'unknown' : 'no'
  }
  if ('requirement' in condition) return progress(pack, condition.requirement, condition.is, known)
  if ('known' in condition) return known[condition.known] === undefined ? 'no' : 'yes'
  const value = known[condition.fact]
  return value === undefined ? 'unknown' : value === condition.is ? 'yes' : 'no'
}

const requirementOf = (pack: Pack, id: string): Requirement => {
  const found = pack.requirements?.find((requirement) => requirement.id === id)
  if (!found) throw new Error(id)
  return found
}

function progress(pack: Pack, id: string, asked: 'satisfied' | 'attainable', known: Known): Says {
  const status = statusOf(pack, id, known)
  if (isClosed(status)) return 'yes'
  const ways = waysOf(pack, id, known)
  const doubts = doubtsOf(pack, id, known)
  if (asked === 'attainable' && ways.length > 0) return 'yes'
  return status === 'unknown' || ways.length > 0 || doubts.length > 0 ? 'unknown' : 'no'
}

export const isClosed = (status: string) => status !== 'missing' && status !== 'unknown'

/** Steps that hold up the owner and are not shown to be done, by themselves or by a later step. */
function leftToDo(pack: Pack, rule: Rule, known: Known, track?: 'owner'): string[] {
  const steps = rule.steps ?? []
  const isDone = (id: string): boolean =>
    steps.some(({ id: own, produces }) => own === id && produces && holds(pack, produces, known) === 'yes') ||
    steps.some(({ id: later, needs }) => needs?.includes(id) && isDone(later))
  const isDevelopers = ['separate', 'enforce'].includes(rule.effect.kind)
  return steps
    .filter((step) => track === undefined || (step.track ?? (isDevelopers ? 'developer' : 'owner')) === track)
    .map(({ id }) => id)
    .filter((id) => !isDone(id))
}

const isParallelPenalty = ({ effect }: Rule) => effect.kind === 'enforce' && !effect.blocks
const mayClose = (rule: Rule) => closing[rule.effect.kind] !== undefined || isParallelPenalty(rule)
const opensWay = (rule: Rule) => mayClose(rule) || rule.effect.kind === 'complete'
const applies = (pack: Pack, rule: Rule, known: Known): Says => (rule.when ? holds(pack, rule.when, known) : 'yes')

const answering = (pack: Pack, id: string) => pack.rules.filter(({ answers }) => answers.includes(id))

const waysOf = (pack: Pack, id: string, known: Known) =>
  answering(pack, id).filter((rule) => opensWay(rule) && applies(pack, rule, known) === 'yes')
const doubtsOf = (pack: Pack, id: string, known: Known) =>
  answering(pack, id).filter((rule) => opensWay(rule) && applies(pack, rule, known) === 'unknown')

export function statusOf(pack: Pack, id: string, known: Known): string {
  const { appliesWhen, metWhen } = requirementOf(pack, id)
  const isAsked = appliesWhen ? holds(pack, appliesWhen, known) : 'yes'
  const isMet = holds(pack, metWhen, known)
  if (isAsked === 'no') return 'not_applicable'
  if (isMet === 'yes') return 'met'
  const closers = waysOf(pack, id, known)
    .filter((rule) => mayClose(rule) && leftToDo(pack, rule, known, 'owner').length === 0)
    .map((rule) => (isParallelPenalty(rule) ? 'separated' : (closing[rule.effect.kind] ?? '')))
  if (closers.length > 0) return closers.length === 1 ? (closers[0] ?? '') : 'closed somehow'
  return isAsked === 'unknown' || isMet === 'unknown' ? 'unknown' : 'missing'
}

const isStuck = (pack: Pack, id: string, known: Known) =>
  statusOf(pack, id, known) === 'missing' &&
  waysOf(pack, id, known).length === 0 &&
  (doubtsOf(pack, id, known).length === 0 ||
    answering(pack, id).some((rule) => rule.effect.kind === 'consult' && applies(pack, rule, known) === 'yes'))

/** Whether a blocking rule of enforcement applies. */
export function law(pack: Pack, known: Known): Says {
  const rules = pack.rules.filter(({ effect, steps }) => effect.kind === 'enforce' && effect.blocks && steps)
  const each = rules.map((rule) =>
    (rule.steps?.length ?? 0) > 0 && leftToDo(pack, rule, known).length === 0 ? 'no' : applies(pack, rule, known),
  )
  return each.includes('yes') ? 'yes' : each.includes('unknown') ? 'unknown' : 'no'
}

export function verdictOf(pack: Pack, known: Known): string {
  const ids = (pack.requirements ?? []).map(({ id }) => id)
  if (law(pack, known) === 'yes') return 'by_law'
  if (ids.some((id) => isStuck(pack, id, known))) return 'consult'
  const isAllClosed = ids.every((id) => isClosed(statusOf(pack, id, known)))
  return isAllClosed && law(pack, known) === 'no' ? 'can_do' : 'can_solve'
}

/** Every way the facts not yet known may turn out. */
export function completions(known: Known, facts: readonly string[]): Known[] {
  return facts
    .filter((fact) => known[fact] === undefined)
    .reduce<Known[]>(
      (all, fact) =>
        all.flatMap((one) => [
          { ...one, [fact]: true },
          { ...one, [fact]: false },
        ]),
      [known],
    )
}
