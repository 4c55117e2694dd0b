import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { House } from '../../platform/http/house.ts'
import { officeToday } from '../../platform/office-day.ts'

type Kept = { text: string; etag: string }

/** For how long an answer to the public is given again without asking the records: a bound, should a change not be heard of. */
const keptMs = 60_000

/** How many answers are kept; the oldest go first. */
const mostKept = 500

/** For how long a browser need not ask again. */
const browserSeconds = 10

/**
 * Answers to the public that are asked for again and again: made once, kept until records change or a minute is over, and
 * not sent again to whoever holds them. Ten thousand people who look at one notice cost the database one question.
 */
export function keepAnswers({ live }: Pick<House, 'live'>) {
  const kept = new Map<string, Promise<Kept>>()
  const forget = () => kept.clear()
  live.onNotify('applications', forget)
  live.onNotify('figures', forget)

  function keep(key: string, make: () => Promise<Kept>): Promise<Kept> {
    const found = live.isUp ? kept.get(key) : undefined
    if (found) return found
    const made = make()
    kept.set(key, made)
    made.catch(() => kept.delete(key))
    setTimeout(() => kept.get(key) === made && kept.delete(key), keptMs).unref()
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return made
  }

  async function answer<Shape extends z.ZodType>(
    request: FastifyRequest,
    reply: FastifyReply,
    shape: Shape,
    make: () => Promise<z.input<Shape>>,
  ): Promise<FastifyReply> {
    const { text, etag } = await keep(`${officeToday()} ${request.url}`, async () => {
      const made = JSON.stringify(shape.parse(await make()))
      return { text: made, etag: `"${hash('sha256', made, 'base64url').slice(0, 22)}"` }
    })
    reply.headers({ etag, 'cache-control': `public, max-age=${browserSeconds}` })
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(text)
  }
  return { answer, forget }
}
