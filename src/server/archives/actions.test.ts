import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor, transact } from '#server/platform/acts.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { type ArchivedFile, archiveFiles, filesOf, type NewArchivedFile } from './actions.ts'

let house: MadeHouse
let homes: readonly { id: string; estateId: string }[]
beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  const { rows } = await house.owner.query('select id, estate_id as "estateId" from units order by id limit 3')
  homes = rows
})
afterAll(() => house.drop())

const paperOf = (id: string, more: Partial<NewArchivedFile> = {}): NewArchivedFile => ({
  subject: { kind: 'unit', id },
  paper: 'contract',
  name: '合同.pdf',
  mediaType: 'application/pdf',
  sha256: randomBytes(32),
  bytes: 5,
  ...more,
})
const file = (list: readonly NewArchivedFile[], county = fenyang) =>
  transact(house.db, systemActor([county]), (tx) => archiveFiles(tx, systemActor([county]), county, list, '归档'))
const held = (ids: readonly string[], county = fenyang): Promise<ReadonlyMap<string, readonly ArchivedFile[]>> =>
  transact(house.db, systemActor([county]), (tx) => filesOf(tx, county, 'unit', ids))
const acts = async () =>
  (await house.owner.query(`select count(*)::integer as n from acts where kind = 'papers_filed'`)).rows[0].n

test('papers of many subjects are filed as one act, each under the id that comes back in its place', async () => {
  const [before, list] = [await acts(), homes.map(({ id }, at) => paperOf(id, { name: `合同${at}.pdf` }))]

  const ids = await file(list)

  const files = await held(homes.map(({ id }) => id))
  expect(homes.map(({ id }) => files.get(id)?.map((one) => [one.id, one.name]))).toEqual(
    ids.map((id, at) => [[id, `合同${at}.pdf`]]),
  )
  expect(await acts()).toBe(before + 1)
})

test('the same paper filed again is the one that is there, and no act', async () => {
  const paper = paperOf(homes[0]?.id ?? '')
  const [first] = await file([paper, paper])
  const before = await acts()

  expect(await file([{ ...paper, name: '另一个名字.pdf' }])).toEqual([first])
  expect(await acts()).toBe(before)
})

test('a paper of what is not there, or of another county, is filed by nobody and nothing of its list is', async () => {
  const before = (await held([homes[1]?.id ?? ''])).get(homes[1]?.id ?? '')?.length
  const unknown = paperOf('00000000-0000-7000-8000-000000000000')

  await expect(file([paperOf(homes[1]?.id ?? ''), unknown])).rejects.toThrow('没有材料所属的对象')
  await expect(file([paperOf(homes[1]?.id ?? '')], jiaokou)).rejects.toThrow('没有材料所属的对象')

  expect((await held([homes[1]?.id ?? ''])).get(homes[1]?.id ?? '')?.length).toBe(before)
  expect((await held([homes[1]?.id ?? ''], jiaokou)).size).toBe(0)
})
