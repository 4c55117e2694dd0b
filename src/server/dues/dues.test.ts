import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewDue } from '#contract/due-shapes.ts'
import { callerOf } from '../../../test/caller.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { read, systemActor, transact } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { officeToday } from '../platform/office-day.ts'
import { recordDues } from './assess.ts'
import { findDue } from './one.ts'
import { takePayment } from './pay.ts'
import { reversePayment } from './reverse.ts'

let house: MadeHouse
let caller: ReturnType<typeof callerOf>
let home: { id: string; estateId: string }
const actor = systemActor([fenyang])

beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  await house.importCounty(smallPlan(jiaokou))
  caller = callerOf(await house.open())
  const { rows } = await house.owner.query(
    `select id, estate_id as "estateId" from units where county_code = $1 and use = '住宅' order by id limit 1`,
    [fenyang],
  )
  home = rows[0]
}, 60_000)
afterAll(() => house.drop())

const due = (amountFen: number, given: Partial<NewDue> = {}): NewDue => ({
  kind: 'land_price',
  debtorKind: 'organisation',
  organisationId: null,
  debtorName: '某开发公司',
  estateId: home.estateId,
  unitId: null,
  amountFen,
  basis: '国有建设用地使用权出让合同',
  dueOn: '2022-01-01',
  ...given,
})
const recorded = async (amountFen: number, given: Partial<NewDue> = {}) => {
  const [id = ''] = await transact(house.db, actor, (tx) =>
    recordDues(tx, actor, fenyang, [{ ...due(amountFen, given), computed: null }], '补录欠缴'),
  )
  return id
}
const pay = (dueId: string, fen: number, receiptNo: string | null = null) =>
  takePayment(house.db, actor, fenyang, {
    way: 'pos',
    paidOn: officeToday(),
    payerName: '某开发公司',
    receiptNo,
    allocations: [{ dueId, fen }],
  })
const standing = async (id: string) => {
  const { amountFen, paidFen, reducedFen, owedFen, state } = await read(house.db, actor, (tx) =>
    findDue(tx, fenyang, id),
  )
  return { amountFen, paidFen, reducedFen, owedFen, state }
}

describe('a due', () => {
  test('is paid in parts, each under a receipt of the county’s run, and then settled', async () => {
    const id = await recorded(1000_00)
    const [first, second] = [await pay(id, 400_00), await pay(id, 600_00)]
    expect(first.receiptNo).toMatch(/^收（\d{4}）汾阳市第\d{7}号$/)
    expect(Number(second.receiptNo.slice(-8, -1))).toBe(Number(first.receiptNo.slice(-8, -1)) + 1)
    expect(await standing(id)).toMatchObject({ paidFen: 1000_00, owedFen: 0, state: 'settled' })
  })

  test('is not paid more than is owed, twice under one number, or in the future', async () => {
    const id = await recorded(100_00)
    await expect(pay(id, 100_01)).rejects.toMatchObject({ refusal: { code: 'more_than_owed' } })
    await pay(id, 50_00, '票据-1')
    await expect(pay(id, 50_00, '票据-1')).rejects.toMatchObject({ refusal: { code: 'receipt_taken' } })
    const future = { way: 'pos', paidOn: '2999-01-01', payerName: '甲', receiptNo: null } as const
    await expect(
      takePayment(house.db, actor, fenyang, { ...future, allocations: [{ dueId: id, fen: 1 }] }),
    ).rejects.toMatchObject({ refusal: { code: 'date_in_future' } })
    expect(await standing(id)).toMatchObject({ paidFen: 50_00, owedFen: 50_00 })
  })

  test('is owed again once its payment is taken back; the payment stays, and is taken back once', async () => {
    const id = await recorded(80_00)
    const { paymentId, receiptNo } = await pay(id, 80_00)
    const reversal = await reversePayment(house.db, actor, fenyang, { paymentId, reason: '刷错卡', desk: null })
    expect(reversal).toMatchObject({ receiptNo: `${receiptNo}冲`, fen: -80_00 })
    expect(await standing(id)).toMatchObject({ paidFen: 0, owedFen: 80_00, state: 'owed' })
    await expect(
      reversePayment(house.db, actor, fenyang, { paymentId, reason: '再来', desk: null }),
    ).rejects.toMatchObject({
      refusal: { code: 'already_reversed' },
    })
    await expect(
      reversePayment(house.db, actor, fenyang, { paymentId: reversal.paymentId, reason: '再来', desk: null }),
    ).rejects.toMatchObject({ refusal: { code: 'is_reversal' } })
  })
})

describe('over HTTP', () => {
  const at = (path: string) => `/api/counties/${fenyang}${path}`

  test('a due is put off with its last day, reduced, and cancelled only when nothing was paid on it', async () => {
    const id = await recorded(500_00)
    const deferral = { kind: 'deferral', untilOn: '2999-12-31', basis: '方政办发〔2022〕1号' }
    const put = await caller.send('fenyang-clerk', 'POST', at(`/dues/${id}/terms`), deferral)
    expect(put.json()).toMatchObject({ deferredUntil: '2999-12-31', owedFen: 500_00 })
    const reduction = { kind: 'reduction', amountFen: 100_00, basis: '县政府常务会议纪要' }
    expect((await caller.send('fenyang-clerk', 'POST', at(`/dues/${id}/terms`), reduction)).json()).toMatchObject({
      reducedFen: 100_00,
      owedFen: 400_00,
    })
    const payment = { way: 'pos', paidOn: officeToday(), payerName: '甲', allocations: [{ dueId: id, fen: 1_00 }] }
    expect((await caller.send('fenyang-window', 'POST', at('/payments'), payment)).statusCode).toBe(200)
    const cancelled = await caller.send('fenyang-clerk', 'POST', at(`/dues/${id}/cancel`), { reason: '重复登记' })
    expect([cancelled.statusCode, cancelled.json().code]).toEqual([409, 'paid_in_part'])
    const other = await recorded(5_00)
    expect(
      (await caller.send('fenyang-clerk', 'POST', at(`/dues/${other}/cancel`), { reason: '重复登记' })).json(),
    ).toMatchObject({
      state: 'cancelled',
      owedFen: 0,
    })
    const late = { ...payment, allocations: [{ dueId: other, fen: 1 }] }
    expect((await caller.send('fenyang-window', 'POST', at('/payments'), late)).json().code).toBe('cancelled')
  })

  test('a home’s dues are worked out with rule and source; what is not known is named; recorded once', async () => {
    const asked = { declaredOn: '2022-06-01', contractOn: '2020-05-01', familyHome: 'only', priceFen: 300_000_00 }
    const computed = await caller.send('fenyang-clerk', 'POST', at(`/units/${home.id}/dues/compute`), asked)
    const [tax, fund, fee] = computed.json()
    expect(tax).toMatchObject({ kind: 'deed_tax', computed: { source: { number: '财税〔2016〕23号' } } })
    expect(fund).toMatchObject({ kind: 'maintenance_fund', computed: null })
    expect(fee.computed.fen).toBeGreaterThan(0)
    const record = { ...asked, kinds: ['registration_fee'], reason: '窗口登记' }
    expect((await caller.send('fenyang-clerk', 'POST', at(`/units/${home.id}/dues`), record)).statusCode).toBe(200)
    const again = await caller.send('fenyang-clerk', 'POST', at(`/units/${home.id}/dues`), record)
    expect([again.statusCode, again.json().code]).toEqual([409, 'due_stands'])
  })

  test('the list gives what is owed most first; the ledger adds up to the same', async () => {
    const list = await caller.send('fenyang-clerk', 'POST', `/api/regions/${fenyang}/dues/search`, { limit: 500 })
    const rows = list.json().rows as { owedFen: number; amountFen: number }[]
    expect(rows.map(({ owedFen }) => owedFen)).toEqual(rows.map(({ owedFen }) => owedFen).toSorted((a, b) => b - a))
    const overview = (await caller.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/dues`)).json()
    expect(overview.arrearsFen).toBe(rows.reduce((sum, { owedFen }) => sum + owedFen, 0))
    expect(overview.assessedFen).toBe(rows.reduce((sum, { amountFen }) => sum + amountFen, 0))
    expect(overview.kinds.reduce((sum: number, kind: { owedFen: number }) => sum + kind.owedFen, 0)).toBe(
      overview.arrearsFen,
    )
  })

  test('pages of the list join without gap or double', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = (
        await caller.send('fenyang-clerk', 'POST', `/api/regions/${fenyang}/dues/search`, {
          limit: 2,
          ...(after && { after }),
        })
      ).json()
      seen.push(...page.rows.map(({ id }: { id: string }) => id))
      after = page.next ?? undefined
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe((await house.owner.query('select count(*)::integer as n from dues')).rows[0].n)
  })

  test('another county, and who may only read, take no money and record nothing', async () => {
    const id = await recorded(5_00)
    const payment = { way: 'pos', paidOn: officeToday(), payerName: '甲', allocations: [{ dueId: id, fen: 1 }] }
    expect((await caller.send('jiaokou-clerk', 'POST', at('/payments'), payment)).statusCode).toBe(404)
    expect((await caller.send('jiaokou-clerk', 'GET', at(`/dues/${id}`))).statusCode).toBe(404)
    for (const login of ['leader', 'inspector', 'fenyang-registrar']) {
      expect((await caller.send(login, 'POST', at('/payments'), payment)).statusCode, login).toBe(404)
      expect((await caller.send(login, 'POST', at('/dues'), { ...due(1), reason: '补录' })).statusCode, login).toBe(404)
    }
    expect((await caller.send('fenyang-window', 'POST', at('/dues'), { ...due(1), reason: '补录' })).statusCode).toBe(
      404,
    )
  })
})

test('two windows at once never take the same receipt number, nor pay one debt twice', async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, () => recorded(10_00)))
  const one = await recorded(10_00)
  const receipts = await Promise.all(ids.map((id) => pay(id, 10_00)))
  expect(new Set(receipts.map(({ receiptNo }) => receiptNo)).size).toBe(8)
  const both = await Promise.allSettled([pay(one, 10_00), pay(one, 10_00)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('whatever is done in whatever order, arrears are due − paid − reduced, and history proves the books', async () => {
  const ids = [await recorded(300), await recorded(200)]
  const payments: string[] = []
  const step = fc.record({
    what: fc.constantFrom('pay', 'reverse'),
    at: fc.nat(1),
    fen: fc.integer({ min: 1, max: 250 }),
  })
  for (const { what, at, fen } of fc.sample(step, { numRuns: 30, seed: 7 })) {
    if (what === 'pay')
      await pay(ids[at] ?? '', fen)
        .then(({ paymentId }) => payments.push(paymentId))
        .catch((error: { refusal?: { code: string } }) => expect(error.refusal?.code).toBe('more_than_owed'))
    else {
      const paymentId = payments.pop()
      if (paymentId) await reversePayment(house.db, actor, fenyang, { paymentId, reason: '冲销', desk: null })
    }
    for (const id of ids) {
      const { amountFen, paidFen, reducedFen, owedFen } = await standing(id)
      expect(owedFen).toBe(amountFen - paidFen - reducedFen)
    }
  }
  const { flaws } = await verify(ownerDb(house.owner), { counties: [fenyang, jiaokou], onProgress: () => {} })
  expect(flaws).toEqual([])
}, 60_000)
