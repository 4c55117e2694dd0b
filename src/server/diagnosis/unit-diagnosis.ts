import type { z } from 'zod'
import type { Requirement } from '#contract/packs.ts'
import { currentFacts } from '#domain/diagnosis/current-facts.ts'
import { diagnose } from '#domain/diagnosis/diagnose.ts'
import { explain } from '#domain/diagnosis/explain.ts'
import { unitFacts } from '#domain/diagnosis/unit-facts.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { getStatedEstate, type Language } from './estate-file.ts'
import { factsOf, snapshotOf } from './outcome.ts'
import { rulebooksInForce } from './policies/in-force.ts'
import { findUnitRecord } from './store.ts'

/** What still lies between one home and its transfer: the facts of its estate, and before them those of its own record. */
export async function unitDiagnosis(tx: Tx, countyCode: string, unitId: string, language: Language) {
  const unit = await findUnitRecord(tx, countyCode, unitId)
  if (!unit) throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })
  const today = officeToday()
  const book = (await rulebooksInForce(tx, [countyCode], today)).get(countyCode)
  if (!book) throw new Error(`no rulebook for county ${countyCode}`)
  const { rulebook } = book
  const estate = await getStatedEstate(tx, { countyCode, estateId: unit.estateId })
  const own = currentFacts(unitFacts(unit, today))
  const facts = new Map([...factsOf(snapshotOf(estate, rulebook)), ...own])
  const diagnosis = diagnose(rulebook, facts, 'transfer')
  return {
    diagnosis,
    explanation: explain(rulebook, facts, diagnosis, language),
    unitNames: rulebook.unitNames,
    requirements: [...rulebook.requirements] as z.infer<typeof Requirement>[], // of packs the contract has read
  }
}
