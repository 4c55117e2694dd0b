import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerOf } from '../../../test/caller.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { commitImport } from '../ledgers/actions.ts'
import { systemActor } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'

let house: MadeHouse
let send: ReturnType<typeof callerOf>['send']
beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  await house.importCounty(smallPlan(jiaokou))
  await take(fenyang, {
    会议督办台账: [
      ['序号', '日期', '类别', '数量', '计量单位', '人数', '条数'],
      [1, '2021-06-28', '协调推进会', 1, '次', null, null],
      [2, '2021-07-28', '协调推进会', 1, '次', null, null],
      [3, '2021-08-01', '约谈责任单位一把手', 1, '批次', 8, null],
      [4, '2021-09-01', '约谈责任单位一把手', 2, '批次', 15, null],
      [5, '2021-09-02', '现场办公', 1, '次', null, 6],
      [6, '2021-09-03', '印发宣传册', 5200, '份', null, null],
    ],
    问题清单: [
      ['问题编号', '问题类别', '责任单位', '提出日期', '办结时限', '办结日期', '状态'],
      ['甲-1', '无购房发票', '市税务局', '2021-07-05', '2021-07-20', '2021-08-23', '已销号'],
      ['甲-2', '无购房发票', '市税务局', '2021-09-05', '2021-09-20', '2021-09-15', '已销号'],
    ],
    意见清单: [
      ['序号', '类别', '意见建议'],
      [1, '完善土地手续', '分类核查'],
    ],
  })
  await take(jiaokou, {
    工作台账: [
      ['序号', '主体', '事项', '数量', '计量单位'],
      [1, '县清零办', '协调推进会', 5, '次'],
    ],
  })
  send = callerOf(await house.open()).send
})
afterAll(() => house.drop())

async function take(county: string, sheets: Record<string, (string | number | null)[][]>) {
  const path = join(house.folder, `${county}.xlsx`)
  const made = Object.entries(sheets).map(([name, rows]) => ({
    name,
    rows: [[name], ['填报时间：2021年10月10日'], ...rows] as string[][],
  }))
  await writeFile(path, await writeXlsx({ sheets: made }))
  const place = await house.bring(county, [path])
  await commitImport(house, systemActor([county]), place, '导入台账')
}

const figures = async (region: string, query = '', login = 'city-office') =>
  (await send(login, 'GET', `/api/regions/${region}/figures${query}`)).json()

describe('the work of a county', () => {
  test('is counted under its own words, with persons and items, and its tasks beside it', async () => {
    const { counters, work, tasks } = await figures(fenyang)
    expect(counters).toEqual({
      协调推进会: 2,
      约谈责任单位一把手: 3,
      现场办公: 1,
      印发宣传册: 5200,
      责任单位: 1,
      问题: 2,
      意见建议: 1,
    })
    expect(work).toContainEqual({ kind: '约谈责任单位一把手', n: 3, measure: '批次', people: 23, items: null })
    expect(work).toContainEqual({ kind: '现场办公', n: 1, measure: '次', people: null, items: 6 })
    expect(tasks).toEqual({ issued: 2, writtenOff: 2, open: 0, overdue: 0 })
  })

  test('is what it was on any day', async () => {
    const early = await figures(fenyang, '?asOf=2021-08-01')
    expect(early.counters).toEqual({ 协调推进会: 2, 约谈责任单位一把手: 1, 责任单位: 1, 问题: 1 })
    expect(early.tasks).toEqual({ issued: 1, writtenOff: 0, open: 1, overdue: 1 })
    expect((await figures(fenyang, '?asOf=2021-06-27')).counters).toEqual({ 责任单位: 1, 问题: 0 })
  })

  test('is nothing before it was known, and all of it since', async () => {
    const before = await figures(fenyang, '?asOf=2022-11-30&knownOn=2022-12-31')
    expect([before.counters, before.tasks.issued]).toEqual([{ 责任单位: 0, 问题: 0 }, 0])
    const since = await figures(fenyang, `?asOf=2022-11-30&knownOn=${officeToday()}`)
    expect(since.counters).toMatchObject({ 协调推进会: 2, 责任单位: 1, 问题: 2, 意见建议: 1 })
  })

  test('adds up to the city’s', async () => {
    const { counters, tasks } = await figures('141100')
    expect(counters).toMatchObject({ 协调推进会: 7, 印发宣传册: 5200, 责任单位: 1, 问题: 2 })
    expect(tasks.issued).toBe(2)
  })

  test('is not read by a clerk of another county', async () => {
    expect((await send('jiaokou-clerk', 'GET', `/api/regions/${fenyang}/figures`)).statusCode).toBe(404)
    expect((await figures(jiaokou, '', 'jiaokou-clerk')).counters).toEqual({ 协调推进会: 5, 责任单位: 0, 问题: 0 })
  })
})

test('sums stand for everything up to their day; what is logged afterwards comes on top', async () => {
  await take(jiaokou, {
    会议台账: [
      ['序号', '日期', '会议名称', '类别', '参会人数'],
      [1, '2021-09-01', '第5次', '协调推进会', 20],
      [2, '2021-10-10', '第6次', '协调推进会', 20],
    ],
  })
  await house.owner.query(
    `insert into work_events (county_code, kind, happened_on, quantity, measure) values ($1, '协调推进会', '2021-10-11', 1, '次')`,
    [jiaokou],
  )
  expect((await figures(jiaokou, '?asOf=2021-10-31')).counters.协调推进会).toBe(6)
  expect((await figures(jiaokou, '?asOf=2021-10-10')).counters.协调推进会).toBe(5)
  expect((await figures(jiaokou, '?asOf=2021-09-30')).counters.协调推进会).toBe(1)
})
