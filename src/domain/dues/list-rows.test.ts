import { describe, expect, test } from 'vitest'
import type { Cell } from '../ledgers/sheet.ts'
import { findListColumns } from './list-columns.ts'
import { createListReader, kindNamed } from './list-rows.ts'

const header = ['序号', '缴款人', '证件号', '小区', '楼号-房号', '税费种', '金额（元）', '缴款日期', '凭证号/流水号']
const good: Cell[] = [1, '甲某', '141199190001010018', '晨光小区', '3-2-501', '契税', 1234.5, '2022-11-03', 'P-1']

/** A line of a list with that header, some of its cells written otherwise. */
function read(changed: Partial<Record<(typeof header)[number], Cell>> = {}, named: Cell[] = header) {
  const columns = findListColumns(named)
  if (!columns) throw new Error('no header')
  const cells = good.map((cell, at) =>
    header[at] !== undefined && header[at] in changed ? (changed[header[at]] ?? null) : cell,
  )
  return createListReader({ columns, today: '2022-12-01', usualKind: null })(7, cells)
}
const row = (changed: Parameters<typeof read>[0] = {}, named?: Cell[]) => {
  const line = read(changed, named)
  return line && 'row' in line ? line.row : null
}

test('a line is read by the words of its columns', () =>
  expect(row()).toMatchObject({
    sheetRow: 7,
    payer: '甲某',
    idNumber: '141199190001010018',
    estate: '晨光小区',
    building: '3',
    entrance: '2',
    room: '501',
    kind: 'deed_tax',
    fen: 1234_50,
    paidOn: '2022-11-03',
    receiptNo: 'P-1',
    fault: null,
  }))

describe('columns are known by the words of tax offices and banks', () => {
  test.each([
    ['纳税人名称', '纳税人识别号', '项目名称', '房屋坐落', '税（费）种', '实缴金额', '入库日期', '电子税票号码'],
    ['缴存人姓名', '身份证号码', '小区名称', '楼号房号', '缴费项目', '缴存金额(元)', '缴存日期', '银行流水号'],
    ['付款户名', '证件号码', '楼盘', '地址', '摘要', '交易金额', '交易时间', '流水号'],
  ])('%s', (payer, id, estate, place, kind, amount, day, receipt) => {
    const columns = findListColumns(['序号', payer, id, estate, place, kind, amount, day, receipt])
    expect(Object.fromEntries(columns?.at ?? [])).toEqual({
      payer: 1,
      idNumber: 2,
      estate: 3,
      place: 4,
      kind: 5,
      amount: 6,
      paidOn: 7,
      receiptNo: 8,
    })
  })

  test('a row without money, or without anybody to pay it, is no header', () => {
    expect(findListColumns(['缴款人', '证件号', '缴款日期'])).toBeNull()
    expect(findListColumns(['金额', '缴款日期', '凭证号'])).toBeNull()
  })

  test('an amount in 万元 is told so by its header', () =>
    expect(
      row(
        { '金额（元）': '1.2345' },
        header.map((name) => (name === '金额（元）' ? '金额（万元）' : name)),
      )?.fen,
    ).toBe(12_345_00))
})

describe('a cell at fault sends the line back, at its cell', () => {
  test.each([
    ['amount_missing', '金额（元）', null, 'G7'],
    ['amount_not_positive', '金额（元）', -5, 'G7'],
    ['amount_not_positive', '金额（元）', '（100.00）', 'G7'],
    ['amount_not_positive', '金额（元）', '−100', 'G7'],
    ['amount_not_positive', '金额（元）', 0, 'G7'],
    ['amount_foreign', '金额（元）', '$100', 'G7'],
    ['amount_foreign', '金额（元）', '100美元', 'G7'],
    ['amount_unreadable', '金额（元）', '壹佰元', 'G7'],
    ['amount_in_parts_of_a_fen', '金额（元）', 1.234, 'G7'],
    ['amount_too_large', '金额（元）', '9999999999999', 'G7'],
    ['day_missing', '缴款日期', null, 'H7'],
    ['day_impossible', '缴款日期', '2022-02-30', 'H7'],
    ['day_unreadable', '缴款日期', '上周五', 'H7'],
    ['day_in_future', '缴款日期', '2022-12-02', 'H7'],
    ['receipt_missing', '凭证号/流水号', ' ', 'I7'],
    ['receipt_lost_digits', '凭证号/流水号', Number('12345678901234567890'), 'I7'],
  ] as const)('%s: %s %s', (why, column, cell, at) =>
    expect(row({ [column]: cell })?.fault).toMatchObject({ why, cell: at }),
  )

  test('a line that names nobody and no home', () =>
    expect(row({ 缴款人: null, 证件号: null, 小区: null, '楼号-房号': null })?.fault?.why).toBe('nobody_named'))
})

describe('amounts, places and numbers are read as they are written', () => {
  test.each([
    ['1,234.50', 1234_50],
    ['¥1234.5', 1234_50],
    ['１２３４．５元', 1234_50],
    [0.1 + 0.2, 30],
    [1e6, 1_000_000_00],
  ])('%s', (cell, fen) => expect(row({ '金额（元）': cell })?.fen).toBe(fen))

  test.each([
    ['3号楼2单元501室', '3', '2', '501'],
    ['3#-501', '3', null, '501'],
    ['3幢—2单元—501', '3', '2', '501'],
    ['3－501', '3', null, '501'],
  ])('%s', (cell, building, entrance, room) =>
    expect(row({ '楼号-房号': cell })).toMatchObject({ building, entrance, room }),
  )

  test('the estate may stand before the home; a masked or cut ID number is nobody’s; a company’s code is its own', () => {
    expect(row({ 小区: null, '楼号-房号': '晨光小区3号楼501' })?.estate).toBe('晨光小区')
    expect(row({ 证件号: '141199********0018' })?.idNumber).toBeNull()
    expect(row({ 证件号: Number('141199190001010018') })?.idNumber).toBeNull()
    expect(row({ 证件号: '91350100M000100Y43' })).toMatchObject({ idNumber: null, uscc: '91350100M000100Y43' })
  })

  test('the line of the sum is told apart, an empty one left out', () => {
    expect(read({ 缴款人: '合计', '凭证号/流水号': null, '金额（元）': 9 })).toEqual({ statedFen: 9_00 })
    expect(
      createListReader({
        columns: findListColumns(header) ?? { at: new Map(), fenPerUnit: 100 },
        today: '2022-12-01',
        usualKind: null,
      })(8, [null, ' ']),
    ).toBeNull()
  })

  test('a title names the kind of all lines where it names one', () => {
    expect(kindNamed('汾阳市住宅专项维修资金缴存清单')).toBe('maintenance_fund')
    expect(kindNamed('契税、登记费缴款清单')).toBeNull()
  })
})
