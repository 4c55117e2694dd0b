import type { DocumentKind } from '../documents/kinds.ts'

/** Against whom a ladder goes: a responsible unit, or the developer of an estate. */
export const ladders = ['unit', 'developer'] as const
export type Ladder = (typeof ladders)[number]

/** From which day a step is counted: the day the matter is due, or the day by which the letter before had to be answered. */
type LadderBase = 'due_day' | 'former_answer_day'

/** Who signs the letter of a step; `nobody`: the product says it, no letter is written. */
type LadderSigner = 'nobody' | 'office_head' | 'leader'

export type LadderStep =
  | 'reminder'
  | 'yellow'
  | 'deadline_notice'
  | 'supervision_letter'
  | 'interview'
  | 'bulletin'
  | 'referral'
  | 'demand_letter'
  | 'developer_interview'
  | 'joint_discipline'
  | 'penalty'

/**
 * A step of a ladder. `workingDays`: after the day it is counted from, before it when less than none. `answerDays`:
 * working days the letter leaves from its service; the next step looks at them also where the kind asks no answer.
 */
export type LadderRule = {
  ladder: Ladder
  step: LadderStep
  from: LadderBase
  workingDays: number
  answerDays: number
  letter: DocumentKind | null
  signedBy: LadderSigner
  isOn: boolean
}

type Shipped = Omit<LadderRule, 'isOn'>

/**
 * The ladders as shipped, in their order. Order and letters after the published report (限时办结通知书、督办函、约谈、通报;
 * 催告函、约谈开发商、联合惩戒); which letter the referral takes and every number of days are practice that no text has
 * confirmed here, to be verified: each county sets its own.
 */
const shippedRules: readonly Shipped[] = [
  unit('reminder', 'due_day', -3, 0, null, 'nobody'),
  unit('yellow', 'due_day', -1, 0, null, 'nobody'),
  unit('deadline_notice', 'due_day', 1, 5, 'deadline_notice', 'office_head'),
  unit('supervision_letter', 'former_answer_day', 1, 3, 'supervision_letter', 'office_head'),
  unit('interview', 'former_answer_day', 1, 3, 'interview_notice', 'leader'),
  unit('bulletin', 'former_answer_day', 3, 5, 'bulletin', 'leader'),
  unit('referral', 'former_answer_day', 3, 10, 'letter', 'leader'),
  developer('demand_letter', 'due_day', 1, 10, 'demand_letter', 'office_head'),
  developer('developer_interview', 'former_answer_day', 1, 5, 'interview_notice', 'leader'),
  developer('joint_discipline', 'former_answer_day', 3, 10, 'letter', 'leader'),
  developer('penalty', 'former_answer_day', 3, 10, 'letter', 'leader'),
]

type Row = [
  from: LadderBase,
  workingDays: number,
  answerDays: number,
  letter: DocumentKind | null,
  signedBy: LadderSigner,
]

function unit(step: LadderStep, ...row: Row): Shipped {
  return ruleOf('unit', step, row)
}

function developer(step: LadderStep, ...row: Row): Shipped {
  return ruleOf('developer', step, row)
}

function ruleOf(ladder: Ladder, step: LadderStep, [from, workingDays, answerDays, letter, signedBy]: Row): Shipped {
  return { ladder, step, from, workingDays, answerDays, letter, signedBy }
}

export const ladderSteps = shippedRules.map(({ step }) => step) as [LadderStep, ...LadderStep[]] // the table is not empty

/** What a county sets of a step. */
export type LadderSetting = Pick<LadderRule, 'step' | 'workingDays' | 'answerDays' | 'isOn'>

/** The rules of a county: the shipped ladders with what it, or else the city, has set. */
export function rulesWith(settings: readonly LadderSetting[]): LadderRule[] {
  const byStep = new Map(settings.map((setting) => [setting.step, setting]))
  return shippedRules.map((shipped) => ({ ...shipped, isOn: true, ...byStep.get(shipped.step) }))
}

export type LadderFlaw = 'counted_backwards' | 'out_of_order'

/** What is wrong with rules a county would set, and at which step; `null` when they can be worked with. */
export function flawOfRules(rules: readonly LadderRule[]): { step: LadderStep; code: LadderFlaw } | null {
  let last: LadderRule | null = null
  for (const rule of rules.filter(({ isOn }) => isOn)) {
    if (rule.letter !== null && rule.workingDays < 1) return { step: rule.step, code: 'counted_backwards' }
    const follows = last !== null && last.ladder === rule.ladder && last.from === 'due_day' && rule.from === 'due_day'
    if (follows && last !== null && rule.workingDays <= last.workingDays)
      return { step: rule.step, code: 'out_of_order' }
    last = rule
  }
  return null
}
