import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { systemActor } from '../platform/acts.ts'
import { pageOfUnits } from './actions.ts'
import { unitPage } from './store.ts'

let house: MadeHouse
let home: { id: string; certificateNo: string; unitCode: string; room: string; owner: string; idNumber: string }
beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  const { rows } = await house.owner.query(`
    select u.id, u.certificate_no as "certificateNo", u.unit_code as "unitCode", u.room, o.name as owner, o.id_cipher
      from units as u join owners as o on o.county_code = u.county_code and o.unit_id = u.id
     where u.certificate_no is not null and o.id_cipher is not null order by u.id limit 1`)
  home = { ...rows[0], idNumber: house.secrets.open(rows[0].id_cipher) }
})
afterAll(() => house.drop())

const typed = () => ({
  certificate: home.certificateNo,
  'its last seven digits': home.certificateNo.slice(-8, -1),
  'unit code': home.unitCode,
  'ID number': home.idNumber,
  room: home.room,
  name: home.owner,
})
const ways = ['certificate', 'its last seven digits', 'unit code', 'ID number', 'room', 'name'] as const

const found = async (search: string, county: string) => {
  const { rows } = await pageOfUnits(house.db, house.secrets, systemActor([county]), { search, limit: 100 })
  return rows.map(({ id }) => id)
}

test.each(ways)('a home is found by %s, and not from another county', async (way) => {
  expect(await found(typed()[way], fenyang)).toContain(home.id)
  expect(await found(typed()[way], jiaokou)).toEqual([])
})

const indexOf = {
  certificate: /certificate_back = '/,
  'its last seven digits': /certificate_back ~>=~/,
  'unit code': /unit_code = /,
  'ID number': /id_digest = /,
  room: /room = /,
  name: /name ~>=~/,
} as const

test.each(ways)('a search by %s looks into an index, also under row-level security', async (way) => {
  const asked = { search: typed()[way], limit: 100, asOf: '2022-11-30', counties: [fenyang] }
  const { sql: text, parameters } = unitPage(house.secrets, asked).compile(house.db)
  const client = await house.database.appPool.connect()
  const plan = await client
    .query(`begin; set local enable_seqscan = off; select set_config('app.counties', '${fenyang}', true)`)
    .then(() => client.query(`explain (costs off) ${text}`, [...parameters]))
    .finally(() => client.query('rollback').finally(() => client.release()))

  const conditions = plan.rows.map((row) => String(row['QUERY PLAN'])).filter((line) => line.includes('Index Cond'))
  expect(conditions.join('\n')).toMatch(indexOf[way])
})
