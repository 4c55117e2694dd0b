import { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Tx } from './acts.ts'

/** Work that outlives a request, kept in the same database and begun by the transaction that made it necessary. */
export type Queue = {
  send(tx: Tx, job: string, data: Record<string, string>): Promise<void>
  /** The same, but not again within a day for the same `key`. */
  sendOnceADay(tx: Tx, job: string, key: string): Promise<void>
  /** Sends a job by itself at the times of a cron line, in the office's own time. */
  schedule(job: string, cron: string): Promise<void>
  work(job: string, handle: (data: Record<string, string>) => Promise<void>): Promise<void>
  close(): Promise<void>
}

export async function openQueue(owner: pg.Pool): Promise<Queue> {
  const boss = new PgBoss({ db: { executeSql: (text, values) => owner.query(text, values) } })
  boss.on('error', () => {}) // a lost connection; the next poll tries again
  await boss.start()
  await owner.query(`
    grant usage on schema pgboss to qingling_app;
    grant select, insert on all tables in schema pgboss to qingling_app;
    grant execute on all functions in schema pgboss to qingling_app`)
  const send = async (tx: Tx, job: string, data: Record<string, string>, once: { singletonKey?: string } = {}) => {
    await boss.send(job, data, {
      retryLimit: 3,
      expireInSeconds: 3600,
      ...(once.singletonKey !== undefined && { ...once, singletonSeconds: 24 * 3600 }),
      db: {
        executeSql: async (text, values) => ({
          rows: (await tx.executeQuery(CompiledQuery.raw(text, values))).rows as unknown[],
        }),
      },
    })
  }
  return {
    send: (tx, job, data) => send(tx, job, data),
    sendOnceADay: (tx, job, key) => send(tx, job, {}, { singletonKey: key }),
    schedule: (job, cron) => boss.schedule(job, cron, {}, { tz: 'Asia/Shanghai' }),
    work: async (job, handle) => {
      await boss.createQueue(job)
      await boss.work<Record<string, string>>(job, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
        for (const { data } of jobs) await handle(data).catch((error: unknown) => tellFault(job, error))
      })
    },
    close: () => boss.stop({ graceful: true, timeout: 3000 }),
  }
}

/** The queue keeps a fault in its own table; whoever runs the server must see it too. It is tried again. */
function tellFault(job: string, error: unknown): never {
  process.stderr.write(`${job}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  throw error
}
