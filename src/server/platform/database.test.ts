import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const doors = ['appPool', 'owner'] as const

test.each(doors)('a connection of %s that is cut at work fails its query and nothing else', async (door) => {
  const client = await database[door].connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const gone = new Promise((done) => client.once('end', () => done('gone')))
  const working = client.query('select pg_sleep(60)').catch((error: Error) => error)
  await database.owner.query('select pg_terminate_backend($1)', [rows[0].pid])
  expect(String(await working)).toMatch(/terminat/)
  expect(await gone).toBe('gone')
  client.release()
  expect((await database[door].query('select 1 as answer')).rows).toEqual([{ answer: 1 }])
})

test.each(doors)(
  'a connection of %s that is cut between two statements of a transaction ends that alone',
  async (door) => {
    const client = await database[door].connect()
    await client.query('begin')
    const { rows } = await client.query('select pg_backend_pid() as pid')
    const gone = new Promise((done) => client.once('end', () => done('gone')))
    await database.owner.query('select pg_terminate_backend($1)', [rows[0].pid])
    expect(await gone).toBe('gone')
    await expect(client.query('select 1')).rejects.toThrow()
    client.release()
    expect((await database[door].query('select 1 as answer')).rows).toEqual([{ answer: 1 }])
  },
)
