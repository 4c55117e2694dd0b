import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMadeHouse, fenyang, type MadeHouse } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { systemActor } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { commitImport } from './actions.ts'

let house: MadeHouse
beforeAll(async () => {
  house = await createMadeHouse()
})
afterAll(() => house.drop())

let books = 0

const offices = [
  ['责任单位一览'],
  ['填报时间：2022年9月30日'],
  ['序号', '责任单位', '一把手', '联络员', '工作职责'],
  ['1', '市住建局', '孙样本', '周样本', '竣工验收'],
]

/** Brings an estate ledger in which each estate names its unit and its person. */
async function take(asOf: string, estates: readonly (readonly [name: string, unit: string, person: string])[]) {
  const path = join(house.folder, `包联${++books}.xlsx`)
  const rows = [
    ['小区台账'],
    [`填报时间：${asOf}`],
    ['小区名称', '项目类别', '总套数', '包联单位', '包联责任人'],
    ...estates.map(([name, unit, person]) => [name, '历史遗留', 8, unit, person]),
  ] as string[][]
  const sheets = [
    { name: '小区台账', rows },
    { name: '责任单位', rows: offices },
  ]
  await writeFile(path, await writeXlsx({ sheets }))
  const place = await house.bring(fenyang, [path])
  return commitImport(house, systemActor([fenyang]), place, '导入台账')
}

const charges = async (): Promise<string[]> => {
  const { rows } = await house.owner.query(
    `select concat_ws(' ', e.name, coalesce(o.name, '—'), p.name, g.from_on::text, g.until_on::text) as said
       from charges as g join people as p on p.id = g.person_id join estates as e on e.id = g.estate_id
       left join organisations as o on o.id = p.organisation_id order by e.name, g.from_on, p.name`,
  )
  return rows.map(({ said }) => said)
}

test('whom a ledger names is a person of the unit and looks after the estate from the ledger’s day', async () => {
  await take('2022年9月30日', [
    ['晨光小区', '市住建局', '王样本'],
    ['晓月小区', '市住建局', '王样本'],
    ['云岭小区', '某局', '李样本、赵样本'],
  ])

  expect(await charges()).toEqual([
    '云岭小区 — 李样本 2022-09-30',
    '云岭小区 — 赵样本 2022-09-30',
    '晓月小区 市住建局 王样本 2022-09-30',
    '晨光小区 市住建局 王样本 2022-09-30',
  ])
})

test('the same ledger once more says nothing new', async () => {
  const { actNo } = await take('2022年9月30日', [['晨光小区', '市住建局', '王样本']])

  expect(actNo).toBeNull()
  expect(await charges()).toHaveLength(4)
})

test('a later ledger ends whom it names no more, and leaves what the office gave', async () => {
  await house.owner.query(
    `insert into charges (county_code, person_id, scope, estate_id, from_on)
     select $1, p.id, 'estate', e.id, '2022-10-01' from people as p, estates as e where p.name = '李样本' and e.name = '晨光小区'`,
    [fenyang],
  )
  await take('2022年10月31日', [['晨光小区', '市住建局', '钱样本']])

  expect((await charges()).filter((said) => said.startsWith('晨光小区'))).toEqual([
    '晨光小区 市住建局 王样本 2022-09-30 2022-10-31',
    '晨光小区 — 李样本 2022-10-01',
    '晨光小区 市住建局 钱样本 2022-10-31',
  ])
})

test('every person and charge of a ledger is replayed from the history', async () => {
  await house.owner.query(`delete from charges where from_on = '2022-10-01'`)

  expect((await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })).flaws).toEqual([])
})
