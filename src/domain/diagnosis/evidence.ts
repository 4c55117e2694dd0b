import type { FactValues, Lack, ProgressOf } from './compile-condition.ts'
import type { Condition } from './conditions.ts'
import type { Evidence, RequirementOutcome } from './diagnosis.ts'
import { isClosed, type Judgement, progressIn } from './judge.ts'
import { remainingSteps } from './paths.ts'
import type { ReadyRequirement, Rulebook } from './rulebook.ts'

/** The most ways of one requirement that are weighed against each other; no pack comes near it. */
const mostWays = 12

/**
 * The smallest set of facts that, once shown, would close every requirement that has a way: for each, what its own
 * condition still lacks, or what the steps of one rule that answers it yield. Evidence that serves several counts once.
 */
export function smallestEvidence(rulebook: Rulebook, judgement: Judgement, values: FactValues): Evidence[] {
  const progress = progressIn(judgement)
  const outcomes = new Map(judgement.requirements.map((outcome) => [outcome.requirement, outcome]))
  const open = rulebook.ready.flatMap((ready) => {
    const outcome = outcomes.get(ready.requirement.id)
    if (!outcome || isClosed(outcome)) return []
    const ways = waysOf(rulebook, ready, outcome, values, progress).slice(0, mostWays)
    return ways.length === 0 ? [] : [{ requirement: ready.requirement.id, ways }]
  })
  const chosen = cheapest(open.map(({ ways }) => ways))
  const served = new Map<string, string[]>()
  chosen.forEach((way, at) => {
    for (const fact of way) served.set(fact, [...(served.get(fact) ?? []), open[at]?.requirement ?? ''])
  })
  return [...served].map(([fact, requirements]) => ({ fact, requirements }))
}

function waysOf(
  { byRule }: Rulebook,
  { met }: ReadyRequirement,
  { remedies }: RequirementOutcome,
  values: FactValues,
  progress: ProgressOf,
): Lack[] {
  const own = met.lacks(values, progress)
  const byRules = remedies.flatMap((remedy) => {
    const ready = byRule.get(remedy.rule)
    if (!ready) return []
    const yields = remainingSteps(ready, values, progress).filter(
      ({ track, step }) => track === 'owner' && step.produces,
    )
    return [yields.flatMap(({ step }) => (step.produces ? factsToShow(step.produces) : []))]
  })
  return [...own, ...byRules].map((way) => [...new Set(way)]).sort((a, b) => a.length - b.length)
}

function factsToShow(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(factsToShow)
  if ('any' in condition) return condition.any.slice(0, 1).flatMap(factsToShow)
  return 'fact' in condition ? [condition.fact] : []
}

/** One way for each requirement, so that together they need the fewest facts. */
function cheapest(open: readonly (readonly Lack[])[]): Lack[] {
  const uses = new Map<string, number>()
  for (const ways of open) for (const fact of new Set(ways.flat())) uses.set(fact, (uses.get(fact) ?? 0) + 1)
  // where no way of a requirement meets another requirement's, its shortest way is the best
  const isShared = (ways: readonly Lack[]) => ways.some((way) => way.some((fact) => uses.get(fact) !== 1))
  const weighed = open.map((ways) => (isShared(ways) ? ways : ways.slice(0, 1)))
  let best: { ways: Lack[]; size: number } = { ways: [], size: Number.POSITIVE_INFINITY }
  const choose = (at: number, ways: Lack[], facts: ReadonlySet<string>) => {
    if (facts.size >= best.size) return
    const next = weighed[at]
    if (!next) best = { ways, size: facts.size }
    else for (const way of next) choose(at + 1, [...ways, way], new Set([...facts, ...way]))
  }
  choose(0, [], new Set())
  return best.ways
}
