import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMadeHouse, fenyang, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { ownerDb } from '../platform/database.ts'
import { verify } from './verify.ts'

let house: MadeHouse
beforeEach(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
})
afterEach(() => house.drop())

const flaws = async () => (await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })).flaws

/** Changes records past every guard, as only a superuser can. */
async function tamper(text: string): Promise<string> {
  const client = await house.owner.connect()
  try {
    await client.query('set session_replication_role = replica')
    const { rows } = await client.query(text)
    return String(Object.values(rows[0] ?? {})[0])
  } finally {
    client.release(true)
  }
}

test('records nobody altered are proved', async () => {
  expect(await flaws()).toEqual([])
})

test('one byte of one history row is found, and the row is named', async () => {
  const row = await tamper(`
    update history set change = replace(change::text, '"room": "1', '"room": "2')::jsonb
     where ctid = (select ctid from history where subject_kind = 'unit' and change ->> 'room' like '1%' limit 1)
    returning 'act ' || lpad(act_no::text, 9, '0') || ' row ' || lpad(row_no::text, 9, '0')`)
  const found = await flaws()
  expect(found.some(({ record }) => record.includes(row))).toBe(true)
})

test('a history row that was taken out is found', async () => {
  await tamper(
    `delete from history where ctid = (select ctid from history where subject_kind = 'unit' limit 1) returning row_no`,
  )
  expect((await flaws()).length).toBeGreaterThan(0)
})

test('a record changed behind the history is found and named', async () => {
  const unit = await tamper(`
    update units set transferred_on = null, certificate_no = null where ctid = (select ctid from units where transferred_on is not null limit 1) returning id`)
  expect((await flaws()).some(({ record }) => record.includes(unit))).toBe(true)
})

test('a figure that does not follow from the history is found', async () => {
  const estate = await tamper(`
    update tallies set n = n + 1 where ctid = (select ctid from tallies where indicator = 'transferred' limit 1) returning estate_id`)
  expect((await flaws()).some(({ check, record }) => check === 'tallies' && record.includes(estate))).toBe(true)
})

test('an act whose reason was rewritten breaks the chain', async () => {
  await tamper(`update acts set reason = '另一个理由' where act_no = 1 returning act_no`)
  expect((await flaws()).length).toBeGreaterThan(0)
})
