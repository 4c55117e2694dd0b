import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '#server/audit/verify.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { ownerDb } from '#server/platform/database.ts'
import { getFigures, getScope } from '#server/reports/figures.ts'
import { loadSampleCampaign } from '#server/samples/load.ts'
import { showSampleRegistrations } from '#server/samples/registrations.ts'
import { seatSampleAccounts } from '#server/samples/seats.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse } from './made-house.ts'

let house: MadeHouse
beforeAll(async () => {
  house = await createMadeHouse()
  await loadSampleCampaign(house, 'county', () => {})
  await house.open()
  await seatSampleAccounts(house)
  await showSampleRegistrations(house)
}, 120_000)
afterAll(() => house.drop())

const rowsOf = async (table: string, county = jiaokou) =>
  Number((await house.owner.query(`select count(*) as n from ${table} where county_code = $1`, [county])).rows[0].n)

test('places have their days and a queue, and developers their debts, one of them put off', async () => {
  expect(await rowsOf('places')).toBe(3)
  expect(await rowsOf('place_sessions')).toBeGreaterThan(10)
  expect(await rowsOf('queue_tickets')).toBe(4)
  expect(await rowsOf('dues')).toBe(2)
  expect(await rowsOf('due_terms')).toBe(1)
  expect(await rowsOf(`(select * from joint_opinions where stance = 'agree') as agreed`)).toBe(3)
})

test('the published figures stay as they are', async () => {
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
  const before = await rowsOf('acts')
  await showSampleRegistrations(house)
  expect(await rowsOf('acts')).toBe(before)
})

/** A database that is lost at its nth transaction. */
function losing(db: MadeHouse['db'], at: number): MadeHouse['db'] {
  let begun = 0
  return new Proxy(db, {
    get(target, key) {
      if (key === 'transaction' && ++begun > at) throw new Error('the database is gone')
      const value = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

test('a start broken off goes on where it stopped', async () => {
  const half = await createMadeHouse()
  try {
    await loadSampleCampaign(half, 'county', () => {})
    await half.open()
    await seatSampleAccounts(half)
    let lost = 0
    for (let at = 8; at < 60; at += 3)
      await showSampleRegistrations({ ...half, db: losing(half.db, at) }).catch(() => lost++)
    expect(lost).toBeGreaterThan(3)
    const told = `select kind, reason from acts where county_code = '${jiaokou}' order by kind, reason`
    expect((await half.owner.query(told)).rows).toEqual((await house.owner.query(told)).rows)
  } finally {
    await half.drop()
  }
})

test('another county sees none of them', async () => {
  const seen = await read(house.db, systemActor([fenyang]), (tx) => sql`select from places limit 1`.execute(tx))
  expect(seen.rows).toEqual([])
})
