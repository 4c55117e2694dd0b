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
  if (stuck.length > 0) return isLawInDoubt ? open('consult', ['by_law', 'consult']) : settledAs('consult')

  const left = requirements.filter((outcome) => !isClosed(outcome))
  if (left.length === 0) return isLawInDoubt ? open('can_solve', ['can_do', 'by_law']) : settledAs('can_do')
  const mayStick = left.some(({ remedies }) => remedies.length === 0)
  const mayBeDone = left.every(
    (outcome) => outcome.status === 'unknown' || outcome.undecided.some(({ closes }) => closes),
  )
  if (!mayStick && !mayBeDone && !isLawInDoubt) return settledAs('can_solve')
  return open('can_solve', [
    ...(mayBeDone ? (['can_do'] as const) : []),
    ...(left.some((outcome) => outcome.status === 'missing' || hasWay(outcome)) ? (['can_solve'] as const) : []),
    ...(isLawInDoubt ? (['by_law'] as const) : []),
    ...(mayStick ? (['consult'] as const) : []),
  ])
}

const hasWay = ({ remedies, undecided }: RequirementOutcome) => remedies.length > 0 || undecided.length > 0

const settledAs = (verdict: Verdict): Ruling => ({ verdict, settled: true, couldBe: [verdict] })
const open = (verdict: Verdict, couldBe: Verdict[]): Ruling => ({ verdict, settled: false, couldBe })
