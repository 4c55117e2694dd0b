import { describe, expect, test } from 'vitest'
import type { Cell, Merge, SheetRow } from '../sheet.ts'
import { createTableFinder, type SheetPart } from './find-tables.ts'

/** A sheet from its rows, numbered from 1; blank rows are left out as a reader does. */
function sheet(...rows: Cell[][]): SheetRow[] {
  return rows.map((cells, at) => ({ row: at + 1, cells })).filter(({ cells }) => cells.some((cell) => cell !== null))
}

function partsOf(rows: readonly SheetRow[], merges: readonly Merge[] = []): SheetPart[] {
  const finder = createTableFinder({ merges })
  return [...rows.flatMap((row) => finder.push(row)), ...finder.finish()]
}

/** The parts in short: row numbers of headers, data and totals, texts of notes. */
function outline(parts: readonly SheetPart[]): string[] {
  return parts.map((part) => {
    if (part.type === 'header')
      return `header ${part.header.rows.join('-')}: ${part.header.columns.map(({ header }) => header).join(' ')}`
    return part.type === 'note' ? `note ${part.text}` : `${part.type} ${part.row.row}`
  })
}

const across = (row: number, fromColumn: number, toColumn: number): Merge => ({
  fromRow: row,
  toRow: row,
  fromColumn,
  toColumn,
})
const down = (fromRow: number, toRow: number, column: number): Merge => ({
  fromRow,
  toRow,
  fromColumn: column,
  toColumn: column,
})

describe('a sheet with one table', () => {
  const rows = sheet(
    ['交口县清零行动分户台账（处遗）'],
    ['填报单位：交口县不动产登记中心', null, '单位：㎡、元', null, '填报时间：2022年9月30日'],
    ['序号', '房屋位置', null, '权利人', '转移登记', null, '备注'],
    [null, '楼号', '房号', null, '登记时间', '不动产权证号', null],
    [1, '1#', 101, '甲某', '2022.4.1', '晋（2022）交口县不动产权第0000001号', null],
    [2, '1#', 102, '乙某', null, null, null],
    ['合计', null, null, null, null, null, null],
    ['注：本表共2套。'],
    ['单位负责人：        审核人：        填表人：'],
  )

  test('head, two-level header, data, total, note and signature are told apart', () => {
    expect(outline(partsOf(rows))).toEqual([
      'header 3-4: 序号 房屋位置/楼号 房屋位置/房号 权利人 转移登记/登记时间 转移登记/不动产权证号 备注',
      'row 5',
      'row 6',
      'total 7',
      'note 注：本表共2套。',
      'note 单位负责人：        审核人：        填表人：',
    ])
  })

  test('merged cells say the same as blank neighbours', () => {
    const merges = [across(1, 0, 6), down(3, 4, 0), across(3, 1, 2), down(3, 4, 3), across(3, 4, 5), down(3, 4, 6)]
    expect(outline(partsOf(rows, merges))).toEqual(outline(partsOf(rows)))
  })

  test('what stands above the header is read', () => {
    const [head] = partsOf(rows)
    expect(head?.type === 'header' && head.header.preamble).toEqual({
      title: '交口县清零行动分户台账（处遗）',
      reportedBy: '交口县不动产登记中心',
      asOf: '2022-09-30',
      moneyFactor: 100,
    })
  })
})

test('a table may begin in the first row, without title or head', () => {
  const rows = sheet(['序号', '小区名称', '套数'], [1, '甲小区', 20])
  expect(outline(partsOf(rows))).toEqual(['header 1: 序号 小区名称 套数', 'row 2'])
})

test('three levels of header are joined', () => {
  const rows = sheet(
    ['序号', '登记情况', null, null],
    [null, '首次登记', null, '转移登记'],
    [null, '应办套数', '已办套数', '已办套数'],
    [1, 20, 20, 19],
  )
  const merges = [down(1, 3, 0), across(1, 1, 3), across(2, 1, 2)]
  expect(outline(partsOf(rows, merges))[0]).toBe(
    'header 1-2-3: 序号 登记情况/首次登记/应办套数 登记情况/首次登记/已办套数 登记情况/转移登记/已办套数',
  )
})

test('a group over a single column is a level of its own', () => {
  const rows = sheet(
    ['序号', '小区名称', '权利人信息', null, '首次登记', '转移登记', null, '备注'],
    [null, null, '姓名', '身份证号', '时间', '时间', '证号', null],
    [1, '甲小区', '甲某', '141199190001010019', '2022.3.1', '2022.4.1', '甲', null],
  )
  const merges = [down(1, 2, 0), down(1, 2, 1), across(1, 2, 3), across(1, 5, 6), down(1, 2, 7)]
  const expected =
    'header 1-2: 序号 小区名称 权利人信息/姓名 权利人信息/身份证号 首次登记/时间 转移登记/时间 转移登记/证号 备注'
  expect(outline(partsOf(rows, merges))[0]).toBe(expected)
  expect(outline(partsOf(rows))[0]).toBe(expected)
})

test('a data row of words below a one-level header is no second level', () => {
  const rows = sheet(
    ['问题编号', '项目名称', '责任单位'],
    ['FS-001', '甲小区', '县自然资源局'],
    ['FS-002', '乙小区', '县住建局'],
  )
  expect(outline(partsOf(rows))).toEqual(['header 1: 问题编号 项目名称 责任单位', 'row 2', 'row 3'])
})

test.each([
  ['栏次 in words', ['栏次', 1, 2, 3]],
  ['bare numbers', [1, 2, 3, 4]],
  ['numbers in brackets', ['（1）', '（2）', '（3）', '（4）']],
])('the row of column numbers is no data: %s', (_, numbers) => {
  const rows = sheet(['序号', '小区名称', '套数', '备注'], numbers, [1, '甲小区', 20, null])
  expect(outline(partsOf(rows)).slice(1)).toEqual(['row 3'])
})

test('two tables on one sheet, each with its title', () => {
  const rows = sheet(
    ['会议台账'],
    ['序号', '日期', '会议名称'],
    [1, '2021.6.18', '动员部署会'],
    ['注：另有专题会4次。'],
    [null],
    ['专项经费'],
    ['序号', '拨付日期', '用途', '金额（万元）'],
    [1, '2021.9.15', '测量费', 82.6],
    ['合计', null, null, 82.6],
  )
  expect(outline(partsOf(rows))).toEqual([
    'header 2: 序号 日期 会议名称',
    'row 3',
    'note 注：另有专题会4次。',
    'header 7: 序号 拨付日期 用途 金额（万元）',
    'row 8',
    'total 9',
  ])
})

test('a header printed again on the next page is skipped, the table goes on', () => {
  const header = ['序号', '小区名称', '套数']
  const rows = sheet(header, [1, '甲小区', 20], header, [2, '乙小区', 30])
  expect(outline(partsOf(rows))).toEqual(['header 1: 序号 小区名称 套数', 'row 2', 'row 4'])
})

test('a heading between rows does not end the table', () => {
  const rows = sheet(['序号', '小区名称', '套数'], ['一、历史遗留'], [1, '甲小区', 20], ['二、新建'], [2, '乙小区', 30])
  expect(outline(partsOf(rows)).slice(1)).toEqual(['note 一、历史遗留', 'row 3', 'note 二、新建', 'row 5'])
})

test('subtotals are neither data nor the total', () => {
  const rows = sheet(
    ['序号', '小区名称', '套数'],
    [1, '甲小区', 20],
    ['小计', null, 20],
    [2, '乙小区', 30],
    ['总 计', null, 50],
  )
  expect(outline(partsOf(rows)).slice(1)).toEqual(['row 2', 'loose 3', 'row 4', 'total 5'])
})

test('notes go on over several lines', () => {
  const rows = sheet(
    ['序号', '小区名称', '套数'],
    [1, '甲小区', 20],
    ['填表说明：1.只统计纳入的小区。'],
    ['2.数据截至2022年11月30日'],
  )
  expect(outline(partsOf(rows)).slice(2)).toEqual([
    'note 填表说明：1.只统计纳入的小区。',
    'note 2.数据截至2022年11月30日',
  ])
})

test('data without any header belongs to no table', () => {
  const rows = sheet(['某县分户台账'], [1, '甲小区', '1#', 101], [2, '甲小区', '1#', 102])
  expect(outline(partsOf(rows))).toEqual(['loose 1', 'loose 2', 'loose 3'])
})

test('a second column of the same name is told apart', () => {
  const rows = sheet(['序号', '小区名称', '备注', '备注'], [1, '甲小区', null, null])
  expect(outline(partsOf(rows))[0]).toBe('header 1: 序号 小区名称 备注 备注#2')
})
