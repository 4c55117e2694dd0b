import type { FactValues } from './compile-condition.ts'
import type { Diagnosis, PathStep } from './diagnosis.ts'
import { type Judgement, progressIn } from './judge.ts'
import { daysOf, isUnset, remainingSteps } from './paths.ts'
import type { ReadyRule, ReadyStep, Rulebook } from './rulebook.ts'

type Path = Pick<Diagnosis, 'path' | 'workingDays' | 'noticeDays' | 'costFen' | 'daysUnset'>

/** A rule that is followed, and the first requirement it is followed for. */
type Followed = { ready: ReadyRule; requirement: string | null }

/**
 * The best ways of all missing requirements put together, each rule's steps once, side by side as far as none needs
 * another; what runs as the developer's own case stands beside it and holds up no owner.
 */
export function pathOf(rulebook: Rulebook, judgement: Judgement, values: FactValues): Path {
  const progress = progressIn(judgement)
  const path = followedRules(rulebook, judgement).flatMap((followed) =>
    schedule(followed, remainingSteps(followed.ready, values, progress)),
  )
  const owners = path.filter(({ track }) => track === 'owner')
  const workingDays = owners.reduce((last, { finish }) => Math.max(last, finish), 0)
  return {
    path: path
      .map((step) => ({ ...step, isCritical: step.track === 'owner' && leadsTo(step, path) === workingDays }))
      .sort((a, b) => Number(a.track === 'developer') - Number(b.track === 'developer') || a.start - b.start),
    workingDays,
    noticeDays: bestRemedies(judgement).reduce((most, remedy) => Math.max(most, remedy.noticeDays), 0),
    costFen: [...new Map(bestRemedies(judgement).map(({ rule, costFen }) => [rule, costFen])).values()].reduce(
      (sum, cost) => sum + cost,
      0,
    ),
    daysUnset: owners.filter(({ daysUnset }) => daysUnset).map(({ id }) => id),
  }
}

const bestRemedies = ({ requirements }: Judgement) =>
  requirements.flatMap(({ status, remedies: [best] }) => (status === 'missing' && best ? [best] : []))

function followedRules({ byRule }: Rulebook, { requirements, enforcement }: Judgement): Followed[] {
  const followed = new Map<string, Followed>()
  const follow = (rule: string | undefined | null, requirement: string | null) => {
    const ready = byRule.get(rule ?? '')
    if (ready && !followed.has(ready.rule.id)) followed.set(ready.rule.id, { ready, requirement })
  }
  for (const { requirement, status, by, remedies } of requirements) {
    if (status === 'missing') follow(remedies[0]?.rule ?? by, requirement)
    else if (status !== 'unknown') follow(by, requirement)
  }
  for (const { rule, state } of enforcement) if (state === 'active') follow(rule, null)
  return [...followed.values()]
}

/** Puts the steps of one rule as early as what they need allows. */
function schedule({ ready: { rule }, requirement }: Followed, steps: readonly ReadyStep[]): PathStep[] {
  const placed = new Map<string, PathStep>()
  const place = (one: ReadyStep): PathStep => {
    const known = placed.get(one.step.id)
    if (known) return known
    const before = steps.filter(({ step }) => one.step.needs?.includes(step.id)).map(place)
    const start = before.reduce((latest, { finish }) => Math.max(latest, finish), 0)
    const workingDays = daysOf(one)
    const made: PathStep = {
      id: `${rule.id}/${one.step.id}`,
      rule: rule.id,
      step: one.step.id,
      requirement,
      title: one.step.title,
      titleEn: one.step.titleEn,
      unit: one.step.unit,
      track: one.track,
      needs: before.map(({ id }) => id),
      workingDays,
      daysUnset: isUnset(one),
      notice: one.notice,
      commitment: one.commitment,
      start,
      finish: start + workingDays,
      isCritical: false,
    }
    placed.set(one.step.id, made)
    return made
  }
  return steps.map(place)
}

/** The day on which the longest chain through a step ends. */
function leadsTo(step: PathStep, path: readonly PathStep[]): number {
  return path
    .filter(({ needs, track }) => track === 'owner' && needs.includes(step.id))
    .reduce((latest, next) => Math.max(latest, leadsTo(next, path)), step.finish)
}
