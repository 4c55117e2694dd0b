import { expect, test } from 'vitest'
import { estateColumns } from '../columns/estate-columns.ts'
import { matchColumns } from '../columns/match.ts'
import type { EstateRow } from '../rows.ts'
import type { Cell } from '../sheet.ts'
import type { RecognisedTable } from '../tables.ts'
import { createRowNotes } from './row-notes.ts'
import { createRowReader } from './row-reader.ts'

const right: Record<string, Cell> = {
  小区名称: '怡景嘉园',
  项目类别: '处遗',
  建设单位: '某置业有限公司',
  统一社会信用代码: '91141199MA0000015D',
  '建设单位/联系电话': '19900000001',
  宗地代码: '141126002012GB00010',
  套数: 20,
  建筑面积: 1800.5,
  竣工时间: '2005.7',
  '手续情况/规划': '有',
  '手续情况/消防': '补办',
  '第三方检测认定/质量安全': '—',
  '存在问题/无购房发票': '√',
  '存在问题/欠缴税费': '否',
  '首次登记/已办套数': 20,
  '首次登记/办结时间': '2022.4.12',
  '转移登记/已办套数': 19,
}

function judge(change: Record<string, Cell>) {
  const cells = { ...right, ...change }
  const names = Object.keys(cells)
  const header = names.map((name, index) => {
    const slash = name.lastIndexOf('/')
    return { index, header: name, group: slash < 0 ? '' : name.slice(0, slash), label: name.slice(slash + 1) }
  })
  const { columns } = matchColumns(header, estateColumns)
  const table: RecognisedTable = {
    id: '表#1',
    file: '某.xlsx',
    sheet: '表',
    index: 1,
    kind: 'estates',
    title: null,
    reportedBy: null,
    asOf: null,
    category: 'new_build',
    headerRows: [1],
    columns,
    blocked: false,
  }
  const notes = createRowNotes(table, true, columns[0] as RecognisedTable['columns'][number])
  const reader = createRowReader(
    table,
    { countyCode: '141126', countyName: '石楼县', lastDay: '2022-11-30', uses: null, maxUnitAreaM2: 10_000 },
    notes,
  )
  notes.start(5)
  const row = Object.values(cells)
  const value = reader.read(row) as EstateRow
  reader.judge(value, row)
  return { value, kinds: notes.take().findings.map(({ kind }) => kind) }
}

test('a right row is read as meant and gives rise to no doubt', () => {
  const { value, kinds } = judge({})
  expect(kinds).toEqual([])
  expect(value).toMatchObject({
    name: '怡景嘉园',
    category: 'legacy',
    developer: '某置业有限公司',
    developerPhone: '19900000001',
    parcelCode: '141126002012GB00010',
    completedIn: '2005-07',
    planning: true,
    fire: false,
    quality: null,
    paperWords: { fire: '补办' },
    problemMarks: ['无购房发票'],
    units: 20,
    firstRegisteredUnits: 20,
    firstRegisteredOn: '2022-04-12',
    transferredUnits: 19,
  })
})

test.each<[string, Record<string, Cell>]>([
  ['missing_mandatory', { 小区名称: null }],
  ['missing_mandatory', { 小区名称: '—' }],
  ['number_expected', { 套数: 20.5 }],
  ['number_expected', { 套数: -5 }],
  ['number_expected', { 套数: 1e13 }],
  ['uscc_check', { 统一社会信用代码: '91141199MA00000150' }],
  ['phone_invalid', { '建设单位/联系电话': '1990000' }],
  ['parcel_code_form', { 宗地代码: '141126002012GB0001' }],
  ['parcel_code_county', { 宗地代码: '141181002012GB00010' }],
  ['area_not_positive', { 建筑面积: 0 }],
  ['count_over_total', { '转移登记/已办套数': 21 }],
  ['count_over_total', { '首次登记/已办套数': 21 }],
  ['date_in_future', { '首次登记/办结时间': '2202.4.12' }],
  ['number_expected', { 套数: '二十套' }],
  ['category_unknown', { 项目类别: '其他' }],
  ['wrong_county', { '县（市、区）': '交口县' }],
  ['cell_error', { 套数: { error: '#REF!' } }],
])('%s', (kind, change) => {
  expect(judge(change).kinds).toEqual([kind])
})
