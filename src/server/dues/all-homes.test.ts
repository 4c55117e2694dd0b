import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AllDuesAsked } from '#contract/all-dues.ts'
import { callerOf } from '../../../test/caller.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { read, systemActor } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { computedDues } from './all-homes-query.ts'
import { duesOf, findHomes } from './home.ts'
import { ratesOf, setDeedTaxRates, setFundRates } from './rates.ts'

let house: MadeHouse
let caller: ReturnType<typeof callerOf>
const actor = systemActor([fenyang])
const source = { document: '示例县标准', number: null, verified: false }

beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  await house.importCounty(smallPlan(jiaokou))
  caller = callerOf(await house.open())
  const band = { use: 'home', from: '2015-01-01', until: null, source } as const
  const rows = [
    { ...band, storeysFrom: 1, storeysTo: 7, fenPerM2: 45_01, until: '2021-12-31' },
    { ...band, storeysFrom: 1, storeysTo: 7, fenPerM2: 48_33, from: '2022-01-01' },
    { ...band, storeysFrom: 8, storeysTo: 33, fenPerM2: 90_07 },
    { ...band, use: 'parking_or_storage' as const, storeysFrom: 1, storeysTo: null, fenPerM2: 60_00 },
  ]
  await setFundRates(house.db, actor, fenyang, { rows, reason: '录入标准' })
  const statutory = [
    { perMille: 40, from: '2011-01-01', until: '2021-08-31', source },
    { perMille: 35, from: '2021-09-01', until: null, source },
  ]
  await setDeedTaxRates(house.db, actor, fenyang, { rows: statutory, reason: '录入税率' })
}, 60_000)
afterAll(() => house.drop())

const all = (path = '') => `/api/counties/${fenyang}/all-dues${path}`

describe('recording what all homes owe', () => {
  const body = { kinds: ['maintenance_fund', 'registration_fee'], declaredOn: '2022-06-01', reason: '批量登记' }

  test('records what the preview said, once even by two at once; what is said after is that it stands', async () => {
    const preview = async () =>
      (await caller.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/all-dues?declaredOn=2022-06-01`)).json()
    const before = await preview()
    const wanted = before.sums.filter(
      ({ outcome, kind }: { outcome: string; kind: string }) => outcome === 'to_record' && kind !== 'deed_tax',
    )
    const fen = wanted.reduce((sum: number, row: { fen: number }) => sum + row.fen, 0)
    expect(fen).toBeGreaterThan(0)
    const send = async () => (await caller.send('fenyang-clerk', 'POST', all(), body)).json()
    const [one, other] = await Promise.all([send(), send()])
    expect([one.next, one.fen + other.fen]).toEqual([null, fen])
    expect(Math.min(one.dues, other.dues)).toBe(0)
    expect((await caller.send('fenyang-clerk', 'POST', all(), body)).json()).toMatchObject({ dues: 0, fen: 0 })
    const after = await preview()
    expect(after.homes).toBe(before.homes)
    const standing = after.sums.filter(({ outcome }: { outcome: string }) => outcome === 'standing')
    expect(standing.reduce((sum: number, row: { homes: number }) => sum + row.homes, 0)).toBe(one.dues + other.dues)
    const { flaws } = await verify(ownerDb(house.owner), { counties: [fenyang, jiaokou], onProgress: () => {} })
    expect(flaws).toEqual([])
  })

  test('estates add up to the county, page by page', async () => {
    const rows = []
    let after = ''
    do {
      const page = (
        await caller.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/all-dues/estates?limit=2${after}`)
      ).json()
      rows.push(...page.rows)
      after = page.next ? `&after=${page.next}` : ''
    } while (after)
    const county = (await caller.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/all-dues`)).json()
    expect(new Set(rows.map(({ estateId }) => estateId)).size).toBe(3)
    expect(rows.reduce((sum, { homes }) => sum + homes, 0)).toBe(county.homes)
    const fenOf = (sums: { fen: number }[]) => sums.reduce((sum, { fen }) => sum + fen, 0)
    expect(rows.reduce((sum, { sums }) => sum + fenOf(sums), 0)).toBe(fenOf(county.sums))
  })

  test('without rates the fund of another county stays unknown, and nothing of it is recorded', async () => {
    const { sums } = (await caller.send('jiaokou-clerk', 'GET', `/api/regions/${jiaokou}/all-dues`)).json()
    expect(sums).toContainEqual(expect.objectContaining({ kind: 'maintenance_fund', outcome: 'registered', fen: 0 }))
    const step = await caller.send('jiaokou-clerk', 'POST', `/api/counties/${jiaokou}/all-dues`, {
      ...body,
      kinds: ['maintenance_fund'],
    })
    expect(step.json()).toMatchObject({ dues: 0 })
  })

  test('is not for who may only read, nor for another county', async () => {
    for (const login of ['leader', 'inspector', 'fenyang-registrar', 'fenyang-window', 'jiaokou-clerk'])
      expect((await caller.send(login, 'POST', all(), body)).statusCode, login).toBe(404)
    expect((await caller.send('jiaokou-clerk', 'GET', `/api/regions/${fenyang}/all-dues`)).statusCode).toBe(404)
  })
})

describe('what SQL works out of thousands of homes at once', () => {
  const whole = sql`u.county_code = ${fenyang}`
  let [homes, rates, registered] = [[] as Home[], { fund: [], statutory: [] } as Rates, new Set<string>()]

  beforeAll(async () => {
    await house.owner.query(
      `insert into units (county_code, estate_id, building_id, entrance, room, floors_total, use, area_m2, price_fen, owners_digest)
       select $1, b.estate_id, b.id, '', 'R' || n, (array[null, 1, 7, 8, 33, 34])[1 + n % 6], (array[null, '住宅', '成套住宅', '车位', '车库', '储藏室', '商业'])[1 + n % 7],
              (array[null, 90, 90.01, 140, 140.01, 0.01, 61.37])[1 + (n / 7) % 7] + case when n % 5 = 0 then (hashint4(n) & 65535) / 100.0 else 0 end,
              case when n % 11 > 0 then (array[0, 1, 49, 50, 149, 150, 33333])[1 + (n / 49) % 7] + case when n % 3 = 0 then hashint4(n + 7)::bigint & 268435455 else 0 end end, ''
         from generate_series(1, 4000) as n, (select id, estate_id from buildings where county_code = $1 order by id limit 1) as b`,
      [fenyang],
    )
    await house.owner.query(`
      begin; set local session_replication_role = 'replica';
      insert into applications (county_code, kind, estate_id, unit_id, homes, applicant_kind, submitted_on, submitted_by, submitter_name, contract_on, price_fen)
      select county_code, 'transfer', estate_id, id, 1, 'both', '2025-01-01', '00000000-0000-0000-0000-000000000000', '系统',
             (array['2010-12-31', '2011-01-01', '2016-02-21', '2016-02-22', '2021-08-31', '2021-09-01', '2024-11-30', '2024-12-01', null])[1 + hashtext(room) & 7]::date,
             case when hashtext(room) % 4 = 0 then 123456789 end
        from units where room like 'R%' and hashtext(room) % 2 = 0;
      commit`)
    ;[homes, rates] = await read(house.db, actor, async (tx) => [
      await findHomes(tx, whole, 10_000),
      await ratesOf(tx, fenyang),
    ])
    const { rows } = await house.owner.query('select id from units where transferred_on is not null')
    registered = new Set(rows.map(({ id }) => id))
  })

  test.each<AllDuesAsked>([
    { declaredOn: '2021-12-31' },
    { declaredOn: '2022-01-01', assumedFamilyHome: 'only', assumedContractOn: '2020-06-01' },
    { declaredOn: '2024-11-30', assumedFamilyHome: 'second' },
    { declaredOn: '2024-12-01', assumedFamilyHome: 'only' },
    { declaredOn: '2025-06-01', assumedFamilyHome: 'second', assumedContractOn: '2014-01-01' },
    { declaredOn: '2025-06-01', assumedFamilyHome: 'further', assumedContractOn: '2024-12-01' },
  ])('is to the fen what the calculators say: %o', async (asked) => {
    const { rows } = await read(house.db, actor, (tx) =>
      sql<{ line: string }>`
        select concat_ws(' ', unit_id, kind, outcome, why, fen) as line from (${computedDues(whole, asked, asked.assumedFamilyHome === 'only')}) as c`.execute(
        tx,
      ),
    )
    const told = rows.map(({ line }) => line).toSorted()
    expect(told.length).toBeGreaterThan(12_000)
    expect(told).toEqual(homes.flatMap((home) => linesOf(home, asked, rates, registered.has(home.id))).toSorted())
  })
})

type Home = Awaited<ReturnType<typeof findHomes>>[number]
type Rates = Awaited<ReturnType<typeof ratesOf>>

/** The same said by the calculators, home by home. */
function linesOf(home: Home, asked: AllDuesAsked, rates: Rates, isRegistered: boolean): string[] {
  const told = {
    contractOn: home.contractOn ?? asked.assumedContractOn ?? null,
    familyHome: asked.assumedFamilyHome ?? null,
    declaredOn: asked.declaredOn ?? '',
    ...{ priceFen: null, books: 1, exemption: null },
  }
  return duesOf(home, told, rates).map(({ kind, computed, unknown, standing }) => {
    const isAssumed =
      kind === 'deed_tax' && (home.contractOn === null || home.use === null || home.use.includes('住宅'))
    const known = computed?.fen === 0 ? 'free' : isAssumed ? 'assumed' : 'to_record'
    const outcome = standing ? 'standing' : isRegistered ? 'registered' : unknown ? 'unknown' : known
    return [home.id, kind, outcome, outcome === 'unknown' ? unknown : [], standing?.owedFen ?? computed?.fen ?? 0]
      .flat()
      .join(' ')
  })
}
