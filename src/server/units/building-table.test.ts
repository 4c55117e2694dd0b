import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildingTable, TableHome } from '#contract/building-table.ts'
import { callerOf } from '../../../test/caller.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { read, systemActor } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { findBuilding, homesOfBuilding } from './building-table-store.ts'

let house: MadeHouse
let send: ReturnType<typeof callerOf>['send']
let building: string
/** A home of that building that is not its owner's yet, and one that is. */
let open: string
let transferred: { id: string; first_registered_on: string; transferred_on: string }
beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  send = callerOf(await house.open()).send
  const { rows } = await house.owner.query(
    `select id, building_id, first_registered_on::text, transferred_on::text from units where county_code = $1 and first_registered_on is not null
      order by transferred_on nulls first, id`,
    [fenyang],
  )
  open = rows[0].id
  building = rows[0].building_id
  transferred = rows.find((row) => row.building_id === building && row.transferred_on !== null)
})
afterAll(() => house.drop())

const url = (asOf?: string) => `/api/counties/${fenyang}/buildings/${building}${asOf ? `?asOf=${asOf}` : ''}`
const tableOf = async (asOf?: string): Promise<BuildingTable> => (await send('fenyang-window', 'GET', url(asOf))).json()
const homeOf = async (id: string, asOf?: string): Promise<TableHome | undefined> =>
  (await tableOf(asOf)).homes.find((home) => home.id === id)

describe('the building table', () => {
  test('has every home of the building once, and the buildings beside it', async () => {
    const table = await tableOf()
    const { rows } = await house.owner.query(`select id from units where building_id = $1 order by id`, [building])
    expect(table.homes.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
    expect(table.siblings.map(({ id }) => id)).toContain(building)
  })

  test('masks the names of owners', async () => {
    const { rows } = await house.owner.query(
      `select o.name from owners as o join units as u on u.id = o.unit_id where u.building_id = $1 and o.id_kind is distinct from 'business'`,
      [building],
    )
    const text = JSON.stringify(await tableOf())
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ name }) => text.includes(name))).toEqual([])
    expect((await homeOf(open))?.owners).toMatch(/^\p{Script=Han}\*+/u)
  })

  test('shows a past day as it was: not transferred, then not registered', async () => {
    const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
    const { id, transferred_on, first_registered_on } = transferred
    expect((await homeOf(id))?.state).toMatch(/entered|mailed/)
    expect(await homeOf(id, dayBefore(transferred_on))).toMatchObject({
      state: 'first_registered',
      certificateNo: null,
    })
    expect((await homeOf(id, dayBefore(first_registered_on)))?.state).toBe('surveyed')
  })

  test('tells what rests on a home and holds it up, from the day it began to the day it was lifted', async () => {
    const base = `/api/counties/${fenyang}/restrictions`
    const told = { unitIds: [open], kind: 'seizure', documentNo: '（2023）某执1号', reason: '法院文书' }
    const seizure = { ...told, debtor: 'developer', authority: '某县人民法院', fromOn: '2023-03-01' }
    await send('fenyang-clerk', 'POST', base, seizure)
    expect(await homeOf(open)).toMatchObject({ restrictions: ['seizure'], heldBy: 'transfer_seized_developer' })
    expect(await homeOf(open, '2023-02-28')).toMatchObject({ restrictions: [], heldBy: null })
    await send('fenyang-clerk', 'POST', `${base}/lift`, { ...told, on: '2023-04-01', basis: '（2023）某执1号之二' })
    expect(await homeOf(open)).toMatchObject({ restrictions: [], heldBy: null })
    expect(await homeOf(open, '2023-03-31')).toMatchObject({ restrictions: ['seizure'] })
  })

  test('does not exist for another county, nor for whoever reads no homes', async () => {
    expect((await send('jiaokou-clerk', 'GET', url())).statusCode).toBe(404)
    expect((await send('jiaokou-clerk', 'GET', url().replace(fenyang, jiaokou))).statusCode).toBe(404)
    expect((await send('administrator', 'GET', url())).statusCode).toBe(404)
  })

  test('asks for all homes in one statement that looks into indexes, also under row-level security', async () => {
    const head = await read(house.db, systemActor([fenyang]), (tx) => findBuilding(tx, fenyang, building))
    if (!head) throw new Error('no building')
    const { sql: text, parameters } = homesOfBuilding(fenyang, head, '2022-11-30').compile(house.db)
    const client = await house.database.appPool.connect()
    const plan = await client
      .query(`begin; set local enable_seqscan = off; select set_config('app.counties', '${fenyang}', true)`)
      .then(() => client.query(`explain (costs off) ${text}`, [...parameters]))
      .finally(() => client.query('rollback').finally(() => client.release()))

    const lines = plan.rows.map((row) => String(row['QUERY PLAN']))
    expect(lines.filter((line) => line.includes('Seq Scan'))).toEqual([])
    const indexes = ['units_by_estate', 'applications_by_unit', ' on application_units', 'unit_restrictions']
    expect(indexes.filter((index) => !lines.some((line) => line.includes(index)))).toEqual([])
  })
})

describe('reasons recorded for a selection', () => {
  const door = `/api/counties/${fenyang}/obstacles`
  const body = (given: object = {}) => ({
    unitIds: [open, transferred.id],
    openReason: '业主在外地，联系不上',
    on: '2022-11-30',
    reason: '逐户走访',
    ...given,
  })
  const flaws = async () =>
    (await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })).flaws.map(({ check }) => check)

  test('a rehearsal changes nothing', async () => {
    const answer = (await send('fenyang-clerk', 'POST', door, body({ isRehearsal: true }))).json()
    expect(answer).toMatchObject({ isRehearsal: true, done: 1, refused: [{ code: 'already_transferred' }] })
    expect((await homeOf(open))?.openReason).not.toBe('业主在外地，联系不上')
  })

  test('those that may have it have it, figures and history go along', async () => {
    const answer = (await send('fenyang-window', 'POST', door, body())).json()
    expect(answer).toMatchObject({ done: 1, refused: [{ unitId: transferred.id, words: '已办理转移登记' }] })
    expect(await homeOf(open)).toMatchObject({ obstacle: 'unreachable', openReason: '业主在外地，联系不上' })
    expect(await flaws()).toEqual([])
  })

  test.each(['leader', 'inspector', 'fenyang-visitor', 'fenyang-registrar'])('%s may not', async (login) => {
    expect((await send(login, 'POST', door, body())).statusCode).toBe(404)
  })
})
