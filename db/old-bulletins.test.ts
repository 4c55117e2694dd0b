import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wordBulletin } from '#domain/reports/bulletin-words.ts'
import { systemActor } from '#server/platform/acts.ts'
import { openFiles } from '#server/platform/files.ts'
import { migrate } from '#server/platform/migrate.ts'
import { listBulletins, takeBulletin } from '#server/reports/bulletins.ts'
import { readDocx } from '../test/docx-content.ts'
import { createEmptyDatabase, type TestDatabase } from '../test/test-database.ts'

const fenyang = '141182'
const clerk = systemActor([fenyang])
const folder = mkdtempSync(join(tmpdir(), 'qingling-old-'))
let database: TestDatabase
let house: { db: TestDatabase['app']; files: ReturnType<typeof openFiles> }

/** A month as issued while there were no other periods, its September twice. */
const said = (issueNo: number, transferred: number) => ({
  region: fenyang,
  regionName: '汾阳市',
  level: 'county',
  month: '2022-09',
  issueNo,
  asOf: '2022-09-30',
  knownOn: '2022-10-08',
  since: { day: '2022-08-31', issueNo: null },
  totals: {
    estates: 1,
    units: 50,
    firstRegistered: 50,
    transferred,
    open: 50 - transferred,
    firstRate: 1,
    transferRate: transferred / 50,
    newFirstRegistered: 0,
    newTransferred: 3,
  },
  categories: [],
  obstacles: [],
  lines: [],
})

beforeAll(async () => {
  database = await createEmptyDatabase()
  const migrations = resolve(import.meta.dirname, 'migrations')
  for (const file of readdirSync(migrations).filter((name) => name < '0017'))
    copyFileSync(join(migrations, file), join(folder, file))
  await migrate(database.owner, folder)
  await database.owner.query(
    `insert into bulletins (county_code, month, issue_no, as_of, known_on, issued_by, issuer_name, content)
     select $1, '2022-09', issue_no, '2022-09-30', '2022-10-08', '00000000-0000-0000-0000-000000000000', '系统', content
       from (values (1, $2::jsonb), (2, $3::jsonb)) as issued (issue_no, content)`,
    [fenyang, said(1, 40), said(2, 41)],
  )
  await migrate(database.owner)
  house = { db: database.app, files: openFiles(folder, randomBytes(32)) }
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

test('months issued before there were other periods stay on the list, each of its edition', async () => {
  const { rows: listed } = await listBulletins(database.app, clerk, fenyang, { limit: 9 })
  expect(listed.map(({ kind, period, issueNo }) => [kind, period, issueNo])).toEqual([
    ['month', '2022-09', 2],
    ['month', '2022-09', 1],
  ])
})

test('they are read, and written as document and workbook, as they were issued', async () => {
  const [second] = (await listBulletins(database.app, clerk, fenyang, { limit: 9 })).rows
  const { said: taken, bytes } = await takeBulletin(house, clerk, fenyang, second?.id ?? '', 'docx')
  expect(second?.documentSha256).toBeNull()
  expect(taken).toMatchObject({ period: { kind: 'month', key: '2022-09' }, totals: { transferred: 41 }, work: null })
  expect(wordBulletin(taken).title.join('')).toBe('关于汾阳市不动产登记“清零行动”2022年9月进展情况的通报')
  expect((await readDocx(bytes, folder)).paragraphs.join()).toContain('已办理转移登记41套')
  const workbook = await takeBulletin(house, clerk, fenyang, second?.id ?? '', 'xlsx')
  expect(workbook.bytes.length).toBeGreaterThan(2000)
})

test('another county does not see them', async () => {
  const other = systemActor(['141130'])
  const [first] = (await listBulletins(database.app, clerk, fenyang, { limit: 9 })).rows
  expect((await listBulletins(database.app, other, fenyang, { limit: 9 })).rows).toEqual([])
  await expect(takeBulletin(house, other, fenyang, first?.id ?? '', 'docx')).rejects.toThrow('没有这期报告')
})
