import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { systemActor } from '../platform/acts.ts'
import { checkBulletin, issueBulletin, listBulletins, takeBulletin } from './bulletins.ts'
import { draftBulletin } from './compose.ts'

let house: MadeHouse
beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  await house.importCounty(smallPlan(jiaokou))
})
afterAll(() => house.drop())

const city = systemActor(['141100', fenyang, jiaokou])
const clerk = systemActor([fenyang])
const november = { region: fenyang, kind: 'month', period: '2022-11', asOf: '2022-11-30', reason: '月通报' } as const

test('a bulletin says what the records count, and keeps saying it', async () => {
  const issued = await issueBulletin(house, clerk, november)
  const { said } = await takeBulletin(house, clerk, fenyang, issued.id, 'docx')
  const { rows } = await house.owner.query(
    `select count(*)::integer as units, count(*) filter (where transferred_on <= '2022-11-30')::integer as transferred from units where county_code = '${fenyang}'`,
  )
  expect(said.totals).toMatchObject({ estates: 3, units: rows[0].units, transferred: rows[0].transferred, open: 4 })
  expect(said.lines.reduce((sum, { transferred }) => sum + transferred, 0)).toBe(rows[0].transferred)
  expect(said.since).toEqual({ day: '2022-10-31', issueNo: null })
})

test('the next bulletin counts from the one before', async () => {
  const [before] = (await listBulletins(house.db, clerk, fenyang, { limit: 9 })).rows
  const next = await issueBulletin(house, clerk, { ...november, period: '2022-12', asOf: '2022-12-31' })
  const { said } = await takeBulletin(house, clerk, fenyang, next.id, 'xlsx')
  expect(said.issueNo).toBe((before?.issueNo ?? 0) + 1)
  expect(said.since).toEqual({ day: '2022-11-30', issueNo: before?.issueNo })
  expect(said.totals.newTransferred).toBe(0)
})

test('a bulletin of a day that is not over is refused', async () => {
  await expect(issueBulletin(house, clerk, { ...november, period: '2022-10', asOf: '2999-01-01' })).rejects.toThrow(
    '不能晚于今天',
  )
})

test('a period is frozen once, and the next one counts on', async () => {
  await expect(issueBulletin(house, clerk, november)).rejects.toThrow('不能再签发')
  const week = { region: fenyang, kind: 'week', period: '2022-W40', reason: '周例会' } as const
  const draft = await draftBulletin(house.db, clerk, week)
  expect((await issueBulletin(house, clerk, week)).issueNo).toBe(1)
  expect(draft).toMatchObject({ asOf: '2022-10-09', since: { day: '2022-10-02', issueNo: null }, issueNo: 0 })
})

test('nobody reports a period the calendar does not have, or freezes another county’s', async () => {
  const none = { region: fenyang, kind: 'week', period: '2021-W53', reason: '周例会' } as const
  await expect(issueBulletin(house, clerk, none)).rejects.toThrow('没有这个')
  const other = systemActor([jiaokou])
  await expect(issueBulletin(house, other, { ...november, kind: 'day', period: '2022-11-01' })).rejects.toThrow()
})

test('a county neither reads nor takes the bulletin of another', async () => {
  const [own] = (await listBulletins(house.db, clerk, fenyang, { limit: 9 })).rows
  const other = systemActor([jiaokou])
  expect((await listBulletins(house.db, other, fenyang, { limit: 9 })).rows).toEqual([])
  await expect(takeBulletin(house, other, fenyang, own?.id ?? '', 'docx')).rejects.toThrow('没有这期报告')
})

test('the archive comes page by page, the last issued first', async () => {
  const all = (await listBulletins(house.db, clerk, fenyang, { limit: 9 })).rows
  const first = await listBulletins(house.db, clerk, fenyang, { limit: 2 })
  const second = await listBulletins(house.db, clerk, fenyang, { limit: 2, after: first.next ?? undefined })
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(all.slice(0, 4).map(({ id }) => id))
  expect(all[0]).toMatchObject({ kind: 'week' })
  const months = (await listBulletins(house.db, clerk, fenyang, { kind: 'month', limit: 9 })).rows
  expect(months.map(({ issueNo }) => issueNo)).toEqual([2, 1])
})

test('taking a bulletin out of the house is logged', async () => {
  const { rows } = await house.owner.query(`select count(*)::integer as n from exports where subject = 'bulletin'`)
  expect(rows[0].n).toBeGreaterThanOrEqual(2)
})

test('while sums do not meet, nothing is issued and the place is named', async () => {
  await house.owner.query(
    `update tallies set n = n - 1 where ctid = (select ctid from tallies where indicator = 'transferred' and county_code = '${jiaokou}' limit 1)`,
  )
  const [flaw] = await checkBulletin(house.db, city, '2022-11-30')
  expect(flaw).toMatchObject({ countyCode: jiaokou, what: '小区指标与分户的转移登记套数' })
  expect(flaw?.found).toBe((flaw?.expected ?? 0) - 1)
  await expect(issueBulletin(house, city, { ...november, region: '141100' })).rejects.toThrow(flaw?.place)
  await expect(issueBulletin(house, clerk, { ...november, kind: 'day', period: '2022-11-30' })).resolves.toBeDefined()
})

test('an estate whose own ledger tells another number of homes holds the bulletin up', async () => {
  const { rows } = await sql<{ name: string }>`
    update estates set stated_units = stated_units + 1 where county_code = ${fenyang} and stated_units is not null and id = (select min(id::text)::uuid from estates where county_code = ${fenyang}) returning name`.execute(
    (await import('../platform/database.ts')).ownerDb(house.owner),
  )
  await expect(issueBulletin(house, clerk, { ...november, kind: 'week', period: '2022-W48' })).rejects.toThrow(
    rows[0]?.name,
  )
})
