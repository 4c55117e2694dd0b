import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '#server/audit/verify.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { ownerDb } from '#server/platform/database.ts'
import { getFigures, getScope } from '#server/reports/figures.ts'
import { loadSampleCampaign } from '#server/samples/load.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from './made-house.ts'

let house: MadeHouse
beforeAll(async () => {
  house = await createMadeHouse()
  await loadSampleCampaign(house, 'county', () => {})
}, 120_000)
afterAll(() => house.drop())

const count = async (text: string, county = jiaokou) =>
  Number(
    (await house.owner.query(`select count(*)::integer as n from ${text} and county_code = '${county}'`)).rows[0].n,
  )

test('the facts of the rounds are acts of their own, and the published figures stay as they are', async () => {
  expect(await count(`acts where kind = 'facts_recorded'`)).toBe(3)
  for (const source of ['officer', 'visit', 'document'])
    expect(await count(`estate_facts where source_kind = '${source}'`)).toBeGreaterThan(100)
  const figures = await read(house.db, systemActor([jiaokou]), async (tx) =>
    getFigures(tx, await getScope(tx, jiaokou, [jiaokou]), { asOf: '2022-11-30' }),
  )
  expect(figures).toMatchObject({ estates: 71, units: 3282, firstRegistered: 3282, transferred: 3282 })
})

test('the history proves them with everything else', async () => {
  const { flaws } = await verify(ownerDb(house.owner), { counties: [jiaokou], onProgress: () => {} })
  expect(flaws).toEqual([])
})

test('a second start adds nothing', async () => {
  const before = await count('estate_facts where true')
  await loadSampleCampaign(house, 'county', () => {})
  expect(await count('estate_facts where true')).toBe(before)
  expect(await count('acts where true')).toBe(4)
})

test('another county sees none of them', async () => {
  const seen = await read(house.db, systemActor([fenyang]), async (tx) =>
    sql`select from estate_facts limit 1`.execute(tx),
  )
  expect(seen.rows).toEqual([])
})

test('a county that holds its own ledgers gets nothing of the sample', async () => {
  const own = await createMadeHouse()
  try {
    await own.importCounty(smallPlan(jiaokou))
    await loadSampleCampaign(own, 'county', () => {})
    const { rows } = await own.owner.query(`select count(*)::integer as n from acts where county_code = '${jiaokou}'`)
    expect(rows[0].n).toBe(1)
  } finally {
    await own.drop()
  }
})
