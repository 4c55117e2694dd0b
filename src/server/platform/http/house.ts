import type { FastifyInstance } from 'fastify'
import type { Db } from '../acts.ts'
import type { Config } from '../config.ts'
import type { Database } from '../database.ts'
import type { Files } from '../files.ts'
import type { Queue } from '../queue.ts'
import type { Secrets } from '../secrets.ts'
import type { Listener } from './listen.ts'
import type { OutsideSessions } from './outside-sessions.ts'
import type { Sessions } from './sessions.ts'

/** What every slice stands on. */
export type House = {
  fastify: FastifyInstance
  config: Config
  database: Database
  db: Db
  secrets: Secrets
  files: Files
  live: Listener
  sessions: Sessions
  outsideSessions: OutsideSessions
  queue: Queue
}
