import { currentFacts } from '#domain/diagnosis/current-facts.ts'
import { diagnose } from '#domain/diagnosis/diagnose.ts'
import type { Diagnosis, RequirementStatus, Verdict } from '#domain/diagnosis/diagnosis.ts'
import type { Pack } from '#domain/diagnosis/packs.ts'
import { createRulebook } from '#domain/diagnosis/rulebook.ts'
import type { FactValue } from '#domain/diagnosis/values.ts'

/** An estate of which everything is known and nothing stands in the way, and the transfer of one home in it. */
const sound: Readonly<Record<string, FactValue>> = {
  category: 'legacy',
  land_ownership: 'state',
  land_is_protected: false,
  land_acquisition: 'granted',
  land_source_papers: 'complete',
  approved_land_m2: 1000,
  surveyed_land_m2: 1000,
  excess_land_is_small: false,
  over_quota_land: false,
  unit_housing: false,
  land_split_needed: false,
  land_split_done: false,
  use_change_needed: false,
  use_change_approved: false,
  planning: true,
  acceptance: true,
  fire: true,
  civil_defence: true,
  cadastral_survey: true,
  building_table: true,
  common_parts_confirmed: true,
  developer_standing: 'existing',
  developer_violation: false,
  violation_dealt_with: false,
  land_price_settled: true,
  taxes_settled: true,
  seized: false,
  disputed: false,
  homes: 24,
  first_registered: 'all',
  owner_reached: true,
  owner_willing: true,
  owner_away: false,
  far_from_county_town: false,
  application_lodged: true,
  contracts_in_order: true,
  invoices_issued: true,
  deed_tax_paid: true,
  maintenance_fund_paid: true,
  identity_clear: true,
  rights_clear: true,
  unit_seized: false,
}

/** What differs from the sound estate; `null`: not known there. */
export type Differences = Readonly<Record<string, FactValue | null>>

export type Place = { packs: readonly Pack[]; region: string; on: string; registration?: 'first' | 'transfer' }

/** The diagnosis of an estate that is sound but for these facts. */
export function diagnoseEstate(
  { packs, region, on, registration = 'first' }: Place,
  differences: Differences,
): Diagnosis {
  const source = { kind: 'document' } as const
  const statements = Object.entries({ ...sound, ...differences }).map(([fact, value]) => ({
    fact,
    value,
    asOf: on,
    source,
  }))
  return diagnose(createRulebook(packs, { region, on }), currentFacts(statements), registration)
}

/** What a diagnosis says of one requirement, short enough to be read in a table. */
export type Finding = {
  verdict: Verdict
  status: RequirementStatus
  /** The rule by which it is closed, or the best one that opens a way. */
  rule: string | null
  /** Its steps still to be done: `step unit track`. */
  steps: readonly string[]
  /** Days of its public notices: number (or `?`) and kind. */
  notices: readonly string[]
  note: string | null
  /** Rules that would answer it if the facts they wait for were known: `rule: facts`. */
  undecided: readonly string[]
}

export function findingOn(diagnosis: Diagnosis, requirement: string): Finding {
  const outcome = diagnosis.requirements.find((one) => one.requirement === requirement)
  if (!outcome) throw new Error(`${requirement} is not asked for`)
  const rule = outcome.by ?? outcome.remedies[0]?.rule ?? null
  const path = diagnosis.path.filter((step) => step.rule === rule)
  return {
    verdict: diagnosis.verdict,
    status: outcome.status,
    rule,
    steps: path.map(({ step, unit, track }) => `${step} ${unit} ${track}`),
    notices: path.flatMap(({ notice }) => (notice ? [`${notice.days ?? '?'} ${notice.kind}`] : [])),
    note: diagnosis.registerNotes.find((note) => note.rule === rule)?.note ?? null,
    undecided: outcome.undecided.map(({ rule: waiting, facts }) => `${waiting}: ${facts.join(' ')}`),
  }
}
