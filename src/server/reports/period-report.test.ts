import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMadeHouse, type MadeHouse } from '../../../test/made-house.ts'
import { commitImport } from '../ledgers/actions.ts'
import { read, systemActor } from '../platform/acts.ts'
import { writeBulletinDocument } from './bulletin-document.ts'
import { draftBulletin } from './bulletins.ts'
import { getFigures, getScope } from './figures.ts'

/** Folder of the ledgers the product is tried on; they are no part of it, so without them there is nothing to try. */
const folder = process.env.QINGLING_LEDGERS ?? '../shared/ledgers'
const fangshan = '141128'
const clerk = systemActor([fangshan])

describe.skipIf(!existsSync(folder))('reports from the ledger of 方山县', () => {
  let house: MadeHouse
  beforeAll(async () => {
    house = await createMadeHouse()
    const place = await house.bring(fangshan, [join(folder, '方山县-项目台账.xlsx')])
    await commitImport(house, clerk, place, '导入台账')
  }, 120_000)
  afterAll(() => house.drop())

  test.each([
    ['month', '2022-09'],
    ['week', '2022-W39'],
    ['ten_days', '2022-09-T2'],
    ['day', '2022-09-20'],
  ] as const)('the numbers of the %s are the figures of its last day', async (kind, period) => {
    const said = await draftBulletin(house.db, clerk, { region: fangshan, kind, period })
    const figures = await read(house.db, clerk, async (tx) =>
      getFigures(tx, await getScope(tx, fangshan, clerk.counties), { asOf: said.asOf }),
    )
    const { estates, units, firstRegistered, transferred, open } = figures
    expect(said.totals).toMatchObject({ estates, units, firstRegistered, transferred, open })
    const counters = said.work?.counters.map(({ word, total }) => [word, total ?? 0])
    expect(Object.fromEntries(counters ?? [])).toEqual(figures.counters)
    expect(said.work?.tasks).toEqual(figures.tasks)
    expect(said.work?.overdue.length).toBe(Math.min(1000, figures.tasks.overdue))
    expect((await writeBulletinDocument({ ...said, issuedOn: said.knownOn })).length).toBeGreaterThan(8000)
  })

  test('the month shows the work the county published', async () => {
    const said = await draftBulletin(house.db, clerk, {
      region: fangshan,
      kind: 'month',
      period: '2022-10',
      asOf: '2022-10-10',
    })
    const total = Object.fromEntries(said.work?.counters.map((counter) => [counter.word, counter.total]) ?? [])
    expect(total).toMatchObject({ 协调推进会: 15, 会商研判: 8, 周汇报任务清单: 18, 限时办结通知书: 16, 督办函: 7 })
  })

  test('another county cannot have it', async () => {
    const other = systemActor(['141130'])
    const said = draftBulletin(house.db, other, { region: fangshan, kind: 'month', period: '2022-09' })
    await expect(said).rejects.toThrow('没有报送任何台账')
  })
})
