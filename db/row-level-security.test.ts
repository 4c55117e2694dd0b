import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { read, systemActor, transact } from '#server/platform/acts.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../test/made-house.ts'

let house: MadeHouse
let tables: string[]
beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  const { rows } = await house.owner.query(`
    select c.relname as name from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attname = 'county_code'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'regions' order by 1`) // names of places are public
  tables = rows.map(({ name }) => name)
})
afterAll(() => house.drop())

const countOfFenyang = (counties: string[], table: string) =>
  read(house.db, systemActor(counties), async (tx) => {
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from ${sql.table(table)} where county_code = ${fenyang}`.execute(tx)
    return rows[0]?.n ?? 0
  })

test('a county reads its own rows, and nobody else reads one of them', async () => {
  const own = new Map<string, number>()
  for (const table of tables) {
    own.set(table, await countOfFenyang([fenyang], table))
    expect([table, await countOfFenyang([jiaokou], table)]).toEqual([table, 0])
    expect([table, await countOfFenyang([], table)]).toEqual([table, 0])
  }
  expect(own.get('units')).toBe(60)
  expect(own.get('estates')).toBe(3)
  expect(own.get('history')).toBeGreaterThan(60)
})

test('a county changes and removes no row of another', async () => {
  const changed = await transact(house.db, systemActor([jiaokou]), async (tx) => {
    const { numAffectedRows } = await sql`update estates set remark = 'x' where county_code = ${fenyang}`.execute(tx)
    return numAffectedRows
  })
  expect(changed).toBe(0n)
  const own = await transact(house.db, systemActor([fenyang]), async (tx) => {
    const { numAffectedRows } = await sql`update estates set remark = remark where county_code = ${fenyang}`.execute(tx)
    return numAffectedRows
  })
  expect(own).toBe(3n)
})

test('a county adds no row in the name of another', async () => {
  const insert = transact(house.db, systemActor([jiaokou]), (tx) =>
    sql`insert into organisations (county_code, kind, name) values (${fenyang}, 'developer', '甲公司')`.execute(tx),
  )
  await expect(insert).rejects.toThrow(/row-level security/)
})

test.each([
  'update history set change = change',
  'delete from history',
  'update acts set reason = reason',
  'delete from acts',
])('the application may not: %s', async (text) => {
  const act = transact(house.db, systemActor([fenyang]), (tx) => sql.raw(text).execute(tx))
  await expect(act).rejects.toThrow(/permission denied/)
})
