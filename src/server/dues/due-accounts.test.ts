import fc from 'fast-check'
import { readXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountEntry, DueAccount, EstateMoney } from '#contract/due-accounts.ts'
import type { DuesOverview, NewDue } from '#contract/due-shapes.ts'
import { callerOf } from '../../../test/caller.ts'
import { readDocx } from '../../../test/docx-content.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { systemActor, transact } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { officeToday } from '../platform/office-day.ts'
import { recordDues } from './assess.ts'
import { takePayment } from './pay.ts'
import { reversePayment } from './reverse.ts'
import { grantTerm } from './terms.ts'

const actor = systemActor([fenyang])
const county = `/api/counties/${fenyang}`
const region = `/api/regions/${fenyang}`

let house: MadeHouse
let caller: ReturnType<typeof callerOf>
let estate: string
let developer: string
let homes: readonly string[]
let ids: Record<string, string>

beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  await house.importCounty(smallPlan(jiaokou))
  caller = callerOf(await house.open())
  const { rows } = await house.owner.query(
    `select u.estate_id as estate, array_agg(u.id order by u.id) as homes from units as u where county_code = $1 and transferred_on is null group by 1 order by count(*) desc limit 1`,
    [fenyang],
  )
  ;({ estate, homes } = rows[0])
  const made = await house.owner.query(
    `insert into organisations (county_code, kind, name) values ($1, 'developer', '晨光房地产公司') returning id`,
    [fenyang],
  )
  developer = made.rows[0].id
  await makeMoney()
}, 60_000)
afterAll(() => house.drop())

const rowsOf = async (file: Buffer) => (await readXlsx(file)).sheets[0]?.rows ?? []

async function record(given: Partial<NewDue>): Promise<string> {
  const due = { kind: 'land_price', debtorKind: 'organisation', organisationId: null, debtorName: '某公司' } as const
  const rest = { estateId: estate, unitId: null, amountFen: 100, basis: '出让合同', dueOn: null, computed: null }
  const [id = ''] = await transact(house.db, actor, (tx) =>
    recordDues(tx, actor, fenyang, [{ ...due, ...rest, ...given }], '补录'),
  )
  return id
}

const pay = (allocations: { dueId: string; fen: number }[], way: 'pos' | 'cash' = 'pos') =>
  takePayment(house.db, actor, fenyang, { way, paidOn: officeToday(), payerName: '某某', receiptNo: null, allocations })

/** The developer: 1,000 asked, 300 paid and taken back, 250 paid, 100 reduced, 50 put off whole. A home: tax half paid, fee open. */
async function makeMoney(): Promise<void> {
  const whose = { organisationId: developer, debtorName: '晨光房地产公司' }
  const owner = { debtorKind: 'owner', debtorName: '示例业主', unitId: homes[0] ?? '' } as const
  ids = {
    land: await record({ ...whose, amountFen: 1000_00, dueOn: '2020-01-01' }),
    late: await record({ ...whose, kind: 'land_price_default', amountFen: 50_00, dueOn: '2020-01-01' }),
    tax: await record({ ...owner, kind: 'deed_tax', amountFen: 200_00, basis: '契税法' }),
    fee: await record({ ...owner, kind: 'registration_fee', amountFen: 80_00, dueOn: '2999-12-31' }),
    other: await record({ debtorName: '无名公司', kind: 'stamp_tax', amountFen: 5_00 }),
  }
  const { land = '', late = '', tax = '', fee = '' } = ids
  const { paymentId } = await pay([{ dueId: land, fen: 300_00 }])
  await reversePayment(house.db, actor, fenyang, { paymentId, reason: '刷错卡', desk: null })
  await pay([{ dueId: land, fen: 250_00 }])
  await grantTerm(house.db, actor, fenyang, land, { kind: 'reduction', amountFen: 100_00, basis: '常务会议纪要' })
  await grantTerm(house.db, actor, fenyang, late, { kind: 'deferral', untilOn: '2999-12-31', basis: '缓缴批复' })
  await pay([
    { dueId: tax, fen: 100_00 },
    { dueId: fee, fen: 30_00 },
  ])
}

const account = async (debtor: object, given: object = {}) =>
  (await caller.send('fenyang-clerk', 'POST', `${county}/due-accounts`, { debtor, ...given })).json() as DueAccount

async function entriesOf(debtor: object, limit: number): Promise<AccountEntry[]> {
  const seen: AccountEntry[] = []
  let after: string | undefined
  do {
    const asked = { debtor, limit, ...(after && { after }) }
    const page = (await caller.send('fenyang-clerk', 'POST', `${county}/due-accounts/entries`, asked)).json()
    seen.push(...page.rows)
    after = page.next ?? undefined
  } while (after)
  return seen
}

describe('an account', () => {
  test('tells what was asked, paid and taken off, and what is owed after each entry', async () => {
    const developers = await account({ organisation: developer })
    expect(developers).toMatchObject({ name: '晨光房地产公司', debtorKind: 'organisation', openingFen: 0 })
    expect(developers).toMatchObject({ assessedFen: 1050_00, paidFen: 250_00, reducedFen: 100_00, closingFen: 700_00 })
    expect(developers.kinds.map(({ kind, owedFen, deferredFen }) => [kind, owedFen, deferredFen])).toEqual([
      ['land_price', 650_00, 0],
      ['land_price_default', 50_00, 50_00],
    ])

    const entries = await entriesOf({ organisation: developer }, 100)
    expect(entries.map(({ event }) => event).toSorted()).toEqual(
      ['assessed', 'assessed', 'paid', 'paid', 'reduced', 'reversed'].toSorted(),
    )
    expect(entries.at(-1)?.balanceFen).toBe(700_00)
    expect(entries.find(({ event }) => event === 'reversed')).toMatchObject({ words: '刷错卡', fen: 300_00 })
    expect(entries.find(({ event }) => event === 'reduced')).toMatchObject({ words: '常务会议纪要', fen: -100_00 })
  })

  test('joins its pages without gap or double, the balance going on', async () => {
    const whole = await entriesOf({ organisation: developer }, 100)
    expect(await entriesOf({ organisation: developer }, 1)).toEqual(whole)
    expect(await entriesOf({ organisation: developer }, 4)).toEqual(whole)
  })

  test('of a time begins with what was owed before it', async () => {
    const later = await account({ organisation: developer }, { from: '2999-01-01', until: '2999-12-31' })
    expect(later).toMatchObject({ openingFen: 700_00, assessedFen: 0, paidFen: 0, closingFen: 700_00 })
    const earlier = await account({ organisation: developer }, { until: '2000-01-01' })
    expect(earlier).toMatchObject({ assessedFen: 0, closingFen: 0 })
  })

  test('of a home is its owners’; of somebody not listed it goes by the name', async () => {
    expect(await account({ unit: homes[0] })).toMatchObject({ debtorKind: 'owner', closingFen: 150_00 })
    expect(await account({ name: '无名公司' })).toMatchObject({ closingFen: 5_00, home: null })
    const nobody = await caller.send('fenyang-clerk', 'POST', `${county}/due-accounts`, {
      debtor: { name: '查无此人' },
    })
    expect([nobody.statusCode, nobody.json().code]).toEqual([404, 'no_such_debtor'])
  })

  test('is printed and taken as a workbook that ends with what is owed', async () => {
    const asked = { debtor: { organisation: developer } }
    const pdf = await caller.send('fenyang-window', 'POST', `${county}/due-accounts/statement.pdf`, asked)
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const xlsx = await caller.send('fenyang-clerk', 'POST', `${county}/due-accounts/statement.xlsx`, asked)
    const rows = await rowsOf(xlsx.rawPayload)
    expect(rows.at(-1)).toContain(700)
    expect(rows).toHaveLength(2 + 1 + 6 + 1) // who took it, header, what was owed before, entries, what is owed after
  })
})

describe('an estate’s money', () => {
  test('tells owners and others apart, and homes without dues from homes that owe nothing', async () => {
    const money = (await caller.send('fenyang-clerk', 'GET', `${county}/estates/${estate}/money`)).json() as EstateMoney
    expect(money).toMatchObject({ homesWithDues: 1, homesOwing: 1 })
    expect(money.homes).toBeGreaterThan(1)
    expect(money.owners.map(({ kind, owedFen }) => [kind, owedFen])).toEqual([
      ['deed_tax', 100_00],
      ['registration_fee', 50_00],
    ])
    expect(money.others.map(({ name, kinds }) => [name, kinds.length])).toEqual([
      ['晨光房地产公司', 2],
      ['无名公司', 1],
    ])
    const page = await caller.send('fenyang-clerk', 'GET', `${county}/estates/${estate}/money/homes`)
    expect(page.json().rows).toMatchObject([
      { unitId: homes[0], owedFen: 150_00, owedByKindFen: { deed_tax: 100_00, registration_fee: 50_00 } },
    ])
  })
})

describe('a slip', () => {
  test('says what a home owes, and what nobody has worked out as that, never as nought', async () => {
    const docx = await caller.send('fenyang-window', 'GET', `${county}/units/${homes[0]}/due-slip.docx`)
    const words = (await readDocx(docx.rawPayload, house.folder)).tables.flat(2).join('\n')
    expect(words).toContain('100.00')
    expect(words).toContain('应缴 200.00 元，已缴 100.00 元')
    expect(words).toContain('依据：契税法')
    expect(words).toMatch(/维修资金[\s\S]*(待核定)/)
    expect(words).toContain('不影响您缴费和办证')
    const other = await caller.send('fenyang-window', 'GET', `${county}/units/${homes[1]}/due-slip.docx`)
    expect((await readDocx(other.rawPayload, house.folder)).tables.flat(2).join('\n')).toContain('另有 3 项尚未核定')
  })

  test('is printed on A4 and A5, and for every home of an estate that owes something', async () => {
    const sizes = await Promise.all(
      ['a4', 'a5'].map((paper) =>
        caller.send('fenyang-window', 'GET', `${county}/units/${homes[0]}/due-slip.pdf?paper=${paper}`),
      ),
    )
    const boxes = sizes.map(({ rawPayload }) => /MediaBox \[0 0 (\d+)/.exec(rawPayload.toString('latin1'))?.[1])
    expect(boxes).toEqual(['595', '420'])
    const order = (building?: string) =>
      caller.send('fenyang-window', 'POST', `${county}/estates/${estate}/due-slips.pdf`, { paper: 'a4', building })
    expect((await order()).rawPayload.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
    const nobody = await order('00000000-0000-7000-8000-000000000000')
    expect([nobody.statusCode, nobody.json().code]).toEqual([409, 'nobody_owes'])
  })
})

describe('a list for finance', () => {
  const take = (list: string, format: string, body: object = {}) =>
    caller.send('fenyang-clerk', 'POST', `${region}/finance-lists/${list}/${format}`, body)

  test('of dues and of payments ends with sums that are those of the ledger', async () => {
    const overview = (await caller.send('fenyang-clerk', 'GET', `${region}/dues`)).json() as DuesOverview
    const dues = await rowsOf((await take('dues', 'xlsx')).rawPayload)
    expect(dues.at(-1)).toEqual(
      expect.arrayContaining([
        '合计',
        overview.assessedFen / 100,
        overview.collectedFen / 100,
        overview.reducedFen / 100,
        overview.arrearsFen / 100,
      ]),
    )
    const payments = (await take('payments', 'csv')).payload.trim().split('\r\n')
    expect(payments.at(-1)).toContain(String(overview.collectedFen / 100))
    expect(payments.filter((line) => line.includes('刷错卡'))).toHaveLength(1)
    const { rows } = await house.owner.query(`select subject, row_count from exports order by exported_at`)
    expect(rows).toContainEqual({ subject: 'payments', row_count: payments.length - 3 }) // who took it, header, sums
  })

  test('holds what pays no due yet, and of payments only the days asked for', async () => {
    const held = (await take('unallocated', 'csv')).payload.trim().split('\r\n')
    expect(held.at(-1)).toMatch(/^合计/)
    const none = (await take('payments', 'csv', { until: '2000-01-01' })).payload.trim().split('\r\n')
    expect(none).toHaveLength(3)
  })
})

test('the ledger’s flow, ages and months come to what is owed, what is put off by itself', async () => {
  const overview = (await caller.send('fenyang-clerk', 'GET', `${region}/dues`)).json() as DuesOverview
  expect(overview.deferredFen).toBe(50_00)
  expect(overview.ages.map(({ age, owedFen, ofOwnersFen }) => [age, owedFen, ofOwnersFen])).toEqual([
    ['not_due', 50_00, 50_00],
    ['deferred', 50_00, 0],
    ['older', 650_00, 0],
    ['no_day', 105_00, 100_00],
  ])
  expect(overview.ages.reduce((sum, { owedFen }) => sum + owedFen, 0)).toBe(overview.arrearsFen)
  expect(overview.months.at(-1)?.arrearsFen).toBe(overview.arrearsFen)
  expect(overview.debtors[0]).toMatchObject({ name: '晨光房地产公司', organisationId: developer, owedFen: 700_00 })
})

test('whoever may not read dues, or is of another county, sees none of it; who may not export takes no list', async () => {
  const debtor = { organisation: developer }
  const reads = [
    ['POST', `${county}/due-accounts`, { debtor }],
    ['POST', `${county}/due-accounts/entries`, { debtor }],
    ['POST', `${county}/due-accounts/statement.pdf`, { debtor }],
    ['GET', `${county}/estates/${estate}/money`, undefined],
    ['GET', `${county}/estates/${estate}/money/homes`, undefined],
    ['GET', `${county}/units/${homes[0]}/due-slip.pdf`, undefined],
    ['POST', `${county}/estates/${estate}/due-slips.pdf`, { paper: 'a4' }],
  ] as const
  for (const [method, url, body] of reads) {
    expect((await caller.send('inspector', method, url, body)).statusCode, url).toBe(200)
    for (const login of ['jiaokou-clerk', 'administrator', 'fenyang-surveyor'])
      expect((await caller.send(login, method, url, body)).statusCode, `${login} ${url}`).toBe(404)
  }
  const foreign = await caller.send('jiaokou-clerk', 'POST', `/api/counties/${jiaokou}/due-accounts`, { debtor })
  expect(foreign.json().code).toBe('no_such_debtor')
  for (const login of ['inspector', 'fenyang-window', 'jiaokou-clerk'])
    for (const url of [`${region}/finance-lists/dues/xlsx`, `${county}/due-accounts/statement.xlsx`])
      expect((await caller.send(login, 'POST', url, { debtor })).statusCode, `${login} ${url}`).toBe(404)
})

test('whatever moves, what is owed by day is what the dues say', async () => {
  const due = await record({ amountFen: 500, dueOn: '2021-05-05' })
  const step = fc.record({ pays: fc.boolean(), fen: fc.integer({ min: 1, max: 400 }) })
  const payments: string[] = []
  for (const { pays, fen } of fc.sample(step, { numRuns: 20, seed: 3 })) {
    const last = pays ? undefined : payments.pop()
    if (last) await reversePayment(house.db, actor, fenyang, { paymentId: last, reason: '冲销', desk: null })
    if (pays)
      await pay([{ dueId: due, fen }])
        .then(({ paymentId }) => payments.push(paymentId))
        .catch((error: { refusal?: { code: string } }) => expect(error.refusal?.code).toBe('more_than_owed'))
  }
  const { flaws } = await verify(ownerDb(house.owner), { counties: [fenyang, jiaokou], onProgress: () => {} })
  expect(flaws).toEqual([])
}, 60_000)
