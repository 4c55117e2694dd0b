import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Listener } from '../platform/http/listen.ts'
import { officeToday } from '../platform/office-day.ts'

type Kept = { bytes: Buffer; etag: string }

/** What an answer rests on: the notifications that end it, and the counties of which they speak. */
type Reach = { on: readonly ('figures' | 'tasks')[]; counties: readonly string[] }

/**
 * Answers that many people ask for and only an act can change: kept as bytes until a notification they rest on names one
 * of their counties. While the listening connection is down nothing kept is trusted. The day is part of the key, so
 * that "latest" moves on at midnight.
 */
export type KeptAnswers = {
  answer(
    call: { request: FastifyRequest; reply: FastifyReply },
    key: string,
    reach: Reach,
    make: () => Promise<unknown>,
  ): Promise<FastifyReply>
}

export function keepAnswers(live: Listener): KeptAnswers {
  const kept = new Map<string, Promise<Kept>>()
  const reaches = new Map<string, Reach>()
  for (const channel of ['figures', 'tasks'] as const)
    live.onNotify(channel, (county) => {
      for (const [key, { on, counties }] of reaches) {
        if (!on.includes(channel) || !counties.includes(county)) continue
        kept.delete(key)
        reaches.delete(key)
      }
    })
  return {
    answer: async ({ request, reply }, key, reach, make) => {
      const dated = `${key}|${reach.counties.join()}|${officeToday()}`
      if (!live.isUp) kept.delete(dated)
      const making = kept.get(dated) ?? keep(make)
      if (!kept.has(dated)) {
        kept.set(dated, making)
        reaches.set(dated, reach)
        making.catch(() => kept.delete(dated))
      }
      const { bytes, etag } = await making
      reply.header('etag', etag).header('cache-control', 'private, no-cache')
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.header('content-type', 'application/json; charset=utf-8').send(bytes)
    },
  }
}

async function keep(make: () => Promise<unknown>): Promise<Kept> {
  const bytes = Buffer.from(JSON.stringify(await make()))
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` }
}
