import type { EstateRow, UnitRow } from '#domain/ledgers/rows.ts'
import type { AdviceRow, ProblemRow, ResponsibleUnitRow, WorkRow } from '#domain/ledgers/work-rows.ts'
import { adviceRowsOf } from './advice.ts'
import { countyPlans } from './county-plans.ts'
import { estateRowsOf } from './estate-rows.ts'
import { type FieldRound, fieldRoundsOf } from './field-facts.ts'
import { officeRowsOf } from './office-people.ts'
import { planCounty } from './planned-county.ts'
import { problemRowsOf } from './problems.ts'
import { unitRowsOf } from './unit-rows.ts'
import { workRowsOf } from './work-log.ts'

/** One county of the sample campaign as its two ledgers would tell it. */
export type SampleCounty = {
  /** GB/T 2260. */
  code: string
  name: string
  townships: string[]
  estates: EstateRow[]
  /** 责任单位一览表, 会议督办台账, 问题清单, 意见措施清单. */
  offices: ResponsibleUnitRow[]
  work: WorkRow[]
  problems: ProblemRow[]
  advice: AdviceRow[]
  /** What clinics, visits and papers established about them. */
  fieldRounds: FieldRound[]
  /** The unit ledger, made anew at each call, row by row. */
  units(): Iterable<UnitRow>
}

const smallest = '141130'

/** The sample campaign: the whole city, or 交口县 alone for the impatient. The same rows on every machine. */
export function sampleCounties(size: 'city' | 'county'): SampleCounty[] {
  const plans = size === 'city' ? countyPlans : countyPlans.filter(({ code }) => code === smallest)
  return plans.map((plan) => {
    const county = planCounty(plan)
    const estates = estateRowsOf(county)
    return {
      code: plan.code,
      name: plan.name,
      townships: [...plan.townships],
      estates,
      offices: officeRowsOf(plan),
      work: workRowsOf(plan),
      problems: problemRowsOf(plan, estates),
      advice: adviceRowsOf(plan),
      fieldRounds: fieldRoundsOf(county, estates),
      units: () => unitRowsOf(county),
    }
  })
}
