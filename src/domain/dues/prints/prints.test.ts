import { describe, expect, test } from 'vitest'
import type { SheetGrid } from '../../documents/sheet.ts'
import { placeLine, weekdayWords } from './places.ts'
import { dueSlip, type SlipFacts } from './slip.ts'
import { accountStatement } from './statement.ts'

const source = { document: '某公告', number: '某号', verified: false }
const due = {
  kind: 'deed_tax',
  amountFen: 300_00,
  paidFen: 0,
  reducedFen: 0,
  owedFen: 300_00,
  basis: '契税法',
  computed: null,
  dueOn: null,
  deferredUntil: null,
} as const
const home: SlipFacts = {
  county: '某县',
  unitId: 'u-1',
  place: '某小区1号楼101室',
  acceptanceNo: null,
  owners: '某某',
  on: '2022-11-30',
  dues: [due],
  unassessed: [],
}
const place = { name: '窗口', address: '大厅', weekdays: [1, 2, 3, 4, 5], opensAt: '08:30', closesAt: '17:30' }
const withBreak = { ...place, breakFrom: '12:00', breakUntil: '14:30' }

/** What a slip says in its boxes and its text, line by line. */
const saidOn = (facts: Partial<SlipFacts>, places = [withBreak]) =>
  dueSlip({ ...home, ...facts }, places)
    .pieces.flatMap((piece) =>
      piece.kind === 'text'
        ? [piece.text]
        : (piece as SheetGrid).rows.flatMap(({ cells }) => cells.map(({ text }) => text)),
    )
    .join('\n')

describe('a slip', () => {
  test('names each due with its rule, what was paid, and the sum', () => {
    const computed = { fen: 300_00, rule: '家庭唯一住房', from: '2016-02-22', source, inputs: {} }
    const paid = { ...due, paidFen: 100_00, owedFen: 200_00, computed, dueOn: '2022-12-31' }
    const said = saidOn({ dues: [paid, { ...due, kind: 'registration_fee', owedFen: 80_00 }] })
    expect(said).toContain(
      '应缴 300.00 元，已缴 100.00 元，2022年12月31日前缴纳，税务局收缴\n依据：家庭唯一住房（某号，待核实）',
    )
    expect(said).toContain('下列税费 280.00 元')
    expect(said).toContain('依据：契税法')
  })

  test('says of what nobody has worked out that it is open, and of nothing owed that it is settled', () => {
    const unassessed = [
      { kind: 'deed_tax', statedFen: null },
      { kind: 'maintenance_fund', statedFen: 7_477_40 },
    ] as const
    const open = saidOn({ dues: [], unassessed })
    expect(open).toContain('尚未核定，不等于免缴')
    expect(open).toContain('台账记有已缴 7,477.40 元')
    expect(open).toContain('另有 2 项尚未核定')
    expect(open).not.toContain('结清')
    expect(saidOn({ dues: [] })).toContain('没有尚欠')
    expect(saidOn({ dues: [{ ...due, dueOn: '2020-01-01', deferredUntil: '2023-01-01' }] })).toContain(
      '缓缴至2023年1月1日',
    )
  })

  test('is found by its application where there is one, else by the home', () => {
    expect(dueSlip(home, [])).toMatchObject({ checkUrl: 'u-1', number: '' })
    expect(dueSlip({ ...home, acceptanceNo: '受1' }, [])).toMatchObject({ checkUrl: '受1', number: '受理编号：受1' })
  })

  test('tells where to pay, and when it is open', () => {
    expect(placeLine(withBreak)).toBe('窗口（大厅，周一至周五 08:30–12:00、14:30–17:30）')
    expect(placeLine({ ...place, breakFrom: null, breakUntil: null })).toContain('08:30–17:30')
    expect(saidOn({}, [])).toContain('某县不动产登记窗口')
  })
})

test.each([
  [[1, 2, 3, 4, 5, 6, 7], '每天'],
  [[5, 4, 3, 2, 1], '周一至周五'],
  [[1, 3, 5], '周一、周三、周五'],
  [[6, 7], '周六、周日'],
  [[1, 2, 3, 6], '周一至周三、周六'],
])('days %j are %s', (weekdays, said) => {
  expect(weekdayWords(weekdays)).toBe(said)
})

test('a statement goes from what was owed to what is owed, and says where it is cut off', () => {
  const sums = { openingFen: 1_00, assessedFen: 9_00, paidFen: 3_00, reducedFen: 2_00, closingFen: 5_00, heldFen: 50 }
  const entry = { on: '2022-11-01', event: 'paid', kind: 'land_price', place: null, receiptNo: '收1' } as const
  const facts = { county: '某县', name: '某公司', code: '', from: '2022-11-01', until: '2022-11-30', ...sums }
  const sheet = accountStatement({ ...facts, entries: [{ ...entry, fen: -3_00, balanceFen: 7_00 }], isCutOff: true })
  const said = JSON.stringify(sheet.pieces)
  expect(said).toContain(
    '期初尚欠 1.00 元，本期应缴 9.00 元，已缴 3.00 元，减免、撤销 2.00 元，期末尚欠 5.00 元；另有挂账 0.50 元',
  )
  expect(said).toContain('["2022-11-01","缴款 土地出让价款，收1","","3.00","7.00"]')
  expect(said).toContain('其余未印')
})
