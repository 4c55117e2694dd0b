import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewDue } from '#contract/due-shapes.ts'
import { type MadeWindow, makeWindow } from '../../../../test/registrations/made-window.ts'
import { openWindow } from '../../../../test/registrations/open-window.ts'
import { verify } from '../../audit/verify.ts'
import { transact } from '../../platform/acts.ts'
import { ownerDb } from '../../platform/database.ts'
import { officeToday } from '../../platform/office-day.ts'
import { recordDues } from '../assess.ts'

let made: MadeWindow
let opened: Awaited<ReturnType<typeof openWindow>>
let taken = 0
const today = officeToday()

beforeAll(async () => {
  made = await makeWindow({ homes: 12 })
  opened = await openWindow(made)
}, 60_000)
afterAll(() => made.house.drop())

const at = (path: string) => `/api/counties/${made.county}${path}`
const send = (method: string, path: string, body?: object, login = 'fenyang-window') =>
  opened.send(login, method, at(path), body)

const dueOf = (unitId: string | null, kind: NewDue['kind'], amountFen: number): NewDue => ({
  kind,
  debtorKind: unitId ? 'owner' : 'organisation',
  organisationId: null,
  debtorName: unitId ? '某住户' : '晨光开发公司',
  estateId: made.registered.id,
  unitId,
  amountFen,
  basis: '测试依据',
  dueOn: null,
})
const record = (dues: readonly NewDue[]) =>
  transact(made.house.db, made.staff.clerk, (tx) =>
    recordDues(
      tx,
      made.staff.clerk,
      made.county,
      dues.map((due) => ({ ...due, computed: null })),
      '补录',
    ),
  )

/** A home whose transfer is accepted, and its tax and fund as told. */
async function waitingHome({ tax = 4_000_00, fund = 3_000_00, state = 'accepted' as const } = {}) {
  const unitId = made.registered.unitIds[taken] ?? ''
  taken += 1
  const [submitted] = await made.submit([made.transferOf(unitId, {}, taken + 40)])
  const application = submitted?.id ?? ''
  await made.bringTo([application], 'transfer', state)
  const [taxId = '', fundId = ''] = await record([
    dueOf(unitId, 'deed_tax', tax),
    dueOf(unitId, 'maintenance_fund', fund),
  ])
  return { unitId, application, taxId, fundId }
}

const gates = async (application: string): Promise<Record<string, string>> => {
  const { rows } = await made.house.owner.query('select gate, state from application_gates where application_id = $1', [
    application,
  ])
  return Object.fromEntries(rows.map(({ gate, state }) => [gate, state]))
}

type Way = { way: string; fen: number; tenderedFen?: number; receiptNo?: string }
const visit = (allocations: readonly object[], ways: readonly Way[], given: object = {}) => ({
  visitId: randomUUID(),
  desk: '1号窗口',
  payerName: '某住户',
  allocations,
  ways,
  ...given,
})
const pay = async (body: object, login?: string) => {
  const answer = await send('POST', '/cash-desk/visits', body, login)
  return { status: answer.statusCode, ...answer.json() }
}
const flaws = async () =>
  (await verify(ownerDb(made.house.owner), { counties: [made.county], onProgress: () => {} })).flaws

describe('one visit at one window', () => {
  test('pays tax, fund and fee in two ways, a receipt each, and opens both gates side by side; the developer’s debt stays', async () => {
    const { unitId, application, taxId, fundId } = await waitingHome()
    await record([dueOf(null, 'land_price', 900_000_00)])
    const fee = { unitId, declaredOn: today }
    const dues = [
      { dueId: taxId, fen: 4_000_00 },
      { dueId: fundId, fen: 3_000_00 },
      { kind: 'registration_fee', fen: 80_00 },
    ]
    const ways = [
      { way: 'pos', fen: 5_000_00 },
      { way: 'cash', fen: 2_080_00, tenderedFen: 2_100_00 },
    ]

    const { status, receipts, gates: outcomes } = await pay(visit(dues, ways, { assess: fee }))

    expect(status).toBe(200)
    expect(receipts.map(({ fen }: { fen: number }) => fen)).toEqual([5_000_00, 2_080_00])
    expect(new Set(receipts.map(({ receiptNo }: { receiptNo: string }) => receiptNo)).size).toBe(2)
    expect(outcomes.map(({ gate, words }: { gate: string; words: null }) => [gate, words])).toEqual([
      ['tax', null],
      ['fund', null],
    ])
    expect(await gates(application)).toMatchObject({ tax: 'passed', fund: 'passed', review: 'open', papers: 'open' })
    const home = (await send('GET', `/cash-desk/homes/${unitId}`)).json()
    expect(home.dues.map(({ owedFen }: { owedFen: number }) => owedFen)).toEqual([0, 0, 0])
    expect(home.developer.owedFen).toBe(900_000_00)
    const tax = home.application.gates.find(({ gate }: { gate: string }) => gate === 'tax')
    expect(tax.evidence).toBe(receipts[0].receiptNo)
  })

  test('pays an instalment: the due stays open and the gate shut, until the rest is paid', async () => {
    const { application, taxId } = await waitingHome()
    const part = await pay(visit([{ dueId: taxId, fen: 1_000_00 }], [{ way: 'pos', fen: 1_000_00 }]))
    expect(part.gates).toEqual([])
    expect((await gates(application)).tax).toBe('open')
    await pay(visit([{ dueId: taxId, fen: 3_000_00 }], [{ way: 'pos', fen: 3_000_00 }]))
    expect((await gates(application)).tax).toBe('passed')
  })

  test('is taken once, however often it is sent', async () => {
    const { taxId } = await waitingHome()
    const body = visit([{ dueId: taxId, fen: 1_00 }], [{ way: 'pos', fen: 1_00 }])
    const [once, again] = [await pay(body), await pay(body)]
    expect(again.receipts).toEqual(once.receipts)
  })

  test('tells of a gate that may not open yet, and keeps the payment', async () => {
    const unitId = made.registered.unitIds[taken] ?? ''
    taken += 1
    await made.submit([made.transferOf(unitId, {}, 99)])
    const [fundId = ''] = await record([dueOf(unitId, 'maintenance_fund', 100)])
    const { status, gates: outcomes } = await pay(visit([{ dueId: fundId, fen: 100 }], [{ way: 'pos', fen: 100 }]))
    expect([status, outcomes[0].gate]).toEqual([200, 'fund'])
    expect(outcomes[0].words).toContain('不能办理这一步')
  })

  test('opens nothing of a home for which no due was assessed', async () => {
    const { unitId, application } = await waitingHome()
    const other = made.registered.unitIds[taken] ?? ''
    taken += 1
    const [submitted] = await made.submit([made.transferOf(other, {}, 98)])
    await made.bringTo([submitted?.id ?? ''], 'transfer', 'accepted')
    expect((await send('POST', `/cash-desk/homes/${other}/gates`)).json()).toEqual([])
    expect((await send('POST', `/cash-desk/homes/${unitId}/gates`)).json()).toEqual([])
    expect((await gates(application)).tax).toBe('open')
  })
})

describe('what a window refuses, each at its field', () => {
  const refused = async (body: object) => {
    const { status, code, message, fields } = await pay(body)
    return { status, code, message, field: fields?.[0]?.field }
  }

  test('more than is owed, with the amount that is', async () => {
    const { taxId } = await waitingHome({ tax: 100_00 })
    const more = await refused(visit([{ dueId: taxId, fen: 100_01 }], [{ way: 'pos', fen: 100_01 }]))
    expect(more).toMatchObject({ status: 409, code: 'more_than_owed', field: 'allocations.0.fen' })
    expect(more.message).toContain('契税尚欠 100.00 元')
    for (const fen of [-1, 0, 1.5])
      expect(await refused(visit([{ dueId: taxId, fen }], [{ way: 'pos', fen: 1 }]))).toMatchObject({ status: 400 })
    expect(await refused(visit([{ dueId: taxId, fen: 2 }], [{ way: 'pos', fen: 1 }]))).toMatchObject({
      code: 'ways_short',
      field: 'ways.0.fen',
    })
    const short = [{ way: 'cash', fen: 2, tenderedFen: 1 }]
    expect(await refused(visit([{ dueId: taxId, fen: 2 }], short))).toMatchObject({
      code: 'cash_short',
      field: 'ways.0.tenderedFen',
    })
    await pay(visit([{ dueId: taxId, fen: 2 }], [{ way: 'bank', fen: 2, receiptNo: '银行-77' }]))
    const twice = [
      { way: 'pos', fen: 1 },
      { way: 'bank', fen: 1, receiptNo: '银行-77' },
    ]
    expect(await refused(visit([{ dueId: taxId, fen: 2 }], twice))).toMatchObject({
      code: 'receipt_taken',
      field: 'ways.1.receiptNo',
    })
  })

  test('a number the county’s own run would come to later', async () => {
    const [id = ''] = await record([dueOf(null, 'other', 5_00)])
    const typed = [{ way: 'bank', fen: 1, receiptNo: '收（2099）汾阳市第0000001号' }]
    expect(await refused(visit([{ dueId: id, fen: 1 }], typed))).toMatchObject({
      code: 'number_of_run',
      field: 'ways.0.receiptNo',
    })
  })

  test('a due that was cancelled', async () => {
    const [id = ''] = await record([dueOf(made.registered.unitIds[0] ?? '', 'stamp_tax', 5_00)])
    await send('POST', `/dues/${id}/cancel`, { reason: '重复登记' }, 'fenyang-clerk')
    expect(await refused(visit([{ dueId: id, fen: 1 }], [{ way: 'pos', fen: 1 }]))).toMatchObject({
      status: 409,
      code: 'cancelled',
      field: 'allocations.0.fen',
    })
  })

  test('two windows that take the same due at once: one is refused, and no fen is lost', async () => {
    const { taxId } = await waitingHome({ tax: 300_00 })
    const both = await Promise.all(
      ['1号窗口', '2号窗口'].map((desk) =>
        pay(visit([{ dueId: taxId, fen: 300_00 }], [{ way: 'pos', fen: 300_00 }], { desk })),
      ),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const { rows } = await made.house.owner.query('select paid_fen, owed_fen from dues where id = $1', [taxId])
    expect(rows[0]).toEqual({ paid_fen: 300_00, owed_fen: 0 })
  })
})

describe('a payment taken back', () => {
  const reverse = async (paymentId: string, given: object = {}) =>
    (await send('POST', `/payments/${paymentId}/reverse`, { reason: '刷错卡', ...given })).json()

  test('opens the gate again that it had opened', async () => {
    const { application, taxId } = await waitingHome()
    const half = (fen: number) => pay(visit([{ dueId: taxId, fen }], [{ way: 'pos', fen }]))
    const [first] = [await half(1_000_00), await half(3_000_00)]
    expect((await gates(application)).tax).toBe('passed')
    const { gates: outcomes, fen } = await reverse(first.receipts[0].paymentId)
    expect([fen, outcomes[0].gate, outcomes[0].words]).toEqual([-1_000_00, 'tax', null])
    expect((await gates(application)).tax).toBe('open')
  })

  test('leaves the register as it is once the application is entered; the debt is owed again, and that is said', async () => {
    const unitId = made.registered.unitIds[taken] ?? ''
    taken += 1
    const [submitted] = await made.submit([made.transferOf(unitId, {}, 97)])
    const application = submitted?.id ?? ''
    const on = today
    await made.move([application], { act: 'accept', on })
    const [taxId = '', fundId = ''] = await record([
      dueOf(unitId, 'deed_tax', 100),
      dueOf(unitId, 'maintenance_fund', 100),
    ])
    const dues = [taxId, fundId].map((dueId) => ({ dueId, fen: 100 }))
    const { receipts } = await pay(visit(dues, [{ way: 'pos', fen: 200 }]))
    const pass = { act: 'pass', on, state: 'passed', evidence: null, basis: null } as const
    await made.move([application], { ...pass, gate: 'papers' })
    await made.move([application], { ...pass, gate: 'review' }, made.staff.registrar)
    await made.move([application], { act: 'enter', on }, made.staff.registrar)

    const person = { name: '经办某', organisationId: null, phone: null, login: 'fenyang-clerk', reason: '分工' }
    expect((await send('POST', '/responsibility/people', person, 'fenyang-clerk')).statusCode).toBe(200)

    const { gates: outcomes } = await reverse(receipts[0].paymentId)

    expect(outcomes).toHaveLength(2)
    const { rows: notices } = await opened.send('fenyang-clerk', 'GET', '/api/notices').then((answer) => answer.json())
    expect(notices[0]).toMatchObject({ kind: 'owed_after_entry', words: expect.stringContaining('晨光小区') })
    expect(outcomes[0].words).toContain('登记不因冲销撤销')
    expect(await gates(application)).toMatchObject({ tax: 'passed', fund: 'passed' })
    const { rows } = await made.house.owner.query('select state from applications where id = $1', [application])
    expect(rows[0].state).toBe('entered')
    const { dues: owed } = (await send('GET', `/cash-desk/homes/${unitId}`)).json()
    expect(owed.map(({ owedFen }: { owedFen: number }) => owedFen)).toEqual([100, 100])
  })
})

describe('the closing of a day', () => {
  const even = { cash: 0, pos: 100, bank: 0, offset: 0 }
  const count = (desk: string, counted: object, reason: string | null = null, login?: string) =>
    send('POST', '/cash-closings', { desk, day: today, counted, reason }, login)
  const takeAt = async (desk: string) => {
    const [dueId = ''] = await record([dueOf(made.registered.unitIds[0] ?? '', 'other', 500)])
    return { dueId, ...(await pay(visit([{ dueId, fen: 100 }], [{ way: 'pos', fen: 100 }], { desk }))) }
  }

  test('is by count; a closed day takes nothing more and takes nothing back, at this desk', async () => {
    const { dueId, receipts } = await takeAt('3号窗口')
    const closed = (await count('3号窗口', even)).json()
    expect(closed).toMatchObject({ isEven: true, closedOn: today, accepterName: null, entries: 1 })

    const late = visit([{ dueId, fen: 100 }], [{ way: 'pos', fen: 100 }], { desk: '3号窗口' })
    expect(await pay(late)).toMatchObject({ status: 409, code: 'day_closed', fields: [{ field: 'desk' }] })
    const path = `/payments/${receipts[0].paymentId}/reverse`
    expect((await send('POST', path, { reason: '刷错卡' })).json().code).toBe('day_closed')
    expect((await count('3号窗口', even)).json().code).toBe('already_closed')
    expect((await send('POST', path, { reason: '刷错卡', desk: '4号窗口' })).json().fen).toBe(-100)
    const day = (await send('GET', `/cash-desk/day?desk=${encodeURIComponent('4号窗口')}&day=${today}`)).json()
    expect([day.booked.pos, day.closing, day.entries]).toEqual([-100, null, 1])
  })

  test('with a difference waits for its reason, then for a second person; what came meanwhile is counted anew', async () => {
    await takeAt('5号窗口')
    const short = { ...even, pos: 90 }
    const unexplained = (await count('5号窗口', short)).json()
    expect([unexplained.code, unexplained.fields[0].field]).toEqual(['difference_unexplained', 'reason'])
    const open = (await count('5号窗口', short, '漏打一张签购单')).json()
    expect([open.closedOn, open.isEven]).toEqual([null, false])
    const accept = (login: string) => send('POST', `/cash-closings/${open.id}/accept`, undefined, login)
    expect((await accept('fenyang-window')).json().code).toBe('own_difference')
    await takeAt('5号窗口')
    expect((await accept('fenyang-clerk')).json().code).toBe('booked_since')
    const again = (await count('5号窗口', { ...even, pos: 190 }, '漏打一张签购单')).json()
    expect(again.id).toBe(open.id)
    expect((await accept('fenyang-clerk')).json()).toMatchObject({ closedOn: today, accepterName: expect.any(String) })
    const list = (await send('GET', '/cash-closings?limit=1')).json()
    expect(list.next).not.toBeNull()
    expect((await send('GET', `/cash-closings?limit=5&after=${list.next}`)).json().rows).toHaveLength(1)
  })

  test('is held by the database too', async () => {
    const insert = `insert into payments (county_code, receipt_no, way, amount_fen, paid_on, payer_name, desk, taken_by, taker_name)
                    values ($1, '越过', 'pos', 1, $2, '甲', '3号窗口', '00000000-0000-0000-0000-000000000000', '系统')`
    await expect(made.house.owner.query(insert, [made.county, today])).rejects.toMatchObject({
      constraint: 'closed_day_takes_nothing',
    })
    await expect(
      made.house.owner.query(`update cash_closings set counter_name = '乙' where desk = '3号窗口'`),
    ).rejects.toMatchObject({ constraint: 'closed_day_stays' })
  })

  test('prints, as receipts do', async () => {
    const { rows } = (await send('GET', '/cash-closings')).json()
    const { rows: paid } = (
      await send('GET', `/cash-desk/payments?desk=${encodeURIComponent('1号窗口')}&day=${today}`)
    ).json()
    for (const path of [
      `/cash-closings/${rows[0].id}/closing`,
      `/payments/${paid[0].paymentId}/receipt`,
      `/cash-desk/visits/${paid[0].visitId}/receipts`,
    ])
      expect((await send('GET', `${path}.pdf`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    for (const path of [`/cash-closings/${rows[0].id}/closing`, `/payments/${paid[0].paymentId}/receipt`])
      expect((await send('GET', `${path}.docx`)).rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
})

test('a home is found by room, name, end of ID number, acceptance and receipt number', async () => {
  const [unitId = ''] = made.registered.unitIds
  const { rows } = await made.house.owner.query(
    `select u.room, a.acceptance_no, a.id, o.name, o.id_tail,
            (select p.receipt_no from payments as p join money_lines as l on l.payment_id = p.id join dues as d on d.id = l.due_id
              where d.unit_id = u.id and p.visit_id is not null limit 1) as receipt
       from units as u join applications as a on a.unit_id = u.id left join owners as o on o.unit_id = u.id where u.id = $1`,
    [unitId],
  )
  const { room, acceptance_no, id, name, id_tail, receipt } = rows[0]
  const words = [`晨光小区 ${room}`, acceptance_no, id, name, id_tail, receipt].filter((word) => word)
  expect(words.length).toBeGreaterThanOrEqual(4)
  for (const search of words) {
    const found = (await send('POST', '/cash-desk/homes', { search })).json()
    expect(
      found.rows.map((line: { unitId: string }) => line.unitId),
      search,
    ).toContain(unitId)
  }
})

test('who may only look takes nothing and closes nothing; another county sees nothing', async () => {
  const { taxId, unitId } = await waitingHome()
  const body = visit([{ dueId: taxId, fen: 1 }], [{ way: 'pos', fen: 1 }])
  const counted = { cash: 0, pos: 0, bank: 0, offset: 0 }
  for (const login of ['leader', 'inspector', 'fenyang-registrar', 'jiaokou-clerk']) {
    expect((await pay(body, login)).status, login).toBe(404)
    const closing = await send('POST', '/cash-closings', { desk: '1号窗口', day: today, counted }, login)
    expect(closing.statusCode, login).toBe(404)
  }
  expect((await send('GET', `/cash-desk/homes/${unitId}`, undefined, 'inspector')).statusCode).toBe(200)
  expect((await send('GET', `/cash-desk/homes/${unitId}`, undefined, 'jiaokou-clerk')).statusCode).toBe(404)
})

test('history proves all of it', async () => {
  expect(await flaws()).toEqual([])
})
