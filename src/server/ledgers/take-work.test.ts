import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { read, systemActor } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { commitImport } from './actions.ts'
import { getImport, listFindings } from './views.ts'

let house: MadeHouse
let estate: string
beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  estate = (await house.owner.query(`select name from estates order by name limit 1`)).rows[0].name
})
afterAll(() => house.drop())

type Cells = (string | number | null)[]
let books = 0

/** Brings a workbook of these sheets as the county's clerk would, and takes it over. */
async function take(sheets: Record<string, Cells[]>, county = fenyang, asOf = '2022年10月10日') {
  const path = join(house.folder, `台账${++books}.xlsx`)
  const made = Object.entries(sheets).map(([name, rows]) => ({
    name,
    rows: [[`${name}一览`], [`填报时间：${asOf}`], ...rows] as string[][],
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

const rowsOf = async (text: string, county = fenyang) =>
  (await house.owner.query({ text, values: [county], rowMode: 'array' })).rows
const flaws = async () =>
  (await verify(ownerDb(house.owner), { counties: [fenyang, jiaokou], onProgress: () => {} })).flaws

const offices: Cells[] = [
  ['序号', '责任单位', '一把手', '联络员', '联络员电话', '工作职责'],
  [1, '市自然资源局', '王某', '李某某', '19900000001', '权属来源'],
  [2, '市住建局', '赵某', '钱某', '19900000002', '竣工验收'],
]
const log: Cells[] = [
  ['序号', '日期', '类别', '文号/期次', '涉及项目', '内容摘要', '数量', '计量单位', '人数'],
  [1, '2021.7.15', '会商研判 ', null, null, '研判堵点', 1, '次', 8],
  [2, '2021-07-15', '会商研判', null, null, '研判堵点', 1, '次', 8],
  [3, '2021-08-01', '印发宣传册', null, '不知名小区', '发放', 4000, '份', null],
]

describe('responsible units', () => {
  test('become offices with a head and a liaison, each behind the unit of the rules its name tells of', async () => {
    const { counts, findings } = await take({ 责任单位: offices })
    expect([counts, findings]).toEqual([[['responsible_units', 2, 0, 0]], []])
    expect(
      await rowsOf(
        `select o.name, o.kind, o.duties, f.unit_code from organisations as o join unit_functions as f on f.organisation_id = o.id where o.county_code = $1 order by 1`,
      ),
    ).toEqual([
      ['市住建局', 'responsible_unit', '竣工验收', 'housing'],
      ['市自然资源局', 'responsible_unit', '权属来源', 'natural_resources'],
    ])
    expect(
      await rowsOf(
        `select o.name, p.name, t.duty, t.from_on::text, p.phone_masked from postings as t join people as p on p.id = t.person_id
           join organisations as o on o.id = t.organisation_id where t.county_code = $1 order by 1, 3`,
      ),
    ).toEqual([
      ['市住建局', '赵某', 'head', '2022-10-10', null],
      ['市住建局', '钱某', 'liaison', '2022-10-10', '199****0002'],
      ['市自然资源局', '王某', 'head', '2022-10-10', null],
      ['市自然资源局', '李某某', 'liaison', '2022-10-10', '199****0001'],
    ])
  })

  test('brought again change nothing; a later list ends whom it no longer names, an older one ends nobody', async () => {
    expect(await take({ 责任单位: offices })).toMatchObject({ actNo: null, counts: [['responsible_units', 0, 2, 0]] })
    const later = offices.map((row) => row.map((cell) => (cell === '李某某' ? '孙某' : cell)))
    expect((await take({ 责任单位: later }, fenyang, '2022年11月1日')).counts).toEqual([['responsible_units', 1, 1, 0]])
    const liaisons = () =>
      rowsOf(
        `select p.name, t.from_on::text, t.until_on::text from postings as t join people as p on p.id = t.person_id
           join organisations as o on o.id = t.organisation_id where t.county_code = $1 and o.name = '市自然资源局' and t.duty = 'liaison' order by 2`,
      )
    const both = [
      ['李某某', '2022-10-10', '2022-11-01'],
      ['孙某', '2022-11-01', null],
    ]
    expect(await liaisons()).toEqual(both)
    expect((await take({ 责任单位: offices })).actNo).toBeNull()
    expect(await liaisons()).toEqual(both)
    expect(await flaws()).toEqual([])
  })
})

describe('a work log', () => {
  test('becomes events under clean words; two alike are two, an estate nobody knows is left out and told', async () => {
    const { counts, findings } = await take({ 会议督办台账: log })
    expect([counts, findings]).toEqual([[['work_log', 3, 0, 0]], ['E6 estate_not_listed']])
    expect(
      await rowsOf(
        `select kind, happened_on::text, quantity::integer, people, estate_id from work_events where county_code = $1 order by 1, 2`,
      ),
    ).toEqual([
      ['会商研判', '2021-07-15', 1, 8, null],
      ['会商研判', '2021-07-15', 1, 8, null],
      ['印发宣传册', '2021-08-01', 4000, null, null],
    ])
  })

  test('brought again, with its rows in another order, changes nothing; what is told otherwise is doubted', async () => {
    const [head, first, second, third] = log as [Cells, Cells, Cells, Cells]
    expect(await take({ 会议督办台账: [head, third, second, first] })).toMatchObject({
      actNo: null,
      counts: [['work_log', 0, 3, 0]],
    })
    const more = third.map((cell) => (cell === 4000 ? 4500 : cell))
    const { counts, findings } = await take({ 会议督办台账: [head, first, second, more] })
    expect(counts).toEqual([['work_log', 0, 3, 0]])
    expect(findings).toContain('G6 record_differs')
  })

  test('and its summary are held against each other; the summary is never counted', async () => {
    const head: Cells = ['序号', '类别', '数量', '计量单位']
    const { counts, findings } = await take({ 汇总: [head, [1, '会商研判', 2, '次'], [2, '印发宣传册', 5200, '份']] })
    expect([counts, findings]).toEqual([[['work_summary', 0, 2, 0]], ['C5 summary_disagrees']])
  })

  test('that gives only sums gives what came since the last sums', async () => {
    const sums = (n: number): Record<string, Cells[]> => ({
      工作台账: [
        ['序号', '主体', '事项', '数量', '计量单位'],
        [1, '市清零办', '推进会', n, '次'],
      ],
    })
    await take(sums(50), fenyang, '2022年10月31日')
    await take(sums(53), fenyang, '2022年11月30日')
    expect((await take(sums(53), fenyang, '2022年11月30日')).actNo).toBeNull()
    expect((await take(sums(50), fenyang, '2022年10月31日')).actNo).toBeNull()
    expect(
      await rowsOf(
        `select happened_on::text, quantity::integer from work_events where county_code = $1 and is_total order by 1`,
      ),
    ).toEqual([
      ['2022-10-31', 50],
      ['2022-11-30', 3],
    ])
    expect(await flaws()).toEqual([])
  })
})

describe('problems', () => {
  const problems = (...rows: Cells[]): Record<string, Cells[]> => ({
    问题清单: [
      [
        '问题编号',
        '小区名称',
        '问题类别',
        '责任单位',
        '提出日期',
        '办结时限',
        '办结日期',
        '逾期天数',
        '处置措施',
        '状态',
      ],
      ...rows,
    ],
  })
  const done = () => [
    '甲-1',
    estate,
    '无购房发票',
    '市税务局',
    '2021-07-05',
    '2021-07-20',
    '2021-08-23',
    99,
    '开具发票',
    '已销号',
  ]
  const open = () => [
    '甲-2',
    estate,
    '竣工验收缺失',
    '市住建局',
    '2022-09-01',
    '2022-10-01',
    null,
    null,
    '质量鉴定',
    '办理中',
  ]

  test('become tasks of their unit: written off on their own day, or open with a named person', async () => {
    const { counts, findings } = await take(problems(done(), open()))
    expect([counts, findings]).toEqual([[['problems', 2, 0, 0]], ['D4 unit_not_listed']])
    expect(
      await rowsOf(
        `select t.title, o.name, p.name, t.state, t.issued_on::text, t.due_on::text, t.written_off_on::text, t.source, e.name
           from tasks as t join organisations as o on o.id = t.organisation_id join estates as e on e.id = t.estate_id
           left join people as p on p.id = t.person_id where t.county_code = $1 order by task_no`,
      ),
    ).toEqual([
      ['无购房发票', '市税务局', null, 'written_off', '2021-07-05', '2021-07-20', '2021-08-23', 'ledger', estate],
      ['竣工验收缺失', '市住建局', '钱某', 'issued', '2022-09-01', '2022-10-01', null, 'ledger', estate],
    ])
    expect(await flaws()).toEqual([])
  })

  test('brought again change nothing; a ledger does not write off what is a task here', async () => {
    expect((await take(problems(done(), open()))).actNo).toBeNull()
    const settled = open().map((cell) => (cell === '办理中' ? '已销号' : cell))
    const { actNo, findings } = await take(problems(done(), settled))
    expect(actNo).toBeNull()
    expect(findings).toContain('J5 record_differs')
  })

  test('that nobody could be named for, or of impossible days, stay out', async () => {
    const nobody = open().map((cell) => (cell === '市住建局' ? '市林业局' : cell === '甲-2' ? '甲-3' : cell))
    const early = done().map((cell) => (cell === '2021-07-20' ? '2021-07-01' : cell === '甲-1' ? '甲-4' : cell))
    const { actNo, counts, findings } = await take(problems(nobody, early))
    expect([actNo, counts]).toEqual([null, [['problems', 0, 0, 2]]])
    expect(findings).toEqual(expect.arrayContaining(['D4 unit_without_person', 'F5 dates_out_of_order']))
    expect(await rowsOf(`select name from organisations where county_code = $1 and name = '市林业局'`)).toEqual([])
  })

  test('written off without a day are so on the day of the ledger, which says it', async () => {
    const list: Cells[] = [
      ['序号', '小区名称', '问题', '处置办法', '责任单位', '完成时限', '是否销号'],
      [1, '某小区', '规划核实手续缺失', '第三方检测', '县自然资源局', '2022-02-11', '是'],
    ]
    const { findings } = await take({ 问题处置台账: list }, jiaokou, '2022年9月30日')
    expect(findings.toSorted()).toEqual(['B4 estate_not_listed', 'E4 unit_not_listed', 'G4 write_off_day_missing'])
    expect(
      await rowsOf(`select written_off_on::text, due_on::text from tasks where county_code = $1`, jiaokou),
    ).toEqual([['2022-09-30', '2022-02-11']])
  })
})

test('advice and measures on one sheet are resolutions, once each', async () => {
  const sheet: Record<string, Cells[]> = {
    意见措施清单: [
      ['序号', '类别', '意见建议'],
      [1, '完善土地手续', '分类核查'],
      [2, '完善土地手续', '同步启动'],
      [],
      ['县政府常务会形成的具体措施'],
      ['序号', '类别', '具体措施'],
      [1, '用地', '登记与补办同步'],
    ],
  }
  expect((await take(sheet)).counts).toEqual([
    ['advice', 2, 0, 0],
    ['advice', 1, 0, 0],
  ])
  expect((await take(sheet)).actNo).toBeNull()
  expect(
    await rowsOf(
      `select resolution_no, kind, topic, matter, decided_on::text, split_part(source_ref, ':', 1) from resolutions where county_code = $1 order by 1`,
    ),
  ).toEqual([
    [1, 'advice', '完善土地手续', '分类核查', '2022-10-10', '意见建议'],
    [2, 'advice', '完善土地手续', '同步启动', '2022-10-10', '意见建议'],
    [3, 'advice', '用地', '登记与补办同步', '2022-10-10', '具体措施'],
  ])
  expect(await flaws()).toEqual([])
})

test('another county sees and takes nothing of it', async () => {
  const seen = await read(house.db, systemActor([jiaokou]), async (tx) => {
    const { rows } = await sql<{ n: number }>`
      select (select count(*) from work_events) + (select count(*) from people) + (select count(*) from resolutions) as n`.execute(
      tx,
    )
    return rows[0]?.n
  })
  expect(seen).toBe(0)
  const path = join(house.folder, '台账1.xlsx')
  const place = await house.bring(fenyang, [path])
  await expect(commitImport(house, systemActor([jiaokou]), place, '越权')).rejects.toThrow('没有这次导入')
})

test('an event changed behind the history is found', async () => {
  const { rows } = await house.owner.query(
    `update work_events set quantity = quantity + 1 where id = (select id from work_events order by id limit 1) returning id`,
  )
  expect(await flaws()).toContainEqual(expect.objectContaining({ check: 'work_events_records', record: rows[0].id }))
})
