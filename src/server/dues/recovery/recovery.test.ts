import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewDue } from '#contract/due-shapes.ts'
import type { EstateFirst } from '#contract/first-registration-shapes.ts'
import type { Recovery, RecoveryLine } from '#contract/recoveries.ts'
import { gatesOf } from '#domain/registrations/gates.ts'
import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'
import { samplePerson } from '#samples/people.ts'
import { recordPeople } from '../../../../test/person-history.ts'
import { type MadeFirst, makeFirst } from '../../../../test/registrations/made-first.ts'
import { verify } from '../../audit/verify.ts'
import { systemActor, transact } from '../../platform/acts.ts'
import { ownerDb } from '../../platform/database.ts'
import { officeToday } from '../../platform/office-day.ts'
import { type NewApplication, sealParty, submitApplications } from '../../registrations/actions.ts'
import { proposeSteps } from '../../supervision/propose.ts'
import { recordDues } from '../assess.ts'
import { takePayment } from '../pay.ts'
import { reversePayment } from '../reverse.ts'
import { grantTerm } from '../terms.ts'
import { runRecoveries } from './jobs.ts'

const full = ['有', '有', '有', '有'] as const
const owing = { land_price_settled: false, taxes_settled: false }
const names = [
  '分离小区',
  '补立小区',
  '手动小区',
  '冲销小区',
  '分期小区',
  '缓缴小区',
  '函件小区',
  '决定小区',
  '任意小区',
]
const today = officeToday()
const daysFrom = (days: number) => dayOfNumber(dayNumber(today) + days)

let made: MadeFirst
let debtor: string
const clerk = 'fenyang-clerk'
const actor = systemActor(['141182'])

beforeAll(async () => {
  const sound = { name: '后知小区', papers: full, problems: '', homes: 1 }
  const taxed = { ...sound, name: '缓税小区', firstRegistered: 1 }
  made = await makeFirst([...names.map((name) => ({ ...sound, name, homes: 3, facts: owing })), sound, taxed])
  const { rows } = await made.owner.query(
    `insert into organisations (county_code, kind, name) values ($1, 'developer', '汾阳某开发公司') returning id`,
    [made.county],
  )
  debtor = rows[0].id
  await made.owner.query(
    `with office as (insert into organisations (county_code, kind, name) values ($1, 'responsible_unit', '清零办') returning id)
     insert into people (county_code, name, organisation_id, account_id)
     select $1, '甲某', office.id, accounts.id from office, accounts where login = 'fenyang-clerk'`,
    [made.county],
  )
  await recordPeople(made.db, made.county)
}, 120_000)
afterAll(() => made.drop())

const estateOf = (name: string) => made.estates[name] ?? ''
const at = (path: string) => `/api/counties/${made.county}${path}`

/** A debt of the developer about an estate; recorded as a ledger would, so that nothing is opened yet. */
async function owed(name: string, amountFen: number, given: Partial<NewDue> = {}): Promise<string> {
  const due: NewDue = {
    kind: 'land_price',
    debtorKind: 'organisation',
    organisationId: debtor,
    debtorName: '汾阳某开发公司',
    estateId: estateOf(name),
    unitId: null,
    amountFen,
    basis: '国有建设用地使用权出让合同',
    dueOn: '2022-01-01',
    ...given,
  }
  const [id = ''] = await transact(made.db, actor, (tx) =>
    recordDues(tx, actor, made.county, [{ ...due, computed: null }], '补录欠缴'),
  )
  return id
}

const pay = (dueId: string, fen: number) =>
  takePayment(made.db, actor, made.county, {
    way: 'bank',
    paidOn: today,
    payerName: '汾阳某开发公司',
    receiptNo: null,
    allocations: [{ dueId, fen }],
  })

const casesOf = async (name: string): Promise<RecoveryLine[]> =>
  (await made.send(clerk, 'GET', at(`/estates/${estateOf(name)}/recoveries`))).json()
const whole = async (id: string): Promise<Recovery> => (await made.send(clerk, 'GET', at(`/recoveries/${id}`))).json()
const open = (name: string, dueIds: readonly string[], given: object = {}, login = clerk) =>
  made.send(login, 'POST', at('/recoveries'), {
    estateId: estateOf(name),
    dueIds,
    basis: '县清零办会议纪要',
    reason: '立案追缴',
    ...given,
  })
async function opened(name: string, dueIds: readonly string[], given: object = {}): Promise<Recovery> {
  const answer = await open(name, dueIds, given)
  expect([answer.statusCode, answer.json().message]).toEqual([200, undefined])
  return answer.json()
}

async function submitFirst(name: string): Promise<string> {
  const { diagnosisNo, note }: EstateFirst = (
    await made.send('fenyang-window', 'GET', at(`/estates/${estateOf(name)}/first-registration`))
  ).json()
  const answer = await made.send('fenyang-window', 'POST', at(`/estates/${estateOf(name)}/first-registrations`), {
    reason: '申请首次登记',
    covered: { scope: 'estate' },
    applicantKind: 'developer',
    submittedOn: today,
    diagnosisNo,
    note,
  })
  expect([answer.statusCode, answer.json().message]).toEqual([200, undefined])
  return answer.json().id
}
const stateOf = async (id: string): Promise<string> =>
  (await made.owner.query('select state from applications where id = $1', [id])).rows[0].state

describe('证缴分离', () => {
  test('a first registration that goes ahead without the debt opens its recovery, each linked to the other', async () => {
    const dues = [await owed('分离小区', 3_000_000_00), await owed('分离小区', 50_000_00, { kind: 'value_added_tax' })]

    const applicationId = await submitFirst('分离小区')

    const [found, ...others] = await casesOf('分离小区')
    expect(others).toEqual([])
    expect(found).toMatchObject({ cause: 'separated', owedFen: 3_050_000_00, endedOn: null, dueOn: today })
    const recovery = await whole(found?.id ?? '')
    expect(recovery.debts.map(({ dueId }) => dueId).toSorted()).toEqual(dues.toSorted())
    expect(recovery.applications).toMatchObject([{ id: applicationId, state: 'submitted' }])
    expect(recovery.openerName).toBe('系统')
    const facts = await made.owner.query(
      `select value from estate_facts where estate_id = $1 and fact = 'recovery_started'`,
      [estateOf('分离小区')],
    )
    expect(facts.rows).toEqual([{ value: true }])
  })

  test('what was recorded after the registration went ahead gets its case from the morning’s run, once', async () => {
    const applicationId = await submitFirst('补立小区')
    expect(await casesOf('补立小区')).toEqual([])
    await owed('补立小区', 100_00)

    await runRecoveries(made.db, made.county, today)
    await runRecoveries(made.db, made.county, today)

    const cases = await casesOf('补立小区')
    expect(cases).toMatchObject([{ cause: 'separated', owedFen: 100_00 }])
    expect((await whole(cases[0]?.id ?? '')).applications.map(({ id }) => id)).toEqual([applicationId])
  })

  test('nothing is opened while the estate is known to have settled; the fact that it has not opens it at once', async () => {
    await owed('后知小区', 100_00)
    await runRecoveries(made.db, made.county, today)
    expect(await casesOf('后知小区')).toEqual([])
    const { revision } = (await made.send(clerk, 'GET', at(`/estates/${estateOf('后知小区')}/diagnosis`))).json()
    const facts = [{ fact: 'land_price_settled', value: false, asOf: today, source: 'document' }]

    const stated = await made.send(clerk, 'POST', at(`/estates/${estateOf('后知小区')}/facts`), {
      revision,
      reason: '核实欠缴',
      facts,
    })

    expect([stated.statusCode, stated.json().message]).toEqual([200, undefined])
    expect(await casesOf('后知小区')).toMatchObject([{ cause: 'separated', owedFen: 100_00 }])
  })

  test('a transfer whose tax was put off lets the developer’s taxes be pursued, not his other debts', async () => {
    await owed('缓税小区', 100_00, { kind: 'value_added_tax' })
    await owed('缓税小区', 900_00)
    await transact(made.db, actor, async (tx) => {
      const [answer] = await submitApplications(
        tx,
        actor,
        made.county,
        [await transferWithDeferredTax('缓税小区')],
        '收件',
      )
      expect(answer?.refusal).toBeNull()
    })

    await runRecoveries(made.db, made.county, today)

    expect(await casesOf('缓税小区')).toMatchObject([{ cause: 'deferred', owedFen: 100_00 }])
  })

  test('a debt of the same developer joins the case that goes on; an owner’s never does', async () => {
    const owner = { debtorKind: 'owner', organisationId: null, debtorName: '某业主', kind: 'deed_tax' } as const
    await owed('补立小区', 70_00, owner)
    const due = { ...(await dueBody('补立小区', 'land_value_tax')), reason: '稽查补税' }

    expect((await made.send(clerk, 'POST', at('/dues'), due)).statusCode).toBe(200)

    expect(await casesOf('补立小区')).toMatchObject([{ beganFen: 300_00, owedFen: 300_00 }])
  })
})

async function transferWithDeferredTax(name: string): Promise<NewApplication> {
  const { rows } = await made.owner.query('select id, building_id as building from units where estate_id = $1', [
    estateOf(name),
  ])
  const { name: buyer, idNumber, phone } = samplePerson(1)
  const party = {
    role: 'buyer',
    name: buyer,
    idKind: 'identity_card',
    idNumber,
    phone,
    share: null,
    basis: null,
  } as const
  return {
    kind: 'transfer',
    estateId: estateOf(name),
    buildingId: rows[0].building,
    unitIds: [rows[0].id],
    applicantKind: 'both',
    organisationId: null,
    applicantBasis: null,
    submittedOn: today,
    papers: [],
    gates: gatesOf.transfer.map((gate) =>
      gate === 'tax' ? { gate, state: 'deferred', basis: '县清零办会议纪要' } : { gate, state: 'open', basis: null },
    ),
    parties: [sealParty(made.secrets, party)],
    contract: { no: null, on: null, priceFen: null, invoiceNo: null, basis: 'filed' },
    coOwnership: 'sole',
    remark: null,
    batchId: null,
  }
}

const dueBody = async (name: string, kind: string) => ({
  kind,
  debtorKind: 'organisation',
  organisationId: debtor,
  debtorName: '汾阳某开发公司',
  estateId: estateOf(name),
  amountFen: 200_00,
  basis: '税务处理决定书',
  dueOn: '2022-01-01',
})

describe('a case opened by hand', () => {
  test('tells begin, paid since, reduced and owed now, and the two late fees each by its own rule', async () => {
    const land = await owed('手动小区', 1_000_000_00, { dueOn: daysFrom(-10) })
    const tax = await owed('手动小区', 200_000_00, { kind: 'income_tax', dueOn: daysFrom(-10) })
    await pay(land, 100_000_00)
    const recovery = await opened('手动小区', [land, tax])

    await pay(land, 400_000_00)
    await grantTerm(made.db, actor, made.county, tax, { kind: 'reduction', amountFen: 50_000_00, basis: '减免批复' })

    const after = await whole(recovery.id)
    expect(after).toMatchObject({
      cause: 'by_hand',
      beganFen: 1_100_000_00,
      paidFen: 400_000_00,
      reducedFen: 50_000_00,
      owedFen: 650_000_00,
      lateFeeFen: 10_000_00 + 1_000_00,
      payments: [{ fen: 400_000_00 }, { fen: 100_000_00 }],
    })
    expect(after.debts.map(({ kind, lateFee }) => [kind, lateFee?.fen, lateFee?.inputs.rateOf])).toEqual([
      ['land_price', 10_000_00, 1000],
      ['income_tax', 1_000_00, 10_000],
    ])
  })

  test.each([
    ['a debt twice', 'again', {}, 'not_recoverable'],
    ['an owner’s debt', 'owner', {}, 'not_recoverable'],
    ['a debtor nobody listed', 'unlisted', {}, 'debtor_not_listed'],
    ['two debtors', 'two', {}, 'several_debtors'],
    ['a day that is past', 'fresh', { dueOn: daysFrom(-1) }, 'due_in_past'],
  ])('%s is refused at its field', async (_, what, given, code) => {
    const other = await otherDebtor()
    const dues: Record<string, () => Promise<string[]>> = {
      again: async () => (await whole((await casesOf('手动小区'))[0]?.id ?? '')).debts.map(({ dueId }) => dueId),
      owner: async () => [await owed('手动小区', 1, { debtorKind: 'owner', organisationId: null, kind: 'deed_tax' })],
      unlisted: async () => [
        await owed('手动小区', 1, { organisationId: null, debtorName: '无名公司', kind: 'other' }),
      ],
      two: async () => [
        await owed('手动小区', 1, { kind: 'other' }),
        await owed('手动小区', 1, { kind: 'other', organisationId: other, debtorName: '另一公司' }),
      ],
      fresh: async () => [await owed('手动小区', 1, { kind: 'other' })],
    }

    const answer = await open('手动小区', (await dues[what]?.()) ?? [], given)

    expect([answer.statusCode, answer.json().code]).toEqual([400, code])
    expect(answer.json().fields[0].field).toMatch(/dueIds|dueOn/)
  })

  test('is opened, planned and ended only by whoever records dues, and seen by nobody of another county', async () => {
    const due = await owed('手动小区', 5, { kind: 'other' })
    const [found] = await casesOf('手动小区')
    const path = at(`/recoveries/${found?.id}`)
    const words = { revision: 1, basis: '会议纪要', reason: '不再追缴' }

    for (const login of ['fenyang-window', 'fenyang-registrar', 'leader', 'jiaokou-clerk']) {
      expect((await open('手动小区', [due], {}, login)).statusCode).toBe(404)
      expect((await made.send(login, 'POST', `${path}/end`, words)).statusCode).toBe(404)
      expect((await made.send(login, 'POST', `${path}/plan`, { ...words, instalments: [] })).statusCode).toBe(404)
    }
    for (const login of ['jiaokou-clerk', 'fenyang-surveyor'])
      expect((await made.send(login, 'GET', path)).statusCode).toBe(404)
    expect((await made.send('fenyang-window', 'GET', path)).statusCode).toBe(200)
    const ofJiaokou = await made.send('jiaokou-clerk', 'GET', '/api/regions/141130/recoveries')
    expect(ofJiaokou.json().rows).toEqual([])
  })
})

async function otherDebtor(): Promise<string> {
  const { rows } = await made.owner.query(
    `insert into organisations (county_code, kind, name) values ($1, 'developer', '另一公司 ' || gen_random_uuid()) returning id`,
    [made.county],
  )
  return rows[0].id
}

describe('the end of a case', () => {
  test('comes with the last fen, and its ladder with it; a payment taken back lets both go on', async () => {
    const due = await owed('冲销小区', 900_00)
    const { id, matterId } = await opened('冲销小区', [due])
    const matter = async () =>
      (await made.owner.query('select ended_on as "endedOn" from developer_matters where id = $1', [matterId])).rows[0]
    await pay(due, 400_00)
    expect(await whole(id)).toMatchObject({ owedFen: 500_00, endedOn: null })

    const { paymentId } = await pay(due, 500_00)
    expect(await whole(id)).toMatchObject({ owedFen: 0, endedOn: today, endKind: 'settled' })
    expect((await matter()).endedOn).not.toBeNull()

    await reversePayment(made.db, actor, made.county, { paymentId, reason: '退票', desk: null })
    expect(await whole(id)).toMatchObject({ owedFen: 500_00, endedOn: null, endKind: null })
    expect((await matter()).endedOn).toBeNull()
  })

  test('comes by a decision with its basis: the debt stands, and no run opens it again', async () => {
    const due = await owed('决定小区', 900_00)
    const { id, revision } = await opened('决定小区', [due])
    const end = { revision, basis: '县政府常务会议纪要〔2022〕3号', reason: '企业破产终结' }
    expect((await made.send(clerk, 'POST', at(`/recoveries/${id}/end`), { ...end, revision: 99 })).json().code).toBe(
      'changed_meanwhile',
    )

    const ended = await made.send(clerk, 'POST', at(`/recoveries/${id}/end`), end)

    expect(ended.json()).toMatchObject({ endKind: 'decided', owedFen: 900_00, endBasis: end.basis })
    await runRecoveries(made.db, made.county, today)
    expect(await casesOf('决定小区')).toHaveLength(1)
    expect((await made.send(clerk, 'POST', at(`/recoveries/${id}/end`), end)).json().code).toBe('recovery_ended')
  })

  test('is not brought about by ending the developer’s matter on the ladder', async () => {
    const [found] = await casesOf('冲销小区')
    const { matterId } = await whole(found?.id ?? '')
    const { matter } = (await made.send(clerk, 'GET', at(`/developer-matters/${matterId}/ladder`))).json()
    const end = { reason: '了结', revision: matter.revision, outcome: '已办' }

    const answer = await made.send(clerk, 'POST', at(`/developer-matters/${matterId}`), end)

    expect([answer.statusCode, answer.json().code]).toEqual([409, 'matter_is_pursued'])
  })
})

test('a demand letter names what is owed on the day it is drafted, each debt with its own late fee', async () => {
  const land = await owed('函件小区', 1_000_000_00, { dueOn: daysFrom(-40) })
  const { id, matterId } = await opened('函件小区', [land])
  const days = `asked_on = $2::date, first_due_on = $2::date, due_on = $2::date`
  await made.owner.query(`update developer_matters set ${days} where id = $1`, [matterId, daysFrom(-30)])
  await proposeSteps(made.db, made.county, today)
  const [step] = (await whole(id)).steps
  expect(step).toMatchObject({ step: 'demand_letter', stage: 'proposed' })
  await pay(land, 400_000_00)

  const drafted = await made.send(clerk, 'POST', at('/ladder-steps/draft'), {
    reason: '采纳',
    steps: [{ id: step?.id, revision: step?.revision }],
  })

  expect([drafted.statusCode, drafted.json().message]).toEqual([200, undefined])
  const letter = (await made.send(clerk, 'GET', at(`/documents/${drafted.json()[0].document.id}`))).body
  for (const words of [`截至${today}，尚欠600,000.00元`, '600,000.00', '40,000.00', '按日千分之一'])
    expect(letter).toContain(words)
  await made.owner.query(`update developer_matters set ${days} where id = $1`, [matterId, today])
})

describe('an instalment plan', () => {
  test('gives time until its first day not paid, and moves on with each payment', async () => {
    const due = await owed('分期小区', 1000_00)
    const { id, revision } = await opened('分期小区', [due])
    const instalments = [
      { dueOn: today, amountFen: 300_00 },
      { dueOn: daysFrom(30), amountFen: 300_00 },
      { dueOn: daysFrom(60), amountFen: 400_00 },
    ]
    const plan = { revision, basis: '分期缴纳协议', reason: '双方约定', instalments }

    const agreed = await made.send(clerk, 'POST', at(`/recoveries/${id}/plan`), plan)
    expect(agreed.json()).toMatchObject({ hasPlan: true, dueOn: today })
    await pay(due, 400_00)

    const { dueOn, plan: stands } = await whole(id)
    expect(dueOn).toBe(daysFrom(30))
    expect(stands?.instalments.map(({ state, paidFen }) => [state, paidFen])).toEqual([
      ['paid', 300_00],
      ['partly', 100_00],
      ['open', 0],
    ])
  })

  const movePlan = (id: string | undefined, first: string, second: string) =>
    made.owner.query(
      `update recovery_instalments set due_on = case instalment_no when 1 then $2::date else $3::date end
        where recovery_id = $1 and instalment_no < 3`,
      [id, first, second],
    )

  test('a missed instalment is late, shows in the list, and the ladder goes on from its day', async () => {
    const [found] = await casesOf('分期小区')
    await movePlan(found?.id, daysFrom(-20), daysFrom(-3))

    const { plan } = await whole(found?.id ?? '')
    const late = await made.send(clerk, 'GET', `/api/regions/${made.county}/recoveries?state=late_instalment`)

    expect(plan?.instalments.map(({ state }) => state)).toEqual(['paid', 'late', 'open'])
    expect(late.json().rows).toMatchObject([{ id: found?.id }])
    await movePlan(found?.id, today, daysFrom(30))
  })

  test.each([
    ['no_instalment', []],
    ['day_past', [[-1, 600_00]]],
    [
      'days_out_of_order',
      [
        [5, 300_00],
        [5, 300_00],
      ],
    ],
    [
      'not_what_is_owed',
      [
        [5, 300_00],
        [6, 299_99],
      ],
    ],
  ] as const)('%s is refused', async (code, rows) => {
    const [found] = await casesOf('分期小区')
    const { id, revision } = await whole(found?.id ?? '')
    const instalments = rows.map(([days, amountFen]) => ({ dueOn: daysFrom(days), amountFen }))

    const answer = await made.send(clerk, 'POST', at(`/recoveries/${id}/plan`), {
      revision,
      basis: '协议',
      reason: '约定',
      instalments,
    })

    expect([answer.statusCode, answer.json().code]).toEqual([400, code])
  })
})

describe('a deferral', () => {
  const list = async (state: string) =>
    (await made.send(clerk, 'GET', `/api/regions/${made.county}/deferrals?state=${state}`)).json().rows

  test('lets the case wait for its last day, and costs no late fee while it runs', async () => {
    const due = await owed('缓缴小区', 800_00, { dueOn: daysFrom(-10) })
    const { id, lateFeeFen } = await opened('缓缴小区', [due])
    expect(lateFeeFen).toBe(8_00)

    await grantTerm(made.db, actor, made.county, due, { kind: 'deferral', untilOn: daysFrom(40), basis: '缓缴批复' })

    expect(await whole(id)).toMatchObject({
      dueOn: daysFrom(40),
      lateFeeFen: 7_20,
      debts: [{ deferredUntil: daysFrom(40) }],
    })
    expect(await list('running')).toMatchObject([{ dueId: due, untilOn: daysFrom(40), recovery: { id } }])
    expect(await list('run_out')).toEqual([])
  })

  test('that has run out is owed again and late; whoever has to know is told once, a payment ends nothing by itself', async () => {
    const [found] = await casesOf('缓缴小区')
    const [debt] = (await whole(found?.id ?? '')).debts
    await made.owner.query(
      `update due_terms set granted_on = $2, until_on = $3 where due_id = $1 and kind = 'deferral'`,
      [debt?.dueId, daysFrom(-9), daysFrom(-2)],
    )
    await pay(debt?.dueId ?? '', 100_00)

    await runRecoveries(made.db, made.county, today)
    await runRecoveries(made.db, made.county, today)

    expect(await list('run_out')).toMatchObject([{ dueId: debt?.dueId, owedFen: 700_00, untilOn: daysFrom(-2) }])
    expect(await whole(found?.id ?? '')).toMatchObject({ debts: [{ deferredUntil: null, ranOutOn: daysFrom(-2) }] })
    const notices = (await made.send(clerk, 'GET', '/api/notices')).json().rows
    expect(notices.filter(({ kind }: { kind: string }) => kind === 'deferral_run_out')).toMatchObject([
      { deferral: { dueId: debt?.dueId, debtor: '汾阳某开发公司', owedFen: 700_00, untilOn: daysFrom(-2) } },
    ])
    expect((await made.send('jiaokou-clerk', 'GET', '/api/regions/141130/deferrals')).json().rows).toEqual([])
    await made.owner.query(`update due_terms set granted_on = $2, until_on = $3 where due_id = $1`, [
      debt?.dueId,
      today,
      daysFrom(40),
    ])
  })
})

describe('owners’ registration and developer’s debt', () => {
  type Played = { due: string; recoveryId: string; applicationId: string | null; paid: string[] }
  const isOpen = async ({ applicationId }: Played) =>
    applicationId !== null && ['submitted', 'accepted'].includes(await stateOf(applicationId))
  const move = async (played: Played, act: 'accept' | 'withdraw') => {
    if (!(await isOpen(played))) return
    const done = act === 'accept' ? { act, on: today } : { act, on: today, words: '申请人撤回' }
    await made.move('fenyang-window', played.applicationId ?? '', done)
  }
  const payMost = async ({ due, recoveryId, paid }: Played, most: number) => {
    const fen = Math.min((await whole(recoveryId)).owedFen, most)
    if (fen > 0) paid.push((await pay(due, fen)).paymentId)
  }
  const end = async (recoveryId: string) => {
    const { revision } = await whole(recoveryId)
    await made.send(clerk, 'POST', at(`/recoveries/${recoveryId}/end`), { revision, basis: '纪要', reason: '决定终结' })
  }
  const submit = async (played: Played) => {
    if (!(await isOpen(played))) played.applicationId = await submitFirst('任意小区')
  }
  const reverse = async ({ paid }: Played) => {
    const paymentId = paid.pop()
    if (paymentId) await reversePayment(made.db, actor, made.county, { paymentId, reason: '退票', desk: null })
  }
  const steps: readonly { side: 'registration' | 'debt'; step: (played: Played) => Promise<unknown> }[] = [
    { side: 'registration', step: submit },
    { side: 'registration', step: (played) => move(played, 'accept') },
    { side: 'registration', step: (played) => move(played, 'withdraw') },
    { side: 'debt', step: (played) => payMost(played, 1) },
    { side: 'debt', step: (played) => payMost(played, 100_00) },
    { side: 'debt', step: reverse },
    { side: 'debt', step: ({ recoveryId }) => end(recoveryId) },
    { side: 'debt', step: () => runRecoveries(made.db, made.county, today) },
  ]
  const debtSide = async ({ recoveryId }: Played) => {
    const { owedFen, endedOn, endKind, dueOn, debts } = await whole(recoveryId)
    return { owedFen, endedOn, endKind, dueOn, debts }
  }
  const registrationSide = async ({ applicationId }: Played) => (applicationId ? await stateOf(applicationId) : null)

  async function play(played: Played, { side, step }: (typeof steps)[number]) {
    const before = { debt: await debtSide(played), registration: await registrationSide(played) }
    await step(played)
    const after = await debtSide(played)
    if (side === 'registration') return expect(after).toEqual(before.debt)
    expect(await registrationSide(played)).toBe(before.registration)
    if (after.endKind !== 'decided') expect(after.endedOn === null).toBe(after.owedFen > 0)
  }

  test('whatever is done in whatever order, neither side moves the other', async () => {
    const orders = fc.array(fc.constantFrom(...steps), { minLength: 5, maxLength: 8 })
    for (const [no, order] of fc.sample(orders, { numRuns: 4, seed: 7 }).entries()) {
      const due = await owed('任意小区', 100_00, { basis: `合同${no}` })
      const { id: recoveryId } = await opened('任意小区', [due])
      const played: Played = { due, recoveryId, applicationId: null, paid: [] }
      for (const step of order) await play(played, step)
      await move(played, 'withdraw')
      for (const { id, endedOn } of await casesOf('任意小区')) if (endedOn === null) await end(id)
    }
  }, 60_000)
})

test('the records are what their history says, the links and plans too', async () => {
  const { flaws } = await verify(ownerDb(made.owner), { counties: [made.county], onProgress: () => {} })
  expect(flaws).toEqual([])
})
