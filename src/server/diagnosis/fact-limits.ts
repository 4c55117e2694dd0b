import { type FactLimit, limitsOn } from '#domain/diagnosis/fact-limits.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { rulebooksInForce } from './policies/in-force.ts'

/** The limits that the rules in force in a county today set to a fact. */
export async function factLimits(tx: Tx, countyCode: string, fact: string): Promise<FactLimit[]> {
  const book = (await rulebooksInForce(tx, [countyCode], officeToday())).get(countyCode)
  return book ? limitsOn(book.rulebook, fact) : []
}
