import { describe, expect, test } from 'vitest'
import type { ColumnMapping } from '../columns/match.ts'
import type { Cell, SheetRow } from '../sheet.ts'
import { createTableFinder } from './find-tables.ts'
import { categoryOf } from './preamble.ts'
import { type Recognition, recogniseTable } from './recognise.ts'

type Asked = { title?: string; sheet?: string; mapping?: ColumnMapping; file?: string; otherCounties?: string[] }

/** Recognises a table from its header rows, as if a row of data stood below. */
function recognise(
  header: Cell[][],
  { title = '石楼县台账', sheet = 'Sheet1', mapping = {}, file = '台账.xlsx', otherCounties = [] }: Asked = {},
): Recognition {
  const rows: SheetRow[] = [[title], ...header, [1, '甲', 2]].map((cells, at) => ({ row: at + 1, cells }))
  const finder = createTableFinder({ merges: [] })
  const part = [...rows.flatMap((row) => finder.push(row)), ...finder.finish()].find(({ type }) => type === 'header')
  if (part?.type !== 'header') throw new Error('no header found')
  const place = {
    file,
    sheet: { name: sheet, hiddenColumns: [] },
    index: 1,
    countyName: '石楼县',
    otherCounties,
    mapping,
  }
  return recogniseTable(part.header, place)
}

const fieldsOf = ({ table }: Recognition) =>
  Object.fromEntries(table.columns.map(({ header, field }) => [header, field]))
const kindsOf = ({ findings }: Recognition) => findings.map(({ kind }) => kind)

describe('kinds are told from headers, not from names of sheets', () => {
  test.each<[string, Cell[]]>([
    ['units', ['序号', '小区名称', '楼号', '房号', '权利人', '证件号码', '建筑面积', '首次登记时间']],
    ['units', ['序号', '楼盘名称', '栋号', '户室号', '买受人', '身份证号', '房屋面积', '首登日期', '转移时间']],
    ['units', ['序号', '项目名称', '楼幢', '房间号', '产权人姓名', '公民身份号码', '建筑面积']],
    ['unit_extract', ['序号', '小区名称', '楼号', '房号', '建筑面积', '权利人', '联系电话', '未办理原因', '处理进展']],
    ['estates', ['序号', '小区名称', '坐落', '开发单位', '幢数', '套数', '建筑面积']],
    ['estates', ['序号', '项目名称', '项目类别', '宗地代码', '竣工时间', '总户数']],
    ['buildings', ['序号', '小区名称', '楼号', '总层数', '单元数', '套数', '结构']],
    ['estate_extract', ['序号', '小区名称', '未办合计', '业主不愿登记', '继承纠纷', '法院查封']],
    ['reasons_by_county', ['序号', '县（市、区）', '未办套数', '业主不愿登记', '继承纠纷', '法院查封']],
    ['summary_by_county', ['序号', '县（市、区）', '小区数', '总套数', '首次登记', '转移登记']],
    ['ranking', ['名次', '县（市、区）', '应办', '已办', '完成率']],
    ['problems', ['序号', '小区名称', '问题', '处置办法', '责任单位', '完成时限', '是否销号']],
    ['meetings', ['序号', '日期', '会议名称', '参会人数']],
    ['funds', ['序号', '拨付日期', '用途', '金额（万元）']],
    ['taxes', ['序号', '项目名称', '土地出让金', '增值税', '印花税', '滞纳金']],
    ['tax_payments', ['序号', '入库日期', '缴款书号', '税（费）种', '金额']],
    ['responsible_units', ['序号', '责任单位', '一把手', '联络员', '工作职责']],
    ['work_log', ['序号', '日期', '类别', '文号/期次', '主办单位', '内容摘要', '数量']],
    ['work_summary', ['序号', '类别', '数量', '计量单位', '说明']],
    ['advice', ['序号', '类别', '意见建议']],
    ['joint_delivery', ['序号', '类型', '项目名称', '建设单位', '交房（交地）日期', '发证日期', '发证本数']],
    ['options', ['用途', '证件种类']],
    ['unknown', ['序号', '姓名', '值班时间', '电话']],
  ])('%s', (kind, header) => {
    expect(recognise([header]).table.kind).toBe(kind)
  })

  test('two-level headers too', () => {
    const byCategory = recognise([
      ['序号', '类别', '小区数', '首次登记', null],
      [null, null, null, '任务数', '已办理'],
    ])
    expect(byCategory.table.kind).toBe('summary_by_category')
    const monthly = recognise([
      ['月份', '首次登记', null, '转移登记', null],
      [null, '当月办理', '累计', '当月办理', '累计'],
    ])
    expect(monthly.table.kind).toBe('monthly_progress')
    expect(fieldsOf(monthly)).toMatchObject({
      月份: 'subject',
      '首次登记/累计': 'firstRegistered',
      '转移登记/累计': 'transferred',
      '转移登记/当月办理': null,
    })
  })
})

describe('columns are recognised by meaning', () => {
  test.each<[string, string[]]>([
    ['estate', ['小区名称', '小区（项目）名称', '楼盘名称', '项目名称', '所在小区', '小区']],
    ['building', ['楼号', '幢号', '栋号', '楼幢', '楼栋号', '自然幢号', '房屋楼号']],
    ['entrance', ['单元', '单元号', '所在单元']],
    ['room', ['房号', '室号', '户室号', '房间号', '房室号', '户号', '门牌号']],
    [
      'ownerName',
      ['权利人', '权利人姓名', '产权人', '买受人', '购房人', '购房人姓名', '业主姓名', '姓名（名称）', '户主'],
    ],
    ['idNumber', ['身份证号', '身份证号码', '证件号码', '证件号', '公民身份号码', '权利人身份证号', '身份证']],
    ['phone', ['联系电话', '手机', '手机号码', '联系方式', '电话']],
    ['areaM2', ['建筑面积', '建筑面积（㎡）', '房屋建筑面积', '实测建筑面积']],
    ['innerAreaM2', ['套内面积', '套内建筑面积', '专有面积（㎡）']],
    ['sharedAreaM2', ['分摊面积', '公摊面积', '分摊建筑面积']],
    ['floorsTotal', ['总层数', '总楼层', '房屋总层数']],
    ['floor', ['所在层', '楼层', '所在楼层']],
    ['unitCode', ['不动产单元号', '不动产单元代码', '单元代码']],
    ['firstRegisteredOn', ['首次登记时间', '首登日期', '首次登记日期', '首登时间', '首次登记办结时间']],
    ['transferredOn', ['转移登记时间', '转移时间', '过户日期', '转移登记日期', '办证时间']],
    ['certificateNo', ['不动产权证号', '不动产权证书号', '证书编号', '产权证号', '不动产证号']],
    ['isTransferred', ['是否办理', '是否办证', '办理状态', '是否转移登记']],
    ['openReason', ['未办理原因', '未转移原因', '未办证原因', '未登记原因']],
    ['contractNo', ['合同编号', '合同（网签）号', '购房合同编号', '预售合同号', '网签合同号', '合同备案号']],
    ['priceFen', ['合同价款（元）', '成交价款（万元）', '购房款', '房屋总价', '成交金额']],
    ['coOwners', ['共有人', '共有人姓名']],
    ['coOwnerIds', ['共有人身份证号', '共有人证件号码']],
    ['township', ['乡镇（街道）', '所在乡镇', '街道', '镇（街）']],
  ])('%s', (field, spellings) => {
    const others = ['序号', '小区名称', '楼号', '房号', '权利人', '证件号码', '建筑面积']
    const stems: Record<string, string> = {
      estate: '小区名称',
      building: '楼号',
      room: '房号',
      ownerName: '权利人',
      idNumber: '证件号码',
      areaM2: '建筑面积',
    }
    for (const spelling of spellings) {
      const header = [...others.filter((name) => name !== stems[field]), spelling]
      expect(fieldsOf(recognise([header]))[spelling], spelling).toBe(field)
    }
  })

  test('the group above a label decides between like labels', () => {
    const found = recognise([
      [
        '序号',
        '小区名称',
        '楼号',
        '房号',
        '权利人',
        '证件号码',
        '建筑面积',
        '首次登记',
        null,
        '转移登记',
        null,
        '包联情况',
        null,
      ],
      [null, null, null, null, null, null, null, '办结时间', '证书号', '办结时间', '证书号', '姓名', '联系电话'],
    ])
    expect(fieldsOf(found)).toMatchObject({
      '首次登记/办结时间': 'firstRegisteredOn',
      '首次登记/证书号': 'firstCertificateNo',
      '转移登记/办结时间': 'transferredOn',
      '转移登记/证书号': 'certificateNo',
      '包联情况/姓名': null,
      '包联情况/联系电话': null,
    })
    expect(found.findings).toEqual([])
  })

  test('units of money and area come from the label, else from the line above the table', () => {
    const header = [
      '序号',
      '小区名称',
      '楼号',
      '房号',
      '权利人',
      '证件号码',
      '建筑面积',
      '合同价款（万元）',
      '已缴契税（元）',
      '维修资金',
      '首次登记时间',
    ]
    const factors = Object.fromEntries(
      recognise([['单位：㎡、万元'], header]).table.columns.map(({ header: name, factor }) => [name, factor]),
    )
    expect(factors).toMatchObject({
      '合同价款（万元）': 1_000_000,
      '已缴契税（元）': 100,
      维修资金: 1_000_000,
      建筑面积: 1,
    })
  })
})

describe('headers in doubt', () => {
  const right = ['序号', '小区名称', '楼号', '房号', '权利人', '证件号码', '建筑面积', '首次登记时间']

  test('two columns of the same meaning block the table until the clerk has chosen', () => {
    const twice = recognise([[...right, '身份证号']])
    expect(twice.findings).toMatchObject([
      { kind: 'column_claimed_twice', severity: 'error', cell: 'I2', relatedCells: ['F2'] },
    ])
    expect(twice.table.blocked).toBe(true)
    const settled = recognise([[...right, '身份证号']], { mapping: { 身份证号: null } })
    expect(settled.findings).toEqual([])
    expect(fieldsOf(settled)).toMatchObject({ 证件号码: 'idNumber', 身份证号: null })
  })

  test('the clearer of two names gets the field', () => {
    const found = recognise([[...right, '面积']])
    expect(found.findings).toEqual([])
    expect(fieldsOf(found)).toMatchObject({ 建筑面积: 'areaM2', 面积: null })
  })

  test('a missing column is named', () => {
    const missing = recognise([right.filter((name) => name !== '建筑面积')])
    expect(missing.findings).toMatchObject([{ kind: 'column_missing', severity: 'error', cell: null }])
    expect(missing.findings[0]?.message).toContain('建筑面积')
  })

  test('a ledger from before any registration lacks its date, which is only told', () => {
    const surveyed = recognise([right.slice(0, -1)])
    expect(surveyed.findings).toMatchObject([{ kind: 'column_absent', severity: 'warning' }])
    expect(surveyed.table.blocked).toBe(false)
  })

  test("a clerk's correction counts more than any name, also for telling the kind", () => {
    const strange = ['序号', '小区名称', '哪一栋楼号', '哪一间房号', '权利人', '证件号码', '建筑面积', '首次登记时间']
    const mapping = { 哪一栋楼号: 'building', 哪一间房号: 'room' }
    expect(recognise([strange]).table.kind).not.toBe('units')
    const corrected = recognise([strange], { mapping })
    expect(corrected.table.kind).toBe('units')
    expect(corrected.findings).toEqual([])
  })

  test('one column for building and room will do', () => {
    const found = recognise([
      ['序号', '小区名称', '房屋坐落', '权利人', '证件号码', '不动产单元号', '建筑面积', '首次登记时间'],
    ])
    expect([found.table.kind, kindsOf(found)]).toEqual(['units', []])
  })

  test('the ledger of another county is noticed by its title, its reporter or its name', () => {
    const otherCounties = ['交口县', '汾阳市', '石楼县']
    expect(kindsOf(recognise([right], { title: '交口县分户台账', otherCounties }))).toEqual(['wrong_county'])
    expect(kindsOf(recognise([right], { title: '分户台账', file: '汾阳市.xlsx', otherCounties }))).toEqual([
      'wrong_county',
    ])
    expect(kindsOf(recognise([right], { title: '石楼县分户台账', otherCounties }))).toEqual([])
    expect(
      kindsOf(
        recognise([['名次', '县（市、区）', '应办', '已办']], { title: '吕梁市排名（含交口县）', otherCounties }),
      ),
    ).toEqual([])
  })
})

test.each([
  ['历史遗留', 'legacy'],
  ['处遗', 'legacy'],
  ['新建', 'new_build'],
  ['开发新建', 'new_build'],
  ['吕梁新区新建', 'new_district'],
  ['城区棚改', 'shantytown'],
  ['交口县小区台账（历史遗留）', 'legacy'],
  ['历史遗留及新建项目台账', null],
  ['小区台账', null],
])('%s is of category %s', (words, category) => {
  expect(categoryOf(words)).toBe(category)
})

test('a table of which nothing is known is told at its header', () => {
  const { findings } = recognise([['序号', '姓名', '值班时间', '电话']])
  expect(findings).toMatchObject([{ kind: 'table_unrecognised', severity: 'warning', cell: 'A2' }])
})

test('a correction made for one kind of ledger leaves the columns of another their own meaning', () => {
  const mapping = { 名称: 'ownerName', 小区名称: 'coOwners' }
  expect(fieldsOf(recognise([['小区名称', '坐落', '开发单位', '幢数', '套数']], { mapping }))).toMatchObject({
    小区名称: 'name',
  })
  const kept = recognise([['小区名称', '坐落', '开发单位', '幢数', '套数']], { mapping: { 坐落: null } })
  expect(fieldsOf(kept)).toMatchObject({ 坐落: null })
})
