import type { Battle } from '#contract/battle.ts'
import { dayNumber } from '#domain/shared/days.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { dueTargets } from './targets.ts'

/** How long a region still has until its homes are to be cleared, by its own targets or else its city's. */
export async function countdownOf(tx: Tx, region: string, today = officeToday()): Promise<Battle['countdown']> {
  const targets = await dueTargets(tx, region)
  return targets.map(({ registration, dueOn }) => ({
    registration,
    dueOn,
    daysLeft: dayNumber(dueOn) - dayNumber(today),
  }))
}
