import type { FactValue } from '#domain/diagnosis/values.ts'
import type { EstateRow } from '#domain/ledgers/rows.ts'
import type { IsoDate } from '#domain/shared/quantities.ts'
import { campaignDays, dayNumber } from './calendar.ts'
import { at, type Draws, drawsFor } from './draws.ts'
import { estateOutliers, type Outlier } from './field-outliers.ts'
import { lacks } from './papers.ts'
import type { PlannedCounty, PlannedEstate } from './planned-county.ts'

/** What somebody established about an estate. */
export type FieldFact = { estate: string; fact: string; value: FactValue; said: string | null; asOf: IsoDate }

/** One round of work in a county: who established facts, and all of them. Each round is one act. */
export type FieldRound = { source: 'officer' | 'visit' | 'document'; reason: string; facts: FieldFact[] }

/** The three ways in which facts come in: 坐诊, 巡诊, and papers gathered from the offices. */
const rounds = [
  { source: 'officer', reason: '坐诊核实', from: '2021-06-01', to: '2021-09-30', findings: clinicFindings },
  { source: 'visit', reason: '巡诊走访', from: '2021-09-01', to: '2022-02-28', findings: visitFindings },
  { source: 'document', reason: '收集核对资料', from: '2021-12-01', to: '2022-09-30', findings: paperFindings },
] as const

/** Of a hundred old estates so many were never looked at, and so many only at a clinic; of new ones fewer. */
const unvisited = { old: 0.07, recent: 0.03 }
const clinicOnly = { old: 0.1, recent: 0.04 }

type Findings = Readonly<Record<string, FactValue | null>>

/** An estate as the officer finds it: what its ledger says, and what is peculiar about it. */
type Case = { estate: PlannedEstate; row: EstateRow; outlier: Outlier | undefined; draws: Draws; isOld: boolean }

/** What officers, visits and papers established in a county, round by round; some estates nobody has looked at. */
export function fieldRoundsOf(county: PlannedCounty, rows: readonly EstateRow[]): FieldRound[] {
  const outliers = estateOutliers(county)
  const found: FieldRound[] = rounds.map(({ source, reason }) => ({ source, reason, facts: [] }))
  for (const estate of county.estates) {
    const row = at(rows, estate.order)
    const draws = drawsFor(`${county.plan.code}/field/${estate.order}`)
    const outlier = outliers.get(estate.order)
    const isOld = estate.category === 'legacy'
    const looked = outlier ? rounds.length : roundsLookedAt(isOld, draws)
    rounds.slice(0, looked).forEach(({ from, to, findings }, place) => {
      const asOf = at(campaignDays, draws.between(dayNumber(from), dayNumber(to)))
      at(found, place).facts.push(
        ...factsFrom(findings({ estate, row, outlier, draws, isOld }), estate.name.estate, asOf),
      )
    })
    if (outlier) at(found, 2).facts.push(...outlier.papers(row, estate.name.estate))
  }
  return found
}

function roundsLookedAt(isOld: boolean, draws: Draws): number {
  const age = isOld ? 'old' : 'recent'
  if (draws.chance(unvisited[age])) return 0
  return draws.chance(clinicOnly[age]) ? 1 : rounds.length
}

const factsFrom = (findings: Findings, estate: string, asOf: IsoDate): FieldFact[] =>
  Object.entries(findings).flatMap(([fact, value]) =>
    value === null ? [] : [{ estate, fact, value, said: null, asOf }],
  )

const names = (row: EstateRow, lack: { problem: string }) => row.problems?.includes(lack.problem) ?? false

/** At the clinic: who may apply, and where the land comes from. */
function clinicFindings({ row, outlier, draws, isOld }: Case): Findings {
  const standing = names(row, lacks.developer) ? 'deregistered' : isOld && draws.chance(0.02) ? 'missing' : 'existing'
  const successors = ['designated', 'designated', 'superior', 'successor', 'none'] as const
  return {
    developer_standing: standing,
    successor: standing === 'existing' ? null : draws.pick(successors),
    land_source_papers: outlier?.landPapers ?? (names(row, lacks.land) ? 'incomplete' : 'complete'),
    sold: true,
    developer_violation: draws.chance(isOld ? 0.06 : 0.02),
  }
}

/** On the spot: who lives there, where its walls stand, and what the neighbours say. */
function visitFindings({ estate, row, outlier, draws }: Case): Findings {
  const isExceeding = names(row, lacks.excess)
  const isUnitHousing = estate.name.isWorkUnit
  const needsSplit = isUnitHousing && draws.chance(0.45)
  const needsUse = isUnitHousing && draws.chance(0.2)
  return {
    occupied: true,
    land_is_protected: outlier?.isProtected ?? false,
    disputed: outlier?.isDisputed ?? false,
    excess_land_is_small: isExceeding ? true : null,
    over_quota_land: isExceeding && draws.chance(0.08),
    boundary_survey_done: isExceeding ? draws.chance(0.7) : null,
    boundary_notice_passed: isExceeding && draws.chance(0.5) ? true : null,
    unapproved_extension: draws.chance(0.02),
    land_split_needed: isUnitHousing ? needsSplit : null,
    land_split_done: needsSplit ? draws.chance(0.4) : null,
    use_change_needed: needsUse,
    use_change_approved: needsUse ? draws.chance(0.4) : null,
    contracts_in_order: !names(row, lacks.contract),
    invoices_issued: !names(row, lacks.contract),
  }
}

/** In the offices' files: survey, dues, restraints, and the appraisals and opinions that stand in for papers. */
function paperFindings({ estate, row, outlier, draws, isOld }: Case): Findings {
  const owesLand = draws.chance(isOld ? 0.16 : 0.03)
  const owesTaxes = draws.chance(isOld ? 0.2 : 0.05)
  return {
    land_ownership: outlier?.ownership ?? null,
    started_on: String(estate.completedYear - draws.between(1, 3)),
    planning_permit: row.planning === true || draws.chance(0.5),
    construction_permit: row.acceptance === true || draws.chance(0.6),
    cadastral_survey: draws.chance(isOld ? 0.9 : 0.97),
    common_parts_confirmed: draws.chance(isOld ? 0.8 : 0.96),
    land_price_settled: !owesLand,
    taxes_settled: !owesTaxes,
    recovery_started: owesLand || owesTaxes ? draws.chance(0.6) : null,
    civil_defence_fee_paid: row.civilDefence === false ? draws.chance(0.1) : null,
    seized: draws.chance(0.01),
    mortgaged: draws.chance(0.02),
    ...appraised('planning_appraisal', 'planning_opinion', row.planning, draws),
    ...appraised('fire_appraisal', 'fire_opinion', row.fire, draws),
    ...appraised(null, 'acceptance_opinion', row.acceptance, draws),
  }
}

/** Where a paper is missing it is often appraised already, and then mostly the opinion is written too. */
function appraised(appraisal: string | null, opinion: string, paper: boolean | null, draws: Draws): Findings {
  if (paper !== false || !draws.chance(0.75)) return {}
  return { ...(appraisal && { [appraisal]: true }), [opinion]: draws.chance(0.75) ? true : null }
}
