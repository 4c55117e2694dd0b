import { expect, type Page } from '@playwright/test'
import { product } from './product.ts'

export { sound } from '../test/sound-estate.ts'

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
