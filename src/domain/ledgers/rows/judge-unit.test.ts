import { describe, expect, test } from 'vitest'
import { matchColumns } from '../columns/match.ts'
import { unitColumns } from '../columns/unit-columns.ts'
import type { UnitRow } from '../rows.ts'
import { type Cell, type Merge, uncalculated } from '../sheet.ts'
import { columnLetters, type RecognisedTable } from '../tables.ts'
import type { ReadingContext } from './context.ts'
import { createRowNotes } from './row-notes.ts'
import { createRowReader } from './row-reader.ts'
import { createStandIns } from './stand-ins.ts'

/** A row of a unit ledger without any fault, by header. */
const right: Record<string, Cell> = {
  小区名称: '怡景嘉园',
  楼号: '1#',
  单元: 1,
  房号: '101',
  所在层: 1,
  总层数: 5,
  不动产单元号: '141126002012GB00010F00010001',
  用途: '住宅',
  建筑面积: 82.13,
  套内面积: 72.27,
  权利人: '郝国强',
  证件种类: '身份证',
  证件号码: '141126190001010018',
  联系电话: '19900002201',
  首次登记时间: { day: '2022-03-19' },
  转移登记时间: { day: '2022-04-08' },
  不动产权证号: '晋（2022）石楼县不动产权第0000183号',
  办理状态: '已转移',
  未转移原因: null,
  备注: null,
}
const open = { 转移登记时间: null, 不动产权证号: null, 办理状态: '未转移' }
const context: ReadingContext = {
  countyCode: '141126',
  countyName: '石楼县',
  lastDay: '2022-11-30',
  uses: new Set(['住宅', '车库']),
  maxUnitAreaM2: 10_000,
}

function tableOf(names: readonly string[]): RecognisedTable {
  const header = names.map((name, index) => ({ index, header: name, group: '', label: name }))
  const { columns } = matchColumns(header, unitColumns)
  return {
    id: '表#1',
    file: '某.xlsx',
    sheet: '表',
    index: 1,
    kind: 'units',
    title: null,
    reportedBy: null,
    asOf: null,
    category: null,
    headerRows: [1],
    columns,
    blocked: false,
  }
}

/** Reads and judges rows that differ from the right one as said. */
function judge(changes: readonly Record<string, Cell>[], { merges = [] as Merge[], asked = context } = {}) {
  const names = [...new Set([...Object.keys(right), ...changes.flatMap((change) => Object.keys(change))])]
  const table = tableOf(names)
  const notes = createRowNotes(
    { file: table.file, sheet: table.sheet },
    true,
    table.columns[0] as RecognisedTable['columns'][number],
  )
  const reader = createRowReader(table, asked, notes)
  const standIn = createStandIns(merges, table.columns, notes)
  return changes.map((change, at) => {
    notes.start(at + 2)
    const own = names.map((name) => (name in change ? change[name] : right[name]) ?? null)
    const cells = standIn({ row: at + 2, cells: own })
    const value = reader.read(cells) as UnitRow
    reader.judge(value, cells)
    return { value, ...notes.take(), at: (name: string) => `${columnLetters(names.indexOf(name))}${at + 2}` }
  })
}

function judgeOne(change: Record<string, Cell>, asked: ReadingContext = context) {
  const [row] = judge([change], { asked })
  if (!row) throw new Error('one row in, one row out')
  return row
}

test('a right row gives rise to no doubt', () => {
  expect(judgeOne({}).findings).toEqual([])
  expect(judgeOne({ ...open, 未转移原因: '继承纠纷' }).findings).toEqual([])
})

test('words for what is not there yet give rise to no doubt', () => {
  for (const 不动产权证号 of ['无', '未办理', '办理中', '—']) {
    expect(judgeOne({ ...open, 未转移原因: '继承纠纷', 不动产权证号 }).findings).toEqual([])
  }
  expect(judgeOne({ 联系电话: '无' }).value.owners[0]?.phone).toBeNull()
  expect(judgeOne({ 联系电话: '199-0000-2201' }).value.owners[0]?.phone).toBe('19900002201')
  expect(judgeOne({ 序号: { error: uncalculated } }).findings).toEqual([])
})

test('a county may be named with the city before it, another county not', () => {
  expect(judgeOne({ '县（市、区）': '吕梁市石楼县' }).findings).toEqual([])
  expect(judgeOne({ '县（市、区）': '石楼' }).findings).toEqual([])
  expect(judgeOne({ '县（市、区）': '吕梁市交口县' }).findings).toMatchObject([{ kind: 'wrong_county' }])
})

test('a home whose place is one empty cell is told', () => {
  const { findings } = judgeOne({ 楼号: null, 房号: null })
  expect(findings.map(({ kind }) => kind)).toEqual(['missing_mandatory', 'missing_mandatory'])
})

test('a finding shows no more of an ID number than a screen does', () => {
  expect(judgeOne({ 证件号码: '1.41126E+17' }).findings[0]?.message).toContain('1.41126E+17')
  for (const 证件号码 of [141126190401090000, '141126190401091000', '141126000101001'])
    expect(judgeOne({ 证件号码 }).findings[0]?.message).toMatch(/141126\*+/)
})

describe.each<[string, string, Record<string, Cell>, string, string[]]>([
  ['id_check_digit', 'error', { 证件号码: '141126190001010011' }, '证件号码', []],
  ['id_number_lost_digits', 'error', { 证件号码: 141126190401090000 }, '证件号码', []],
  ['id_number_lost_digits', 'error', { 证件号码: '1.4112619040109E+17' }, '证件号码', []],
  ['id_number_lost_digits', 'error', { 证件号码: '141126190401091000' }, '证件号码', []],
  ['id_length', 'error', { 证件号码: '1411281901027780X' }, '证件号码', []],
  ['id_form', 'error', { 证件号码: '14112619O001010018' }, '证件号码', []],
  ['id_birth_date', 'error', { 证件号码: '14112619051340001X' }, '证件号码', []],
  ['id_15_digits', 'warning', { 证件号码: '141126000101001' }, '证件号码', []],
  ['uscc_check', 'error', { 证件种类: '营业执照', 证件号码: '91141199MA00000150' }, '证件号码', []],
  ['owner_count_mismatch', 'error', { 权利人: '甲某、乙某' }, '证件号码', []],
  ['missing_mandatory', 'error', { 小区名称: null }, '小区名称', []],
  ['missing_mandatory', 'error', { 楼号: null }, '楼号', []],
  ['missing_mandatory', 'error', { 房号: null }, '房号', []],
  ['missing_mandatory', 'error', { 权利人: null }, '权利人', []],
  ['missing_mandatory', 'error', { 证件号码: null }, '证件号码', []],
  ['missing_mandatory', 'error', { 建筑面积: null }, '建筑面积', []],
  ['missing_mandatory', 'error', { 首次登记时间: null }, '首次登记时间', []],
  ['missing_mandatory', 'error', { 小区名称: '—' }, '小区名称', []],
  ['missing_mandatory', 'error', { 楼号: '-' }, '楼号', []],
  ['missing_mandatory', 'error', { 房号: '/' }, '房号', []],
  ['missing_mandatory', 'error', { 权利人: '无' }, '权利人', []],
  ['missing_mandatory', 'error', { 证件号码: '无' }, '证件号码', []],
  ['missing_mandatory', 'error', { 建筑面积: '—' }, '建筑面积', []],
  ['missing_mandatory', 'error', { 首次登记时间: '—' }, '首次登记时间', []],
  ['cell_error', 'error', { 建筑面积: { error: uncalculated } }, '建筑面积', []],
  ['text_too_long', 'error', { 房号: '9'.repeat(501) }, '房号', []],
  ['area_too_large', 'error', { 建筑面积: 1e30 }, '建筑面积', []],
  ['area_not_positive', 'error', { 建筑面积: 0.004 }, '建筑面积', []],
  ['number_expected', 'error', { '契税（元）': -5 }, '契税（元）', []],
  ['number_expected', 'error', { '合同价款（元）': 1e30 }, '合同价款（元）', []],
  ['floor_unreadable', 'warning', { 所在层: 1_000_000_000 }, '所在层', []],
  ['area_not_positive', 'error', { 建筑面积: 0 }, '建筑面积', []],
  ['area_not_positive', 'error', { 建筑面积: -73.28 }, '建筑面积', []],
  ['area_too_large', 'error', { 建筑面积: 11057 }, '建筑面积', []],
  ['number_expected', 'error', { 建筑面积: '约八十' }, '建筑面积', []],
  ['inner_over_area', 'warning', { 套内面积: 90 }, '套内面积', ['建筑面积']],
  ['floor_above_total', 'error', { 所在层: 9 }, '所在层', ['总层数']],
  ['unit_code_length', 'error', { 不动产单元号: '141126002012GB0010F00010001' }, '不动产单元号', []],
  ['unit_code_county', 'error', { 不动产单元号: '141181002012GB00010F00010001' }, '不动产单元号', []],
  ['unit_code_form', 'error', { 不动产单元号: '141126002012GT00010F00010001' }, '不动产单元号', []],
  ['use_unknown', 'warning', { 用途: '居家' }, '用途', []],
  ['phone_invalid', 'warning', { 联系电话: '199OOOO0995' }, '联系电话', []],
  ['date_in_future', 'error', { 首次登记时间: { day: '2202-03-19' } }, '首次登记时间', []],
  ['date_in_future', 'error', { 转移登记时间: { day: '2202-04-08' } }, '转移登记时间', []],
  ['date_impossible', 'error', { 首次登记时间: '2021.13.5' }, '首次登记时间', []],
  ['date_impossible', 'error', { 转移登记时间: '2022年2月30日' }, '转移登记时间', []],
  ['date_1900', 'error', { 首次登记时间: { day: '1900-01-13', isBeforeMarch1900: true } }, '首次登记时间', []],
  ['transfer_before_first', 'error', { 转移登记时间: { day: '2022-03-10' } }, '转移登记时间', ['首次登记时间']],
  ['transfer_without_cert', 'error', { 不动产权证号: null }, '不动产权证号', ['转移登记时间', '办理状态']],
  ['transfer_without_date', 'error', { 转移登记时间: null }, '转移登记时间', ['不动产权证号', '办理状态']],
  ['transfer_contradiction', 'error', { 办理状态: '未转移' }, '办理状态', ['转移登记时间', '不动产权证号']],
  ['reason_missing', 'warning', { ...open }, '未转移原因', ['办理状态']],
  ['yes_no_unreadable', 'warning', { 办理状态: '部分' }, '办理状态', []],
  ['cert_year', 'warning', { 不动产权证号: '晋（2019）石楼县不动产权第0000183号' }, '不动产权证号', ['转移登记时间']],
  ['cert_county', 'warning', { 不动产权证号: '晋（2022）交口县不动产权第0000183号' }, '不动产权证号', []],
  ['cert_form', 'notice', { 不动产权证号: '房权证石字第183号' }, '不动产权证号', []],
  ['cell_error', 'error', { 建筑面积: { error: '#REF!' } }, '建筑面积', []],
  ['wrong_county', 'error', { 县: '交口县' }, '县', []],
])('%s (%s)', (kind, severity, change, name, related) => {
  test(`${JSON.stringify(change)} is told at ${name}, and nothing else is`, () => {
    const row = judgeOne(change)
    expect(row.findings.map((finding) => [finding.kind, finding.severity, finding.cell])).toEqual([
      [kind, severity, row.at(name)],
    ])
    expect(row.findings[0]?.relatedCells).toEqual(related.map(row.at))
    expect(row.findings[0]?.message).toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('what is unusual but right', () => {
  test.each<[string, Record<string, Cell>]>([
    ['a garage below the ground', { 所在层: -1, 用途: '车库' }],
    ['a large shop', { 建筑面积: 3286.5 }],
    ['a transfer on the day of the first registration', { 首次登记时间: { day: '2022-04-08' } }],
    ['a day that is the reporting day', { 转移登记时间: { day: '2022-11-30' } }],
    ['a small x', { 证件号码: '14113019101023002x' }],
    ['a landline', { 联系电话: '0358-7022111' }],
    ['two telephones', { 联系电话: '19900002201、19900002202' }],
    [
      'an unsold home without owner',
      { 权利人: null, 证件号码: null, 证件种类: null, 备注: '未售', ...open, 未转移原因: '未售' },
    ],
    ['a passport', { 证件种类: '护照', 证件号码: 'E12345678' }],
    ['a county named in short', { 县: '石楼' }],
  ])('%s', (_, change) => {
    expect(judgeOne(change).findings).toEqual([])
  })

  test('without a list of options the customary uses are known', () => {
    expect(judgeOne({ 用途: '商铺' }, { ...context, uses: null }).findings).toEqual([])
    expect(judgeOne({ 用途: '居家' }, { ...context, uses: null }).findings).toMatchObject([{ kind: 'use_unknown' }])
  })
})

describe('owners', () => {
  test('two owners in one cell are parted in order', () => {
    const { value, findings } = judgeOne({ 权利人: '甲某、乙某', 证件号码: '141126190001010018、141126190002070012' })
    expect(value.owners).toEqual([
      { name: '甲某', idKind: 'identity_card', idNumber: '141126190001010018', phone: '19900002201' },
      { name: '乙某', idKind: 'identity_card', idNumber: '141126190002070012', phone: null },
    ])
    expect(findings).toEqual([])
  })

  test('a co-owner from columns of his own comes behind, judged at his own cell', () => {
    const row = judgeOne({ 共有人: '乙某', 共有人身份证号: '141126190002070011' })
    expect(row.value.owners.map(({ name }) => name)).toEqual(['郝国强', '乙某'])
    expect(row.findings).toMatchObject([{ kind: 'id_check_digit', cell: row.at('共有人身份证号') }])
  })

  test('without a kind beside it a number tells its kind by its form', () => {
    const kindOf = (number: string) => judgeOne({ 证件种类: null, 证件号码: number }).value.owners[0]?.idKind
    expect([kindOf('141126190001010018'), kindOf('91141199MA0000015D'), kindOf('E12345678')]).toEqual([
      'identity_card',
      'business',
      null,
    ])
  })
})

describe('cells that stand for others', () => {
  const under = (name: string, toRow: number): Merge => {
    const column = Object.keys(right).indexOf(name)
    return { fromRow: 2, toRow, fromColumn: column, toColumn: column }
  }

  test('a merged name stands for all its rows', () => {
    const rows = judge([{}, { 小区名称: null }, { 小区名称: null }], { merges: [under('小区名称', 3)] })
    expect(rows.map(({ value }) => value.estate)).toEqual(['怡景嘉园', '怡景嘉园', null])
    expect(rows.map(({ findings }) => findings.map(({ kind }) => kind))).toEqual([[], [], ['missing_mandatory']])
  })

  test('a merged figure counts once and is told', () => {
    const [, second] = judge([{}, { 套内面积: null }], { merges: [under('套内面积', 3)] })
    expect(second?.value.innerAreaM2).toBeNull()
    expect(second?.findings).toMatchObject([
      { kind: 'merged_quantity', severity: 'warning', cell: second?.at('套内面积') },
    ])
  })

  test('同上 says what stands above', () => {
    const rows = judge([{}, { 小区名称: '同上' }, { 小区名称: '〃' }])
    expect(rows.map(({ value }) => value.estate)).toEqual(['怡景嘉园', '怡景嘉园', '怡景嘉园'])
    expect(rows.map(({ cleaned }) => cleaned)).toEqual([0, 1, 1])
  })
})

test('the number of cleaned cells of a row counts cells, not faults in them', () => {
  expect(judgeOne({ 小区名称: ' 怡景府(东区)　', 建筑面积: '82.13㎡' }).cleaned).toBe(2)
})
