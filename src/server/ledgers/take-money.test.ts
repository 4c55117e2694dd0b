import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { read, systemActor } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { getFigures, getScope } from '../reports/figures.ts'
import { commitImport } from './actions.ts'
import { getImport, listFindings } from './views.ts'

let house: MadeHouse
let estate: string
beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  await house.importCounty(smallPlan(jiaokou))
  estate = (await house.owner.query(`select name from estates where county_code = '${fenyang}' order by name limit 1`))
    .rows[0].name
})
afterAll(() => house.drop())

type Cells = (string | number | null)[]
let books = 0

async function take(sheets: Record<string, Cells[]>, county = fenyang) {
  const path = join(house.folder, `税费${++books}.xlsx`)
  const made = Object.entries(sheets).map(([name, rows]) => ({
    name,
    rows: [
      [`${name}一览`],
      ['填报时间：2022年10月10日', name === '税费台账' ? '单位：万元' : '单位：元'],
      ...rows,
    ] as string[][],
  }))
  await writeFile(path, await writeXlsx({ sheets: made }))
  const place = await house.bring(county, [path])
  const { actNo } = await commitImport(house, systemActor([county]), place, '导入台账')
  return read(house.db, systemActor([county]), async (tx) => {
    const tables = (await getImport(tx, place)).files.flatMap((file) => file.sheets)
    const { rows } = await listFindings(tx, place, { after: 0, limit: 100 })
    return {
      actNo,
      counts: tables.map(({ kind, accepted, unchanged, rejected }) => [kind, accepted, unchanged, rejected]),
      findings: rows.map(({ cell, kind }) => `${cell} ${kind}`),
    }
  })
}

const duesOf = async (county: string, asOf?: string) => {
  const figures = await read(house.db, systemActor([county]), async (tx) =>
    getFigures(tx, await getScope(tx, county, [county]), { asOf }),
  )
  return figures.dues
}
const flaws = async () =>
  (await verify(ownerDb(house.owner), { counties: [fenyang, jiaokou], onProgress: () => {} })).flaws

const header = ['序号', '入库日期', '缴款书号', '项目名称', '缴款主体', '税（费）种', '金额']
const payments = (): Cells[] => [
  header,
  [1, '2021-07-07', '311000001', estate, '某公司', '土地出让金', 350706.58],
  [2, '2021-07-08', '311000002', estate, '某公司', '滞纳金', '4.16万元'],
  [3, '2021-08-08', '311000003', estate, '住户', '住户契税', 19165.6],
]

describe('payments a ledger lists', () => {
  test('become dues that are paid, to the fen, by kind and debtor', async () => {
    expect(await take({ 税费入库明细: payments() })).toMatchObject({
      counts: [['tax_payments', 3, 0, 0]],
      findings: [],
    })
    expect(await duesOf(fenyang)).toMatchObject({
      assessedFen: 350_706_58 + 41_600_00 + 19_165_60,
      collectedFen: 350_706_58 + 41_600_00 + 19_165_60,
      arrearsFen: 0,
      lateFeesFen: 41_600_00,
      ownersDeedTaxFen: 19_165_60,
    })
    expect((await duesOf(fenyang, '2021-07-31')).ownersDeedTaxFen).toBe(0)
    expect(await flaws()).toEqual([])
  })

  test('brought again change nothing; one more is added alone', async () => {
    expect(await take({ 税费入库明细: payments() })).toMatchObject({ actNo: null, counts: [['tax_payments', 0, 3, 0]] })
    const more = [...payments(), [4, '2021-09-01', '311000004', estate, '住户', '契税', 100]]
    expect((await take({ 税费入库明细: more })).counts).toEqual([['tax_payments', 1, 3, 0]])
    expect((await duesOf(fenyang)).ownersDeedTaxFen).toBe(19_265_60)
  })

  test('under a number used twice go back, as do those of nothing or less; an unknown estate and another amount are said', async () => {
    const { counts, findings } = await take({
      税费入库明细: [
        header,
        [1, '2021-07-07', '311000001', estate, '某公司', '土地出让金', 350706.57],
        [2, '2021-10-01', '311000009', '不知名小区', '某公司', '印花税', 10],
        [3, '2021-10-02', '311000009', estate, '某公司', '印花税', 20],
        [4, '2021-10-03', '311000010', estate, '某公司', '印花税', -20],
      ],
    })
    expect(counts).toEqual([['tax_payments', 1, 1, 2]])
    expect(findings).toEqual(['G7 number_expected', 'G4 record_differs', 'D5 estate_not_listed', 'C6 receipt_twice'])
  })

  test('are nothing of another county’s', async () =>
    expect(await duesOf(jiaokou)).toMatchObject({ assessedFen: 0, collectedFen: 0, fundsFen: 0 }))
})

describe('sums by estate and allotted funds', () => {
  const sums = (estateName: string, land: number): Cells[] => [
    ['序号', '项目名称', '缴纳主体', '土地出让金', '印花税', '滞纳金', '住户契税', '合计'],
    [1, estateName, '某公司', land, null, 0.5, 2.25, land + 2.75],
  ]

  test('sums are held against the payments listed beside them', async () => {
    const { findings } = await take({ 税费台账: sums(estate, 1), 税费入库明细: payments() })
    expect(findings).toEqual(['B4 summary_disagrees'])
  })

  test('of a county that lists no payments are taken as they are, once', async () => {
    const { rows } = await house.owner.query(`select name from estates where county_code = $1 limit 1`, [jiaokou])
    const book = {
      税费台账: sums(rows[0].name, 12.34),
      资金: [
        ['序号', '拨付日期', '用途', '金额'],
        [1, '2021-06-15', '测绘', 734000],
        [2, '2022-01-01', '工作经费', 420000],
      ],
    }
    await take(book, jiaokou)
    await take(book, jiaokou)
    expect(await duesOf(jiaokou)).toMatchObject({
      collectedFen: 15_09_00 * 100,
      lateFeesFen: 5_000_00,
      ownersDeedTaxFen: 22_500_00,
      fundsFen: 1_154_000_00,
    })
    expect((await duesOf(jiaokou, '2021-12-31')).fundsFen).toBe(734_000_00)
    expect(await flaws()).toEqual([])
  })
})

test('the books refuse what does not balance and what overpays, whoever asks', async () => {
  const { rows } = await house.owner.query(`select id from dues where county_code = $1 limit 1`, [fenyang])
  await expect(
    house.owner.query(
      `insert into money_lines (county_code, entry_id, line_no, account, due_id, fen, booked_on) values ($1, uuidv7(), 1, 'owed', $2, 5, '2022-01-01')`,
      [fenyang, rows[0].id],
    ),
  ).rejects.toMatchObject({ constraint: 'entries_balance' })
  await expect(
    house.owner.query(`update dues set paid_fen = paid_fen + 1 where id = $1`, [rows[0].id]),
  ).rejects.toMatchObject({ constraint: 'due_is_not_overpaid' })
})
