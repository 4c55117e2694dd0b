import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from '../database.ts'

const channels = ['sessions', 'figures', 'imports', 'tasks', 'notices', 'applications', 'batches'] as const

type Channel = (typeof channels)[number]

/**
 * One connection that listens for what other processes tell: `sessions` and `notices` (account id), `figures`, `tasks` and
 * `applications` (county code), `imports` and `batches` (JSON). While it is down, `isUp` is false and nothing that relies on
 * it may be trusted.
 */
export type Listener = {
  readonly isUp: boolean
  onNotify(channel: Channel, fn: (payload: string) => void): () => void
  close(): Promise<void>
}

export async function listen(connection: Connection): Promise<Listener> {
  const subscribers = new Map<Channel, Set<(payload: string) => void>>(channels.map((channel) => [channel, new Set()]))
  let client: pg.Client | null = null
  let isUp = false
  let isClosed = false

  async function connect(): Promise<void> {
    while (!isClosed) {
      const next = new pg.Client({ ...connection, application_name: 'qingling listener' })
      next.on('error', () => {}) // told by 'end'
      next.on('end', () => {
        isUp = false
        if (!isClosed) void connect()
      })
      next.on('notification', ({ channel, payload }) => {
        for (const fn of subscribers.get(channel as Channel) ?? []) fn(payload ?? '') // only our channels are listened to
      })
      try {
        await next.connect()
        for (const channel of channels) await next.query(`listen ${channel}`)
        client = next
        isUp = true
        return
      } catch {
        next.removeAllListeners('end')
        await next.end().catch(() => {}) // it may never have been open
        await pause(1000)
      }
    }
  }

  await connect()
  return {
    get isUp() {
      return isUp
    },
    onNotify: (channel, fn) => {
      subscribers.get(channel)?.add(fn)
      return () => subscribers.get(channel)?.delete(fn)
    },
    close: async () => {
      isClosed = true
      await client?.end()
    },
  }
}
