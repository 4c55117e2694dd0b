import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { findLatestDay } from './store.ts'

/** The day a list without a day is about: the last one on which anything happened in these counties. */
export async function latestDay(tx: Tx, counties: readonly string[]): Promise<string> {
  return (await findLatestDay(tx, counties)) ?? officeToday()
}
