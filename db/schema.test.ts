import { afterAll, beforeAll, expect, test } from 'vitest'
import { causes } from '#domain/diagnosis/causes.ts'
import { verdicts } from '#domain/diagnosis/diagnosis.ts'
import { categories } from '#domain/estates/categories.ts'
import { roles } from '#domain/staff/roles.ts'
import { obstacles } from '#domain/units/obstacles.ts'
import { createTestDatabase, type TestDatabase } from '../test/test-database.ts'
import { describeSchema } from './describe-schema.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const words = async (text: string) => (await database.owner.query(text)).rows.map((row) => Object.values(row)[0])

test('the migrations give the schema that was reviewed', async () => {
  await expect(await describeSchema(database.owner)).toMatchFileSnapshot('schema.txt')
})

test('every table that names a county is closed by row-level security', async () => {
  const open = await words(`
    select c.relname from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attname = 'county_code'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and (not c.relrowsecurity or not exists (select from pg_policy where polrelid = c.oid))`)
  expect(open).toEqual([])
})

test('the application may add to the history and to the diagnoses, and never alter them', async () => {
  const granted = await words(`
    select distinct table_name || ' ' || lower(privilege_type) from information_schema.role_table_grants
     where grantee = 'qingling_app' and table_name in ('acts', 'history', 'bulletins', 'rulebooks', 'diagnoses') order by 1`)
  expect(granted).toEqual([
    'acts insert',
    'acts select',
    'bulletins insert',
    'bulletins select',
    'diagnoses insert',
    'diagnoses select',
    'history insert',
    'history select',
    'rulebooks insert',
    'rulebooks select',
  ])
})

/** The words a CHECK lets through. */
async function wordsOfCheck(name: string): Promise<string[]> {
  const [text] = await words(`select pg_get_constraintdef(oid) from pg_constraint where conname = '${name}'`)
  return [...String(text).matchAll(/'([a-z_]+)'/g)].map(([, word = '']) => word).toSorted()
}

test.each([
  ['estate_category_is_known', categories],
  ['obstacle_is_known', obstacles],
  ['role_is_known', Object.keys(roles)],
  ['diagnosis_cause_is_known', causes],
  ['verdict_is_known', verdicts],
] as const)('%s allows exactly what the domain names', async (name, named) => {
  expect(await wordsOfCheck(name)).toEqual([...named].toSorted())
})
