import type { EstateRow, UnitRow } from '#domain/ledgers/rows.ts'
import { countyPlans } from './county-plans.ts'
import { estateRowsOf } from './estate-rows.ts'
import { type FieldRound, fieldRoundsOf } from './field-facts.ts'
import { planCounty } from './planned-county.ts'
import { unitRowsOf } from './unit-rows.ts'

/** One county of the sample campaign as its two ledgers would tell it. */
export type SampleCounty = {
  /** GB/T 2260. */
  code: string
  name: string
  townships: string[]
  estates: EstateRow[]
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
      fieldRounds: fieldRoundsOf(county, estates),
      units: () => unitRowsOf(county),
    }
  })
}
