import type { IsoDate } from '../shared/quantities.ts'

/** What is wrong with a date of the campaign, and in which field it stands. */
export type PlanFault = {
  code: 'target_before_today' | 'transfer_before_first' | 'sprint_ends_before_start' | 'reached_in_future'
  field: 'first' | 'transfer' | 'endsOn' | 'on'
}

/** Targets lie ahead, and no home is transferred before it was first registered. */
export function faultOfTargets(targets: { first: IsoDate; transfer: IsoDate }, today: IsoDate): PlanFault | null {
  if (targets.first < today) return { code: 'target_before_today', field: 'first' }
  if (targets.transfer < today) return { code: 'target_before_today', field: 'transfer' }
  if (targets.transfer < targets.first) return { code: 'transfer_before_first', field: 'transfer' }
  return null
}

/** A sprint has at least its first day. */
export const faultOfSprint = (sprint: { startsOn: IsoDate; endsOn: IsoDate }): PlanFault | null =>
  sprint.endsOn < sprint.startsOn ? { code: 'sprint_ends_before_start', field: 'endsOn' } : null

/** A milestone is reached on the day it is, or told of afterwards. */
export const faultOfReaching = (on: IsoDate, today: IsoDate): PlanFault | null =>
  on > today ? { code: 'reached_in_future', field: 'on' } : null

/** Reminders go out furthest ahead first, each number of working days once. */
export const orderedReminders = (days: readonly number[]): number[] => [...new Set(days)].sort((one, two) => two - one)
