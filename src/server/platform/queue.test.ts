import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { systemActor, transact } from './acts.ts'
import { openQueue, type Queue } from './queue.ts'

let database: TestDatabase
let queue: Queue
beforeAll(async () => {
  database = await createTestDatabase()
  queue = await openQueue(database.owner)
})
afterAll(async () => {
  await queue.close()
  await database.drop()
})

test('a job once a day is done once for a key, also after it was done, and again for another', async () => {
  const done: number[] = []
  await queue.work('made.review', async () => void done.push(done.length))
  const send = (key: string) =>
    transact(database.app, systemActor(['141182']), (tx) => queue.sendOnceADay(tx, 'made.review', key))

  await send('0.1.0')
  await vi.waitFor(() => expect(done).toHaveLength(1), { timeout: 5000 })
  await send('0.1.0')
  await pause(1500)
  expect(done).toHaveLength(1)
  await send('0.2.0')
  await vi.waitFor(() => expect(done).toHaveLength(2), { timeout: 5000 })
})

test('a job sent with a transaction that fails is never done', async () => {
  const done: string[] = []
  await queue.work('made.lost', async ({ name = '' }) => void done.push(name))
  const lost = transact(database.app, systemActor(['141182']), async (tx) => {
    await queue.send(tx, 'made.lost', { name: 'lost' })
    throw new Error('undone')
  })

  await expect(lost).rejects.toThrow('undone')
  await transact(database.app, systemActor(['141182']), (tx) => queue.send(tx, 'made.lost', { name: 'kept' }))
  await vi.waitFor(() => expect(done).toEqual(['kept']), { timeout: 5000 })
})
