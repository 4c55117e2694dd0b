import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerOf } from '../../../test/caller.ts'
import { createMadeHouse, fenyang, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { ownerDb } from '../platform/database.ts'

let house: MadeHouse
let caller: ReturnType<typeof callerOf>
let home: { id: string; areaX100: number }

beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  caller = callerOf(await house.open())
  const { rows } = await house.owner.query(
    `select u.id, (u.area_m2 * 100)::integer as "areaX100" from units as u
      where county_code = $1 and use = '住宅' and transferred_on is null order by id limit 1`,
    [fenyang],
  )
  home = rows[0]
}, 60_000)
afterAll(() => house.drop())

const at = (path: string) => `/api/counties/${fenyang}${path}`
const source = { document: '汾阳市住宅专项维修资金交存标准', number: '示例〔2015〕1号', verified: false }
const row = { use: 'home', storeysFrom: 1, storeysTo: null, fenPerM2: 45_00, from: '2015-01-01', until: null, source }
const setFund = (login: string, rows: readonly object[]) =>
  caller.send(login, 'PUT', at('/due-rates/maintenance-fund'), { rows, reason: '按公布的标准录入' })

describe('rates of a county', () => {
  test('make the maintenance fund of a home known, by the rate of the day', async () => {
    const compute = async (declaredOn: string) => {
      const answer = await caller.send('fenyang-clerk', 'POST', at(`/units/${home.id}/dues/compute`), { declaredOn })
      return answer.json().find(({ kind }: { kind: string }) => kind === 'maintenance_fund')
    }
    expect(await compute('2022-06-01')).toMatchObject({ computed: null, unknown: 'rate' })
    const later = { ...row, from: '2022-01-01', fenPerM2: 48_00 }
    const set = await setFund('fenyang-clerk', [{ ...row, until: '2021-12-31' }, later])
    expect(set.json().maintenanceFund).toHaveLength(2)
    expect(await compute('2021-12-31')).toMatchObject({
      computed: { fen: home.areaX100 * 45, from: '2015-01-01', source },
    })
    expect(await compute('2022-01-01')).toMatchObject({ computed: { fen: home.areaX100 * 48, from: '2022-01-01' } })
    expect(await compute('2014-12-31')).toMatchObject({ computed: null, unknown: 'rate' })
  })

  test.each([
    [
      'a gap',
      'rates_gap',
      'rows.1.from',
      [
        { ...row, until: '2021-12-30' },
        { ...row, from: '2022-01-01' },
      ],
    ],
    ['an overlap', 'rates_overlap', 'rows.1.from', [row, { ...row, from: '2022-01-01' }]],
    [
      'storeys left out',
      'rates_storeys_gap',
      'rows.1.storeysFrom',
      [
        { ...row, storeysTo: 7 },
        { ...row, storeysFrom: 9 },
      ],
    ],
  ])('are refused at the row with %s, and stay as they were', async (_, code, field, rows) => {
    const before = (await caller.send('fenyang-clerk', 'GET', at('/due-rates'))).json()
    const answer = await setFund('fenyang-clerk', rows)
    expect([answer.statusCode, answer.json().code, answer.json().fields[0].field]).toEqual([400, code, field])
    expect((await caller.send('fenyang-clerk', 'GET', at('/due-rates'))).json()).toEqual(before)
  })

  test('of the deed tax lie within the law and follow each other', async () => {
    const set = (perMille: number, until: string | null) =>
      caller.send('fenyang-clerk', 'PUT', at('/due-rates/deed-tax'), {
        rows: [
          { perMille, from: '2011-01-01', until, source },
          { perMille: 30, from: '2021-09-01', until: null, source },
        ],
        reason: '录入法定税率',
      })
    expect((await set(51, '2021-08-31')).statusCode).toBe(400)
    expect((await set(40, null)).json()).toMatchObject({ code: 'rates_overlap', fields: [{ field: 'rows.1.from' }] })
    expect((await set(40, '2021-08-31')).json().deedTax).toMatchObject([{ perMille: 40 }, { perMille: 30 }])
    expect((await set(40, '2021-08-31')).json().code).toBe('nothing_changed')
  })

  test('may be emptied again; history tells of each table, and proves it', async () => {
    expect((await setFund('fenyang-clerk', [])).json().maintenanceFund).toEqual([])
    await setFund('fenyang-clerk', [row])
    const { flaws } = await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })
    expect(flaws).toEqual([])
    await house.owner.query('update maintenance_fund_rates set fen_per_m2 = 1')
    const tampered = await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })
    expect(tampered.flaws.map(({ check }) => check)).toEqual(['due_rates_records'])
    await house.owner.query('update maintenance_fund_rates set fen_per_m2 = 4500')
  })

  test('are no business of another county, and not set by who may only read', async () => {
    expect((await setFund('jiaokou-clerk', [row])).statusCode).toBe(404)
    expect((await caller.send('jiaokou-clerk', 'GET', at('/due-rates'))).statusCode).toBe(404)
    for (const login of ['leader', 'inspector', 'fenyang-registrar', 'fenyang-window'])
      expect((await setFund(login, [row])).statusCode, login).toBe(404)
    expect((await caller.send('leader', 'GET', at('/due-rates'))).statusCode).toBe(200)
  })
})
