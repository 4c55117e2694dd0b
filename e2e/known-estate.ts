import { expect, type Page } from '@playwright/test'
import { product } from './product.ts'

/** What a county knows of an estate against which nothing stands; its papers and homes come from its ledger. */
export const sound = {
  land_ownership: 'state',
  land_is_protected: false,
  land_acquisition: 'granted',
  land_source_papers: 'complete',
  approved_land_m2: 1000,
  surveyed_land_m2: 1000,
  excess_land_is_small: false,
  over_quota_land: false,
  unit_housing: false,
  use_change_needed: false,
  cadastral_survey: true,
  building_table: true,
  common_parts_confirmed: true,
  developer_standing: 'existing',
  developer_violation: false,
  land_price_settled: true,
  seized: false,
  disputed: false,
  completed_on: '2010-06-30',
}
/** Fire acceptance was never held and taxes are owed: an opinion stands in for the one, the other is recovered by itself. */
export const byOpinion = { fire_appraisal: true, fire_opinion: true, taxes_settled: false }

/** Records what is known of an estate, and gives its address. */
export async function recordFacts(
  page: Page,
  county: string,
  name: string,
  facts: Record<string, unknown>,
): Promise<string> {
  const { address } = product()
  const found = await page.request.get(`${address}/api/regions/${county}/estates?name=${encodeURIComponent(name)}`)
  const [{ id }] = (await found.json()).rows
  const path = `${address}/api/counties/${county}/estates/${id}`
  const { revision } = await (await page.request.get(`${path}/diagnosis`)).json()
  const asOf = new Date().toISOString().slice(0, 10)
  const stated = Object.entries(facts).map(([fact, value]) => ({ fact, value, asOf, source: 'document' }))
  const answer = await page.request.post(`${path}/facts`, { data: { revision, reason: '核实档案', facts: stated } })
  expect(answer.status()).toBe(200)
  return `${address}/counties/${county}/estates/${id}`
}
