import pg from 'pg'
import { inject } from 'vitest'
import { type Connection, connectDatabase, type Database } from '#server/platform/database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    socketDir: string
  }
}

export type TestDatabase = Database & { name: string; drop(): Promise<void> }

let made = 0

/** A database of its own for a test file, cloned from the migrated template. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createFrom('template_qingling')
}

/** A database in which nothing was migrated yet. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createFrom('template0')
}

async function createFrom(template: string): Promise<TestDatabase> {
  const host = inject('socketDir')
  const name = `test_${process.pid}_${++made}`
  await asAdmin(host, `create database ${name} template ${template} strategy file_copy`)
  const connection: Connection = { host, user: 'postgres', database: name }
  const database = connectDatabase(connection, 4)
  return {
    ...database,
    name,
    drop: async () => {
      await database.close()
      await asAdmin(host, `drop database ${name} with (force)`)
    },
  }
}

async function asAdmin(host: string, text: string): Promise<void> {
  const client = new pg.Client({ host, user: 'postgres', database: 'postgres' })
  await client.connect()
  await client.query(text)
  await client.end()
}
