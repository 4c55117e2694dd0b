import { describe, expect, test } from 'vitest'
import { matchColumns } from '../columns/match.ts'
import { workColumnsOf } from '../columns/work-columns.ts'
import type { Cell } from '../sheet.ts'
import type { RecognisedTable } from '../tables.ts'
import { useOf, type WorkKind, workKinds } from '../uses.ts'
import { createRowNotes } from './row-notes.ts'
import { createRowReader } from './row-reader.ts'

/** Reads one row of a table of this kind; headers of two levels are written `group/label`. */
function read(kind: WorkKind, cells: Record<string, Cell>) {
  const header = Object.keys(cells).map((name, index) => {
    const slash = name.lastIndexOf('/')
    return { index, header: name, group: slash < 0 ? '' : name.slice(0, slash), label: name.slice(slash + 1) }
  })
  const { columns } = matchColumns(header, workColumnsOf[kind])
  const table: RecognisedTable = {
    id: '表#1',
    file: '某.xlsx',
    sheet: '表',
    index: 1,
    kind,
    title: null,
    reportedBy: null,
    asOf: '2022-10-10',
    category: null,
    headerRows: [1],
    columns,
    blocked: false,
  }
  const notes = createRowNotes(table, true, columns[0] as RecognisedTable['columns'][number])
  const context = { countyCode: '141199', countyName: '某县', lastDay: '2022-10-10', uses: null, maxUnitAreaM2: 10_000 }
  const { read: readRow, judge } = createRowReader(table, context, notes)
  notes.start(5)
  const row = Object.values(cells)
  const value = readRow(row)
  judge(value, row)
  return { value, findings: notes.take().findings.map((finding) => `${finding.cell} ${finding.kind}`) }
}

const event = { 日期: '2021-07-15', 类别: '协调推进会', 数量: 1 }
const problem = {
  问题编号: '甲-1',
  问题类别: '无购房发票',
  责任单位: '县税务局',
  办结时限: '2022-05-01',
  状态: '已销号',
}

test('rows of tables that tell of the work become records', () => {
  expect(workKinds.map(useOf)).toEqual(workKinds.map(() => 'taken'))
})

describe('a line of a work log', () => {
  test('says what was done, when, by whom, and how much of it', () => {
    const { value, findings } = read('work_log', {
      日期: '2021.7.15',
      类别: '会商研判 ',
      '文号/期次': '某清零办〔2021〕3号',
      主办单位: '县清零办',
      对象: '县税务局',
      涉及项目: '怡景府(东区)',
      内容摘要: '研判堵点',
      数量: 3,
      '数量/计量单位': '批次',
      '人数（人次）': '23',
      '问题（措施）条数': 7,
      落实情况: '已完成',
    })
    expect(value).toEqual({
      workKind: '会商研判',
      heldOn: '2021-07-15',
      number: '某清零办〔2021〕3号',
      host: '县清零办',
      target: '县税务局',
      estate: '怡景府（东区）',
      content: '研判堵点',
      quantity: 3,
      measure: '批次',
      people: 23,
      items: 7,
      outcome: '已完成',
    })
    expect(findings).toEqual([])
  })

  test('has a day as a serial number, and none that lies ahead or is none', () => {
    expect(read('work_log', { ...event, 日期: 44_392 }).value).toMatchObject({ heldOn: '2021-07-15' })
    expect(read('work_log', { ...event, 日期: '2022-11-01' }).findings).toEqual(['A5 date_in_future'])
    expect(read('work_log', { ...event, 日期: '2022-02-30' }).findings).toEqual(['A5 date_impossible'])
  })

  test.each([
    ['日期', 'A5 missing_mandatory'],
    ['类别', 'B5 missing_mandatory'],
  ])('without %s stays out', (column, finding) => {
    expect(read('work_log', { ...event, [column]: null }).findings).toEqual([finding])
  })

  test('counts for one where it does not say how many, and never for nought', () => {
    expect(read('work_log', { ...event, 数量: null }).findings).toEqual([])
    expect(read('work_log', { ...event, 数量: 0 }).findings).toEqual(['C5 number_expected'])
  })
})

test('a meeting is what its list calls it, with who came', () => {
  const meeting = { 日期: '2021-08-24', 会议名称: '第1次专题推进会议', 类别: '专题推进会', 参会人数: 44 }
  expect(read('meetings', meeting)).toMatchObject({
    value: { workKind: '专题推进会', heldOn: '2021-08-24', content: '第1次专题推进会议', people: 44 },
    findings: [],
  })
})

test('a line of a summary says how many; without that it says nothing', () => {
  const line = { 主体: '县纪委监委', 事项: '专项督导', 数量: 3, 计量单位: '次' }
  expect(read('work_summary', line)).toMatchObject({
    value: { host: '县纪委监委', workKind: '专项督导', quantity: 3, measure: '次' },
    findings: [],
  })
  expect(read('work_summary', { ...line, 数量: null }).findings).toEqual(['C5 missing_mandatory'])
})

describe('a problem', () => {
  test('has its unit and its days; whether it is written off is told by word or by √', () => {
    expect(read('problems', problem)).toMatchObject({
      value: {
        number: '甲-1',
        problemKind: '无购房发票',
        responsibleUnit: '县税务局',
        dueOn: '2022-05-01',
        isWrittenOff: true,
      },
      findings: [],
    })
    const said = (状态: Cell) =>
      (read('problems', { ...problem, 状态 }).value as { isWrittenOff: boolean }).isWrittenOff
    expect(['是', '√', '已办结', '否', '未销号', '办理中', null].map(said)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      null,
    ])
  })

  test.each([
    ['责任单位', 'C5 missing_mandatory'],
    ['办结时限', 'D5 missing_mandatory'],
    ['问题类别', 'A5 missing_mandatory'],
  ])('without %s stays out', (column, finding) => {
    expect(read('problems', { ...problem, [column]: null }).findings).toEqual([finding])
  })

  test('is due and done after it was raised, and not done in the future', () => {
    const days = (提出日期: Cell, 办结日期: Cell) => read('problems', { ...problem, 提出日期, 办结日期 }).findings
    expect(days('2022-04-01', '2022-06-01')).toEqual([])
    expect(days('2022-05-02', null)).toEqual(['D5 dates_out_of_order'])
    expect(days('2022-04-01', '2022-03-01')).toEqual(['G5 dates_out_of_order'])
    expect(days('2022-04-01', '2022-10-11')).toEqual(['G5 date_in_future'])
  })
})

describe('a responsible unit', () => {
  const unit = {
    责任单位: '县税务局',
    '一把手/姓名': '王　某',
    '一把手/联系电话': '19900000001',
    '专班联络员/姓名': '李某某',
    '专班联络员/联系电话': '19900000002',
    工作职责: '税费追缴',
  }

  test('has a head and a liaison with their phones', () => {
    expect(read('responsible_units', unit)).toEqual({
      value: {
        unitName: '县税务局',
        head: '王某',
        headPhone: '19900000001',
        unitLiaison: '李某某',
        unitLiaisonPhone: '19900000002',
        duties: '税费追缴',
      },
      findings: [],
    })
  })

  test('has a name; a phone that is none is doubted', () => {
    expect(read('responsible_units', { ...unit, 责任单位: ' ' }).findings).toEqual(['A5 missing_mandatory'])
    expect(read('responsible_units', { ...unit, '一把手/联系电话': '1990000' }).findings).toEqual(['C5 phone_invalid'])
  })
})

test('advice is called what its list calls it', () => {
  expect(read('advice', { 序号: 1, 类别: '用地', 具体措施: '登记与补办同步' })).toEqual({
    value: { form: '具体措施', topic: '用地', advice: '登记与补办同步' },
    findings: [],
  })
  expect(read('advice', { 序号: 1, 类别: '用地', 意见建议: null }).findings).toEqual(['C5 missing_mandatory'])
})
