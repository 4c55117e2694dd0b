import type { RequirementOutcome, Verdict } from './diagnosis.ts'
import { isClosed, type Judgement } from './judge.ts'

export type Ruling = { verdict: Verdict; settled: boolean; couldBe: Verdict[] }

/**
 * The verdict in the report's words. By law, while a blocking rule of enforcement applies; consultation, while a
 * missing requirement has no way; 能办 only when every requirement is closed and no rule of enforcement is in doubt;
 * else 解决办. It is settled when no unknown fact can change it.
 */
export function ruleOn({ requirements, enforcement, stuck }: Judgement): Ruling {
  const blocking = enforcement.filter(({ blocks }) => blocks)
  if (blocking.some(({ state }) => state === 'active')) return settledAs('by_law')
  const isLawInDoubt = blocking.some(({ state }) => state === 'unknown')
  const left = requirements.filter((outcome) => !isClosed(outcome))
  if (left.length === 0) return isLawInDoubt ? open('can_solve', ['can_do', 'by_law']) : settledAs('can_do')

  const isStuckForGood = stuck.some(({ undecided }) => undecided.length === 0)
  const verdict = stuck.length > 0 ? 'consult' : 'can_solve'
  const couldBe = [
    ...(isStuckForGood ? (['consult'] as const) : turnsOf(left)),
    ...(isLawInDoubt ? (['by_law'] as const) : []),
  ]
  return couldBe.length === 1 && couldBe[0] === verdict ? settledAs(verdict) : open(verdict, couldBe)
}

/** The verdicts that what is left may still turn into, the law aside. */
function turnsOf(left: readonly RequirementOutcome[]): Verdict[] {
  const mayBeDone = left.every(
    ({ status, undecided }) => status === 'unknown' || undecided.some(({ closes }) => closes),
  )
  const mayBeSolved = left.some(
    ({ status, remedies, undecided }) => status === 'missing' || remedies.length > 0 || undecided.length > 0,
  )
  const mayStick = left.some(({ remedies }) => remedies.length === 0)
  return [
    ...(mayBeDone ? (['can_do'] as const) : []),
    ...(mayBeSolved ? (['can_solve'] as const) : []),
    ...(mayStick ? (['consult'] as const) : []),
  ]
}

const settledAs = (verdict: Verdict): Ruling => ({ verdict, settled: true, couldBe: [verdict] })
const open = (verdict: Verdict, couldBe: Verdict[]): Ruling => ({ verdict, settled: false, couldBe })
