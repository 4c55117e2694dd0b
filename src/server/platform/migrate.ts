import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type pg from 'pg'

const migrationsDir = resolve(import.meta.dirname, '../../../db/migrations')

/** Any number will do, as long as every server asks for the same lock. */
const migrationLock = 219_200

/**
 * Runs the migrations that have not run yet, each in its own transaction, one server at a time. A migration that was
 * edited after it ran is refused: the database would no longer be what its files say.
 */
export async function migrate(owner: pg.Pool, dir: string = migrationsDir): Promise<string[]> {
  const client = await owner.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(`create table if not exists migrations (
      name text not null, sha256 text not null, ran_at timestamptz not null default now(), constraint migration_runs_once primary key (name))`)
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations')
    const ran = new Map(rows.map(({ name, sha256 }) => [name, sha256]))
    const done: string[] = []
    for (const name of readdirSync(dir)
      .filter((file) => file.endsWith('.sql'))
      .sort()) {
      if (await runOnce(client, name, readFileSync(join(dir, name), 'utf8'), ran.get(name))) done.push(name)
    }
    return done
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => {}) // the lock goes with the connection
    client.release()
  }
}

async function runOnce(
  client: pg.PoolClient,
  name: string,
  text: string,
  before: string | undefined,
): Promise<boolean> {
  const sha256 = createHash('sha256').update(text).digest('hex')
  if (before === sha256) return false
  if (before !== undefined)
    throw new Error(`迁移 ${name} 已执行后又被改动，拒绝启动 / migration ${name} was edited after it ran`)
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed`, { cause: error })
  }
  return true
}
