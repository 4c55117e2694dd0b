export type SignRule = 'any' | 'all'
export type Stance = 'agree' | 'disagree' | 'abstain'

/** What a unit said on an item. */
export type UnitOpinion = { organisationId: string; stance: Stance }

/**
 * Whether the opinions given carry an item. 会签 `all`: every unit present has spoken, none against, and not all of them
 * abstain. 或签 `any`: one unit present agrees, whoever dissents. What absent units wrote is kept and does not count.
 */
export function isCarried(rule: SignRule, present: readonly string[], opinions: readonly UnitOpinion[]): boolean {
  const counting = opinions.filter(({ organisationId }) => present.includes(organisationId))
  const isAgreed = counting.some(({ stance }) => stance === 'agree')
  if (rule === 'any') return isAgreed
  return isAgreed && counting.length === present.length && counting.every(({ stance }) => stance !== 'disagree')
}
