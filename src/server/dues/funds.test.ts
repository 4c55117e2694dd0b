import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fund } from '#contract/funds.ts'
import { settle } from '#domain/dues/funds.ts'
import { callerOf } from '../../../test/caller.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { archiveFiles } from '../archives/actions.ts'
import { verify } from '../audit/verify.ts'
import { read, systemActor, transact } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { officeToday } from '../platform/office-day.ts'
import { duesFigures } from './figures.ts'
import { findDue } from './one.ts'

let house: MadeHouse
let caller: ReturnType<typeof callerOf>
let estates: string[]
const today = officeToday()
const actor = systemActor([fenyang])

beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  caller = callerOf(await house.open())
  const { rows } = await house.owner.query('select id from estates where county_code = $1 order by id', [fenyang])
  estates = rows.map(({ id }) => id)
}, 60_000)
afterAll(() => house.drop())

const post = (path: string, body: object, login = 'fenyang-clerk') =>
  caller.send(login, 'POST', `/api/counties/${fenyang}${path}`, { reason: '按程序办理', ...body })
const allotted = async (amountFen: number): Promise<Fund> =>
  (await post('/funds', { purpose: '测绘、检测鉴定', amountFen, allottedOn: '2022-01-01' })).json()
const use = (amountFen: number, given: object = {}) => ({
  bought: 'survey',
  matter: '权籍调查',
  payee: '某测绘院',
  amountFen,
  committedOn: '2022-02-01',
  estateIds: estates.slice(0, 2),
  ...given,
})
const spend = (useId: string, amountFen: number, voucherNo: string) =>
  post(`/fund-uses/${useId}/spendings`, { amountFen, spentOn: '2022-03-01', voucherNo })
const figures = () => read(house.db, actor, (tx) => duesFigures(tx, [fenyang], { asOf: today, knownOn: null }))
const surveyDue = async (amountFen: number): Promise<string> => {
  const due = {
    kind: 'survey',
    debtorKind: 'government',
    debtorName: '汾阳市财政局',
    estateId: estates[0],
    basis: '测绘合同',
  }
  return (await post('/dues', { ...due, amountFen })).json().id
}

describe('a special fund', () => {
  test('is committed and spent, never beyond what was allotted or promised, and tells what came of it', async () => {
    const { id } = await allotted(1000_00)
    const committed = (await post(`/funds/${id}/uses`, use(600_00))).json()
    expect(committed).toMatchObject({ committedFen: 600_00, spentFen: 0, estates: 2 })
    const over = await post(`/funds/${id}/uses`, use(400_01))
    expect([over.statusCode, over.json()]).toMatchObject([
      409,
      { code: 'more_than_fund', fields: [{ field: 'amountFen' }] },
    ])
    const [first] = committed.useList
    const spent = (await spend(first.id, 250_00, '拨-1')).json()
    expect(spent).toMatchObject({ committedFen: 600_00, spentFen: 250_00 })
    expect((await spend(first.id, 350_01, '拨-2')).json()).toMatchObject({
      code: 'more_than_committed',
      fields: [{ field: 'amountFen' }],
    })
    expect((await spend(first.id, 1, '拨-1')).json()).toMatchObject({
      code: 'voucher_taken',
      fields: [{ field: 'voucherNo' }],
    })
    const { rows } = await house.owner.query(
      `select count(*) filter (where first_registered_on >= '2022-02-01')::integer as "firstRegistered", count(*) filter (where transferred_on >= '2022-02-01')::integer as transferred
         from units where estate_id = any ($1)`,
      [estates.slice(0, 2)],
    )
    expect(spent).toMatchObject(rows[0])
    expect(rows[0].transferred).toBeGreaterThan(0)
  })

  test('gets back what an ended use did not spend; an ended use spends nothing more', async () => {
    const { id } = await allotted(500_00)
    const [first] = (await post(`/funds/${id}/uses`, use(500_00))).json().useList
    await spend(first.id, 120_00, '拨-10')
    expect((await post(`/fund-uses/${first.id}/end`, {})).json()).toMatchObject({
      committedFen: 120_00,
      spentFen: 120_00,
    })
    expect((await spend(first.id, 1, '拨-11')).json().code).toBe('use_ended')
    expect((await post(`/fund-uses/${first.id}/end`, {})).json().code).toBe('use_ended')
    expect((await post(`/funds/${id}/uses`, use(380_00))).statusCode).toBe(200)
  })

  test('settles what the government owes for a survey, and owes it again when the spending is taken back', async () => {
    const dueIds = [await surveyDue(100_00), await surveyDue(80_00)]
    const { id } = await allotted(300_00)
    const [first] = (await post(`/funds/${id}/uses`, use(300_00, { dueIds }))).json().useList
    const spent = (await spend(first.id, 150_00, '拨-20')).json()
    const owed = async () => {
      const dues = await read(house.db, actor, async (tx) => [
        await findDue(tx, fenyang, dueIds[0] ?? ''),
        await findDue(tx, fenyang, dueIds[1] ?? ''),
      ])
      return dues.map(({ owedFen }) => owedFen)
    }
    expect(await owed()).toEqual([0, 30_00])
    const [spending] = spent.useList[0].spendings
    expect(spending).toMatchObject({ settledFen: 150_00, isReversed: false })
    const { rows } = await house.owner.query('select id from payments where receipt_no = $1', ['拨-20'])
    const wrongDoor = await post(`/payments/${rows[0].id}/reverse`, {})
    expect([wrongDoor.statusCode, wrongDoor.json().code]).toEqual([409, 'paid_by_fund'])
    const back = (await post(`/fund-uses/${first.id}/spendings/${spending.id}/reverse`, {})).json()
    expect(back).toMatchObject({ spentFen: 0, committedFen: 300_00 })
    expect(await owed()).toEqual([100_00, 80_00])
    const again = await post(`/fund-uses/${first.id}/spendings/${spending.id}/reverse`, {})
    expect(again.json().code).toBe('already_reversed')
  })

  test('settles only what the government owes for surveys and appraisals, and each due from one use', async () => {
    const { id } = await allotted(100_00)
    const land = {
      kind: 'land_price',
      debtorKind: 'organisation',
      debtorName: '某开发公司',
      basis: '出让合同',
      amountFen: 1,
    }
    const debt = (await post('/dues', land)).json().id
    expect((await post(`/funds/${id}/uses`, use(1, { dueIds: [debt] }))).json()).toMatchObject({
      code: 'due_not_funded',
      fields: [{ field: 'dueIds' }],
    })
    const due = await surveyDue(10)
    expect((await post(`/funds/${id}/uses`, use(1, { dueIds: [due] }))).statusCode).toBe(200)
    expect((await post(`/funds/${id}/uses`, use(1, { dueIds: [due] }))).json().code).toBe('due_taken')
  })

  test.each([
    ['before it was allotted', 'before_allotted', { committedOn: '2021-12-31' }],
    ['after today', 'date_in_future', { committedOn: '2999-01-01' }],
    ['for no estate that is known', 'not_found', { estateIds: ['00000000-0000-7000-8000-000000000000'] }],
  ])('is not committed %s', async (_, code, given) => {
    const { id } = await allotted(100_00)
    expect((await post(`/funds/${id}/uses`, use(1, given))).json().code).toBe(code)
  })

  test('keeps its papers in the archive of the first estate it helped', async () => {
    const { id } = await allotted(100_00)
    const [first] = (await post(`/funds/${id}/uses`, use(1))).json().useList
    const paper = {
      paper: 'contract',
      name: '合同.pdf',
      mediaType: 'application/pdf',
      sha256: Buffer.alloc(32, 7),
      bytes: 1,
    } as const
    await transact(house.db, actor, (tx) =>
      archiveFiles(tx, actor, fenyang, [{ ...paper, subject: { kind: 'fund_use', id: first.id } }], '合同归档'),
    )
    const { rows } = await house.owner.query('select estate_id from archive_files where subject_id = $1', [first.id])
    expect(rows).toEqual([{ estate_id: estates[0] }])
    expect(
      (await caller.send('fenyang-clerk', 'GET', `/api/counties/${fenyang}/funds/${id}`)).json().useList[0].papers,
    ).toBe(1)
  })

  test('is counted in the figures, listed page by page, and proved by its history', async () => {
    const url = `/api/regions/${fenyang}/funds`
    const list = (await caller.send('leader', 'GET', url)).json().rows as Fund[]
    const sum = (of: (fund: Fund) => number) => list.reduce((all, fund) => all + of(fund), 0)
    expect(await figures()).toMatchObject({
      fundsFen: sum(({ amountFen }) => amountFen),
      fundsCommittedFen: sum(({ committedFen }) => committedFen),
      fundsSpentFen: sum(({ spentFen }) => spentFen),
    })
    const page = (await caller.send('leader', 'GET', `${url}?limit=2`)).json()
    const next = (await caller.send('leader', 'GET', `${url}?limit=2&after=${page.next}`)).json()
    expect([...page.rows, ...next.rows].map(({ id }) => id)).toEqual(list.slice(0, 4).map(({ id }) => id))
    const { flaws } = await verify(ownerDb(house.owner), { counties: [fenyang, jiaokou], onProgress: () => {} })
    expect(flaws).toEqual([])
  })

  test('takes no more than there is, even past the rules: the database holds it', async () => {
    const { id } = await allotted(1_00)
    const insert = `insert into fund_uses (county_code, fund_id, bought, matter, payee, amount_fen, committed_on) values ($1, $2, 'other', '事项', '某公司', 101, '2022-02-01')`
    await expect(house.owner.query(insert, [fenyang, id])).rejects.toMatchObject({ constraint: 'fund_holds_its_uses' })
  })

  test('is neither allotted nor used by who may only read, or by another county', async () => {
    const { id } = await allotted(1_00)
    for (const login of ['leader', 'inspector', 'fenyang-registrar', 'fenyang-window', 'jiaokou-clerk']) {
      const fund = { purpose: '测绘', amountFen: 1, allottedOn: '2022-01-01' }
      expect((await post('/funds', fund, login)).statusCode, login).toBe(404)
      expect((await post(`/funds/${id}/uses`, use(1), login)).statusCode, login).toBe(404)
    }
    expect((await caller.send('jiaokou-clerk', 'GET', `/api/counties/${fenyang}/funds/${id}`)).statusCode).toBe(404)
  })
})

test('whatever is spent settles dues in order, none beyond what is owed, and all of it while something is owed', () =>
  fc.assert(
    fc.property(fc.nat(10_000), fc.array(fc.nat(3000), { maxLength: 6 }), (fen, owed) => {
      const parts = settle(
        fen,
        owed.map((owedFen, at) => ({ id: String(at), owedFen })),
      )
      const paid = parts.reduce((all, part) => all + part.fen, 0)
      expect(paid).toBe(
        Math.min(
          fen,
          owed.reduce((all, one) => all + one, 0),
        ),
      )
      for (const { dueId, fen: part } of parts) expect(part).toBeLessThanOrEqual(owed[Number(dueId)] ?? 0)
    }),
  ))
