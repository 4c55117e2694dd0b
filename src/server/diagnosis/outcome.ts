import { hash } from 'node:crypto'
import { type CurrentFact, type CurrentFacts, currentFacts } from '#domain/diagnosis/current-facts.ts'
import { diagnose } from '#domain/diagnosis/diagnose.ts'
import type { Diagnosis } from '#domain/diagnosis/diagnosis.ts'
import type { Rulebook } from '#domain/diagnosis/rulebook.ts'
import { type StatedEstate, usable } from './estate-facts.ts'

/** What a diagnosis found, for first registration and for the transfers that follow. */
export type Outcome = { first: Diagnosis; transfer: Diagnosis }

/** The facts a diagnosis rests on, as it keeps them: in the order of their names. */
export type FactSnapshot = ({ fact: string } & CurrentFact)[]

export function snapshotOf({ statements }: StatedEstate, rulebook: Rulebook): FactSnapshot {
  return [...currentFacts(usable(statements, rulebook))]
    .map(([fact, current]) => ({ fact, ...current }))
    .sort((a, b) => (a.fact < b.fact ? -1 : 1))
}

export const factsOf = (snapshot: FactSnapshot): CurrentFacts =>
  new Map(snapshot.map(({ fact, ...current }) => [fact, current]))

export function outcomeOf(rulebook: Rulebook, facts: CurrentFacts): Outcome {
  return { first: diagnose(rulebook, facts), transfer: diagnose(rulebook, facts, 'transfer') }
}

/** What makes two diagnoses the same: facts, rules and findings, whatever the day they were made on. */
export function diagnosisDigest(facts: FactSnapshot, rulebookDigest: string, { first, transfer }: Outcome): string {
  const findings = [facts, rulebookDigest, { ...first, on: null }, { ...transfer, on: null }]
  return hash('sha256', JSON.stringify(findings), 'hex')
}
