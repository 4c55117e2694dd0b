import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewDue } from '#contract/due-shapes.ts'
import type { PaymentList, PaymentListRow } from '#contract/payment-lists.ts'
import { rowOutcomeNames } from '#domain/dues/list-findings.ts'
import { callerOf } from '../../../../test/caller.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../../test/made-house.ts'
import { verify } from '../../audit/verify.ts'
import { read, systemActor, transact } from '../../platform/acts.ts'
import { ownerDb } from '../../platform/database.ts'
import { officeToday } from '../../platform/office-day.ts'
import { recordDues } from '../assess.ts'
import { findDue } from '../one.ts'
import { reversePayment } from '../reverse.ts'
import { cancelDue } from '../terms.ts'
import { againstBooks } from './against-books.ts'
import { bookList } from './book.ts'
import { bringList, matchAgain, tryList } from './bring.ts'
import { decideRow } from './decide.ts'
import { allocateHeld, giveBackHeld, listHeld } from './held.ts'
import { listWorkbook } from './report-workbook.ts'
import { getList, listRows } from './views.ts'

type Home = {
  id: string
  estateId: string
  estate: string
  building: string
  entrance: string
  room: string
  name: string
  idNumber: string
}

let house: MadeHouse
let caller: ReturnType<typeof callerOf>
let homes: Home[]
const actor = systemActor([fenyang])
const developer = '某清单房地产公司'

beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  await house.importCounty(smallPlan(jiaokou))
  caller = callerOf(await house.open())
  const { rows } = await house.owner.query<Omit<Home, 'idNumber'> & { cipher: Buffer }>(
    `select u.id, e.id as "estateId", e.name as estate, b.name as building, u.entrance, u.room, o.name, o.id_cipher as cipher
       from units as u
       join estates as e on e.county_code = u.county_code and e.id = u.estate_id
       join buildings as b on b.county_code = u.county_code and b.id = u.building_id
       join owners as o on o.county_code = u.county_code and o.unit_id = u.id and o.owner_no = 1
      where u.county_code = $1 and o.id_cipher is not null
        and (select count(*) from owners as s where s.county_code = u.county_code and s.id_digest = o.id_digest) = 1
      order by u.id limit 40`,
    [fenyang],
  )
  homes = rows.map(({ cipher, ...home }) => ({ ...home, idNumber: house.secrets.open(cipher) }))
}, 60_000)
afterAll(() => house.drop())

let used = 0
/** A home nobody used in another test. */
const freshHome = (): Home => {
  const home = homes[used++]
  if (!home) throw new Error('no home is left')
  return home
}

const owed = async (home: Home, amountFen: number, given: Partial<NewDue> = {}): Promise<string> => {
  const due: NewDue = {
    kind: 'deed_tax',
    debtorKind: 'owner',
    organisationId: null,
    debtorName: home.name,
    estateId: home.estateId,
    unitId: home.id,
    amountFen,
    basis: '契税法',
    dueOn: null,
    ...given,
  }
  const [id = ''] = await transact(house.db, actor, (tx) =>
    recordDues(tx, actor, fenyang, [{ ...due, computed: null }], '清单前登记'),
  )
  return id
}

let receipts = 0
type Line = {
  payer?: string
  id?: string
  estate?: string
  place?: string
  kind?: string
  yuan?: string
  day?: string
  receipt?: string
}
const placeOf = ({ building, entrance, room }: Home) => [building, entrance, room].filter((part) => part).join('-')
/** A line of a list that pays for a home, some of it written otherwise. */
const lineOf = (home: Home, yuan: string, given: Line = {}): Required<Line> => ({
  payer: home.name,
  id: home.idNumber,
  estate: home.estate,
  place: placeOf(home),
  kind: '契税',
  yuan,
  day: '2022-11-03',
  receipt: `票-${++receipts}`,
  ...given,
})

const columns = ['payer', 'id', 'estate', 'place', 'kind', 'yuan', 'day', 'receipt'] as const
function written(lines: readonly Required<Line>[]): string {
  const path = join(house.folder, `清单-${++receipts}.csv`)
  const cells = lines.map((line) => columns.map((column) => `"${line[column]}"`).join(','))
  writeFileSync(path, ['纳税人,证件号,小区,楼号-房号,税费种,金额,缴款日期,凭证号', ...cells].join('\n'))
  return path
}

const bring = async (lines: readonly Required<Line>[]) => {
  const list = await bringList(house, actor, fenyang, { name: '清单.csv', path: written(lines), kind: null })
  return { list, place: { countyCode: fenyang, listId: list.id } }
}
const rowsOf = async (listId: string): Promise<PaymentListRow[]> =>
  (await read(house.db, actor, (tx) => listRows(tx, { countyCode: fenyang, listId }, { limit: 1000 }))).rows
const told = async (listId: string) => (await rowsOf(listId)).map(({ outcome, why }) => `${outcome} ${why}`)
const owedOf = async (dueId: string) => (await read(house.db, actor, (tx) => findDue(tx, fenyang, dueId))).owedFen
const flaws = async () =>
  (await verify(ownerDb(house.owner), { counties: [fenyang, jiaokou], onProgress: () => {} })).flaws
const sumOf = ({ fen }: PaymentList) => rowOutcomeNames.reduce((sum, outcome) => sum + (fen[outcome] ?? 0), 0)

test('a list is matched, booked once, and found booked when it is brought again', async () => {
  const [one, two, three] = [freshHome(), freshHome(), freshHome()]
  const dues = [await owed(one, 100_00), await owed(two, 200_00), await owed(three, 300_00)]
  const lines = [lineOf(one, '100'), lineOf(two, '200', { id: '' }), lineOf(three, '300', { place: '', estate: '' })]
  const { list, place } = await bring(lines)
  expect(await told(list.id)).toEqual(['booked by_id_and_place', 'booked by_place_and_name', 'booked by_id'])
  expect(list).toMatchObject({ rows: 3, totalFen: 600_00, open: 3, firstOn: '2022-11-03' })
  expect(await Promise.all(dues.map(owedOf))).toEqual([100_00, 200_00, 300_00])

  expect(await bookList(house.db, actor, place, '税务清单')).toBe(3)
  expect(await bookList(house.db, actor, place, '税务清单')).toBe(0)
  expect(await Promise.all(dues.map(owedOf))).toEqual([0, 0, 0])

  const again = await bring(lines)
  expect(again.list).toMatchObject({ open: 0, counts: { already: 3 }, fen: { already: 600_00, booked: 0 } })
  expect(await told(again.list.id)).toEqual(Array.from({ length: 3 }, () => 'already booked_before'))
  expect(await flaws()).toEqual([])
})

describe('every dirty line is explained', () => {
  let home: Home
  let other: Home
  beforeAll(async () => {
    ;[home, other] = [freshHome(), freshHome()]
    await owed(home, 500_00)
    await owed(other, 500_00)
  })

  test.each<[string, Line, string?]>([
    ['refused amount_not_positive', { yuan: '-100' }],
    ['refused amount_foreign', { yuan: '100 USD' }],
    ['refused amount_missing', { yuan: '' }],
    ['refused day_impossible', { day: '2022-02-30' }],
    ['refused day_in_future', { day: '2999-01-01' }],
    ['refused receipt_missing', { receipt: '' }],
    ['doubtful unknown_estate', { estate: '海市蜃楼小区', id: '', payer: '某外地人' }],
    ['doubtful unknown_home', { place: '99-9-9999', id: '', payer: '某外地人' }],
    ['doubtful nobody', { estate: '', place: '', id: '', payer: '某外地人' }],
    ['doubtful place_only', { id: '', payer: '某外地人' }],
    ['doubtful id_differs', { id: '141199190001010018' }],
    ['doubtful name_differs', { estate: '', place: '', payer: '某外地人' }],
    ['doubtful kind_unknown', { kind: '赞助费' }],
    ['doubtful no_due', { kind: '住宅专项维修资金' }],
  ])('%s', async (outcome, given) => {
    const { list } = await bring([lineOf(home, '100', given)])
    const [row] = await rowsOf(list.id)
    expect(`${row?.outcome} ${row?.why}`).toBe(outcome)
    expect(sumOf(list)).toBe(list.totalFen)
    if (row?.outcome === 'refused') expect(row.cell).toMatch(/^[A-H]2$/)
  })

  test('an ID number of one home on a line that names another', async () => {
    const { list } = await bring([lineOf(home, '100', { place: placeOf(other), estate: other.estate })])
    const [row] = await rowsOf(list.id)
    expect(row).toMatchObject({ outcome: 'doubtful', why: 'contradicts' })
    expect(row?.candidates).toHaveLength(2)
  })

  test('a receipt number twice in the list, or booked otherwise', async () => {
    const line = lineOf(home, '100')
    const { list, place } = await bring([line, lineOf(other, '50', { receipt: line.receipt })])
    expect(await told(list.id)).toEqual(['booked by_id_and_place', 'refused receipt_twice'])
    await bookList(house.db, actor, place, '税务清单')
    const second = await bring([{ ...line, yuan: '101' }])
    expect(await told(second.list.id)).toEqual(['refused receipt_differs'])
    expect((await rowsOf(second.list.id))[0]?.detail).toBe('100.00 元，2022-11-03')
  })
})

describe('money that pays no due', () => {
  test('is held with its reason where a due is overpaid, paid or cancelled; a due pays out of it, the rest is given back', async () => {
    const [home, gone] = [freshHome(), freshHome()]
    const [tax, cancelled, fee] = [
      await owed(home, 100_00),
      await owed(gone, 80_00),
      await owed(home, 30_00, { kind: 'registration_fee' }),
    ]
    await cancelDue(house.db, actor, fenyang, cancelled, '重复登记')
    const { list, place } = await bring([lineOf(home, '150'), lineOf(home, '20'), lineOf(gone, '80')])
    expect(await told(list.id)).toEqual(['held more_than_owed', 'held nothing_owed', 'held due_cancelled'])
    expect(list.fen).toMatchObject({ booked: 100_00, held: 150_00 })
    await bookList(house.db, actor, place, '税务清单')
    expect(await owedOf(tax)).toBe(0)
    const held = await read(house.db, actor, (tx) => listHeld(tx, fenyang, { limit: 100 }))
    expect(held.rows.map(({ leftFen, why }) => [why, leftFen])).toEqual([
      ['due_cancelled', 80_00],
      ['nothing_owed', 20_00],
      ['more_than_owed', 50_00],
    ])

    const paymentId = held.rows[2]?.paymentId ?? ''
    const allocate = (fen: number) =>
      allocateHeld(house.db, actor, fenyang, paymentId, { dueId: fee, fen, reason: '抵登记费' })
    await expect(allocate(50_01)).rejects.toMatchObject({ refusal: { code: 'more_than_held' } })
    await expect(allocate(30_01)).rejects.toMatchObject({ refusal: { code: 'more_than_owed' } })
    expect(await allocate(30_00)).toMatchObject({ owedFen: 0, state: 'settled' })
    expect(await giveBackHeld(house.db, actor, fenyang, paymentId, '退多缴')).toMatchObject({ fen: -20_00 })
    await expect(giveBackHeld(house.db, actor, fenyang, paymentId, '再退')).rejects.toMatchObject({
      refusal: { code: 'nothing_held' },
    })
    await expect(
      reversePayment(house.db, actor, fenyang, { paymentId, reason: '冲销', desk: null }),
    ).rejects.toMatchObject({
      refusal: { code: 'given_back' },
    })
    expect(await owedOf(fee)).toBe(0)
    const whole = held.rows[1]?.paymentId ?? ''
    await reversePayment(house.db, actor, fenyang, { paymentId: whole, reason: '银行退票', desk: null })
    const left = await read(house.db, actor, (tx) => listHeld(tx, fenyang, { limit: 100 }))
    expect(left.rows.map(({ why }) => why)).toEqual(['due_cancelled'])
    expect(await flaws()).toEqual([])
  })
})

describe('a doubtful line', () => {
  test('is booked on the due a person names, held, or set aside with a reason; a booked one is decided no more', async () => {
    const home = freshHome()
    const due = await owed(home, 100_00)
    const doubtful = { id: '', payer: '某外地人' }
    const { place } = await bring([
      lineOf(home, '40', doubtful),
      lineOf(home, '50', doubtful),
      lineOf(home, '60', doubtful),
      lineOf(home, '-1'),
    ])
    const decide = (row: number, decision: Parameters<typeof decideRow>[4]) =>
      decideRow(house.db, actor, place, row, decision)
    expect(await decide(1, { decision: 'due', dueId: due, reason: '配偶代缴' })).toMatchObject({
      outcome: 'booked',
      why: 'by_person',
      paysFen: 40_00,
    })
    expect(await decide(2, { decision: 'hold', reason: '待核实' })).toMatchObject({ outcome: 'held', heldFen: 50_00 })
    expect(await decide(3, { decision: 'aside', reason: '外县的款' })).toMatchObject({
      outcome: 'aside',
      decider: '系统',
    })
    await expect(decide(4, { decision: 'hold', reason: '收下' })).rejects.toMatchObject({
      refusal: { code: 'row_not_doubtful' },
    })
    expect((await matchAgain(house.db, actor, place)).counts).toMatchObject({
      booked: 1,
      held: 1,
      aside: 1,
      refused: 1,
    })
    expect(await bookList(house.db, actor, place, '税务清单')).toBe(2)
    await expect(decide(1, { decision: 'hold', reason: '改挂账' })).rejects.toMatchObject({
      refusal: { code: 'row_booked' },
    })
    expect(await owedOf(due)).toBe(60_00)
    expect(await flaws()).toEqual([])
  })

  test('comes back corrected in the workbook it was sent out in', async () => {
    const home = freshHome()
    await owed(home, 100_00)
    const { list, place } = await bring([
      lineOf(home, '10'),
      lineOf(home, '20', { id: '', payer: '某外地人' }),
      lineOf(home, '-5'),
    ])
    await bookList(house.db, actor, place, '税务清单')
    const path = join(house.folder, '对账报告.xlsx')
    writeFileSync(path, await listWorkbook(house.db, actor, place))
    const again = await bringList(house, actor, fenyang, { name: '对账报告.xlsx', path, kind: null })
    expect([list.rows, again.rows]).toEqual([3, 2])
    expect(await told(again.id)).toEqual(['doubtful place_only', 'refused amount_not_positive'])
  })
})

test('a developer is found by name and estate; a paper by its number; two dues of one kind are for a person', async () => {
  const home = freshHome()
  const debt = { debtorKind: 'organisation', debtorName: developer, unitId: null } as const
  await owed(home, 900_00, { ...debt, kind: 'land_price' })
  await owed(home, 70_00, { ...debt, kind: 'infrastructure_fee', basis: '缴费通知 汾建费通〔2022〕12号' })
  await owed(home, 80_00, { ...debt, kind: 'infrastructure_fee', basis: '缴费通知 汾建费通〔2022〕13号' })
  const paid = { payer: developer, id: '', place: '' }
  const { list } = await bring([
    lineOf(home, '900', { ...paid, kind: '土地出让金' }),
    lineOf(home, '70', { ...paid, kind: '城市基础设施配套费' }),
  ])
  expect(await told(list.id)).toEqual(['booked by_organisation', 'doubtful several'])
  const path = join(house.folder, '文书.csv')
  writeFileSync(
    path,
    '缴款人,通知书编号,收费项目,金额,缴款日期,票据号\n某人,汾建费通[2022]13号,配套费,80,2022-11-03,票-文书',
  )
  const byNumber = await bringList(house, actor, fenyang, { name: '文书.csv', path, kind: null })
  expect(await told(byNumber.id)).toEqual(['booked by_number'])
})

test('a list is held against the books of its days: what only one of them has is named', async () => {
  const [home, unlisted] = [freshHome(), freshHome()]
  await owed(home, 100_00)
  await owed(unlisted, 100_00)
  const day = { day: '2022-07-07' }
  const first = await bring([lineOf(unlisted, '100', day)])
  await bookList(house.db, actor, first.place, '银行清单')
  const { place } = await bring([lineOf(home, '60', day), lineOf(home, '1', { ...day, payer: '某外地人', id: '' })])
  await bookList(house.db, actor, place, '银行清单')
  expect(await read(house.db, actor, (tx) => againstBooks(tx, place))).toMatchObject({
    both: { rows: 1, fen: 60_00 },
    listOnly: { rows: 1, fen: 1_00 },
    booksOnly: { rows: 1, fen: 100_00 },
    payments: [{ payerName: unlisted.name, fen: 100_00 }],
  })
})

test('a list that is only tried leaves nothing', async () => {
  const home = freshHome()
  await owed(home, 100_00)
  const counted = async () =>
    (
      await house.owner.query(
        'select (select count(*) from payment_lists) as lists, (select count(*) from payment_list_rows) as rows, (select count(*) from acts) as acts',
      )
    ).rows[0]
  const before = await counted()
  const seen = await tryList(
    house,
    actor,
    fenyang,
    { name: '清单.csv', path: written([lineOf(home, '100')]), kind: null },
    getList,
  )
  expect(seen).toMatchObject({ counts: { booked: 1 }, totalFen: 100_00 })
  expect(await counted()).toEqual(before)
})

test('whatever lines come, their outcomes come to the sum of the list and the books balance', async () => {
  const few = homes.slice(0, 4)
  for (const home of few) await owed(home, 300_00, { kind: 'registration_fee' })
  const line = fc.record({
    at: fc.integer({ min: 0, max: 3 }),
    yuan: fc.constantFrom('100', '250.55', '0.01', '-3', '1e3', '', '$5', '99999'),
    day: fc.constantFrom('2022-11-03', '2022-11-03', '2022-13-01'),
    receipt: fc.constantFrom('A', 'B', 'C', 'D', 'E', ''),
    id: fc.constantFrom('own', 'own', '', 'other'),
    place: fc.constantFrom('own', 'own', '', 'other'),
    payer: fc.constantFrom('own', 'own', '某外地人'),
  })
  const received = async () =>
    (
      await house.owner.query(
        `select coalesce(sum(fen), 0) as fen from money_lines where county_code = $1 and account = 'received'`,
        [fenyang],
      )
    ).rows[0].fen
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 1e9 }),
      async (given, run) => {
        const lines = given.map(({ at, yuan, day, receipt, id, place, payer }) => {
          const [home, next] = [few[at] ?? freshHome(), few[(at + 1) % 4] ?? freshHome()]
          const of = { own: home, other: next }
          return lineOf(home, yuan, {
            day,
            kind: '登记费',
            receipt: receipt && `随机-${run}-${receipt}`,
            id: id === '' ? '' : of[id === 'own' ? 'own' : 'other'].idNumber,
            place: place === '' ? '' : placeOf(of[place === 'own' ? 'own' : 'other']),
            payer: payer === 'own' ? home.name : payer,
          })
        })
        const before = await received()
        const { list, place } = await bring(lines)
        expect(sumOf(list)).toBe(list.totalFen)
        await bookList(house.db, actor, place, '随机清单')
        const after = await read(house.db, actor, (tx) => getList(tx, place))
        expect(sumOf(after)).toBe(list.totalFen)
        expect((await received()) - before).toBe((after.fen.booked ?? 0) + (after.fen.held ?? 0))
      },
    ),
    { numRuns: 15 },
  )
  expect(await flaws()).toEqual([])
}, 30_000)

describe('over HTTP', () => {
  const at = (path = '') => `/api/counties/${fenyang}/payment-lists${path}`

  test('the window brings a list, decides, books; the report is a workbook', async () => {
    const home = freshHome()
    const due = await owed(home, 100_00)
    const content = `纳税人,小区,楼号-房号,税费种,金额,缴款日期,凭证号\n${home.name},${home.estate},${placeOf(home)},契税,60,${officeToday()},网-1\n某外地人,${home.estate},${placeOf(home)},契税,40,${officeToday()},网-2`
    const brought = (await caller.attach('fenyang-window', at(), [{ name: '网上.csv', content }])).json() as PaymentList
    expect(brought).toMatchObject({ rows: 2, counts: { booked: 1, doubtful: 1 } })
    const decision = { decision: 'due', dueId: due, reason: '配偶代缴' }
    expect((await caller.send('fenyang-window', 'POST', at(`/${brought.id}/rows/2/decide`), decision)).statusCode).toBe(
      200,
    )
    expect(
      (await caller.send('fenyang-window', 'POST', at(`/${brought.id}/book`), { reason: '银行清单' })).json().isBooking,
    ).toBe(true)
    await expect
      .poll(async () => (await caller.send('fenyang-window', 'GET', at(`/${brought.id}`))).json(), { timeout: 10_000 })
      .toMatchObject({ isBooking: false, open: 0, counts: { booked: 2 } })
    expect(await owedOf(due)).toBe(0)
    const report = await caller.send('fenyang-clerk', 'GET', at(`/${brought.id}/report`))
    expect([report.statusCode, report.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
  })

  test('a file without a list is refused in words', async () => {
    const answer = await caller.attach('fenyang-window', at(), [{ name: '错.csv', content: '甲,乙\n1,2' }])
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'no_list_columns'])
    const empty = await caller.attach('fenyang-window', at(), [
      { name: '空.csv', content: '缴款清单,,\n纳税人,金额,凭证号\n' },
    ])
    expect(empty.json().code).toBe('empty_list')
  })

  test('who only looks brings, decides and books nothing; another county sees nothing', async () => {
    const home = freshHome()
    const { list } = await bring([lineOf(home, '1', { payer: '某外地人', id: '' })])
    const body = { decision: 'hold', reason: '试试' }
    const attempts = [
      await caller.attach('inspector', at(), [{ name: 'x.csv', content: '纳税人,金额,凭证号\n甲,1,2' }]),
      await caller.send('inspector', 'POST', at(`/${list.id}/rows/1/decide`), body),
      await caller.send('inspector', 'POST', at(`/${list.id}/book`), { reason: '试试' }),
      await caller.send('jiaokou-clerk', 'GET', at(`/${list.id}`)),
    ]
    expect(attempts.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404])
    expect((await caller.send('inspector', 'GET', at(`/${list.id}`))).statusCode).toBe(200)
  })
})
