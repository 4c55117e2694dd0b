import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db } from './acts.ts'
import { PreparingClient } from './preparing-client.ts'

/** How to reach a PostgreSQL server, as node-postgres takes it. */
export type Connection = { connectionString: string } | { host: string; user: string; database: string }

export type Database = {
  /** Every query of the application: as role qingling_app, under row-level security. */
  app: Db
  appPool: pg.Pool
  /** Owner of the tables: migrations, COPY into staging, verification. */
  owner: pg.Pool
  connection: Connection
  close(): Promise<void>
}

const oid = { int8: 20, date: 1082, numeric: 1700 } as const

/** Days stay words, counts become numbers and refuse to lose digits, numeric carries areas only (money is bigint fen). */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') => {
    if (id === oid.date) return (text: string) => text
    if (id === oid.numeric) return Number
    if (id === oid.int8) return safeInteger
    return pg.types.getTypeParser(id, format as 'text') // the overloads differ by format only
  },
}

function safeInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new Error(`the count ${text} is too large to be exact`)
  return number
}

/** Opens the two doors to the database; `max` connections behind each. */
export function connectDatabase(connection: Connection, max = 10): Database {
  const open = (extra: pg.PoolConfig) => {
    const pool = new pg.Pool({ ...connection, max, types, ...extra })
    pool.on('error', () => {}) // an idle connection that the server closed is replaced at the next query
    // one that was busy tells its own query; without a listener of its own the loss would end the process besides
    pool.on('connect', (client) => client.on('error', () => {}))
    return pool
  }
  const owner = open({ application_name: 'qingling owner' })
  const appPool = open({ application_name: 'qingling', options: '-c role=qingling_app', Client: PreparingClient })
  const app: Db = new Kysely({ dialect: new PostgresDialect({ pool: appPool }) })
  return {
    app,
    appPool,
    owner,
    connection,
    close: async () => {
      await app.destroy()
      await owner.end()
    },
  }
}

/** The owner's door as a query runner, for what must see beyond row-level security. */
export const ownerDb = (owner: pg.Pool): Db => new Kysely({ dialect: new PostgresDialect({ pool: owner }) })
