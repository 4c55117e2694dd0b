import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connectDatabase } from '#server/platform/database.ts'
import { openServer } from '#server/platform/embedded/server.ts'
import { migrate } from '#server/platform/migrate.ts'

/** One real PostgreSQL for the whole run, with a migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'qingling-test-'))
  const server = await openServer({ dataDir, as: 'command', say: console.error })
  const { connection } = server
  if (!('host' in connection)) throw new Error('the embedded server is reached through its socket')
  const database = connectDatabase(connection, 2)
  await migrate(database.owner)
  await database.close()
  const admin = new pg.Client({ ...connection, database: 'postgres' })
  await admin.connect()
  await admin.query('alter database qingling rename to template_qingling')
  await admin.end()
  project.provide('socketDir', connection.host)
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
