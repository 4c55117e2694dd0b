import type { FastifyReply } from 'fastify'
import type { House } from '../platform/http/house.ts'
import type { Session } from '../platform/http/sessions.ts'

const heartbeatMs = 25_000

/** Tells a browser, as it happens, which of its counties' figures changed and how its imports get on. */
export function streamLive({ live, sessions }: House, session: Session, reply: FastifyReply): FastifyReply {
  const readable = new Set(sessions.regionsFor(session, 'figures.read'))
  const workable = new Set(sessions.regionsFor(session, 'tasks.read'))
  const importable = new Set(sessions.regionsFor(session, 'ledgers.import'))
  const registrable = new Set(sessions.regionsFor(session, 'registrations.read'))
  const send = (event: string, text: string) => reply.raw.write(`event: ${event}\ndata: ${text}\n\n`)

  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  })
  send('hello', '{}')
  const heartbeat = setInterval(() => reply.raw.write(': \n\n'), heartbeatMs)
  const stops = [
    live.onNotify('figures', (county) => readable.has(county) && send('figures', JSON.stringify({ county }))),
    live.onNotify('tasks', (county) => workable.has(county) && send('tasks', JSON.stringify({ county }))),
    live.onNotify(
      'applications',
      (county) => registrable.has(county) && send('applications', JSON.stringify({ county })),
    ),
    live.onNotify('batches', (payload) => {
      const { county } = JSON.parse(payload) as { county: string } // written by registrations/batch-run.ts
      if (registrable.has(county)) send('batch', payload)
    }),
    live.onNotify('notices', (accountId) => accountId === session.accountId && send('notices', '{}')),
    live.onNotify('imports', (payload) => {
      const { county } = JSON.parse(payload) as { county: string } // written by ledgers/jobs.ts
      if (importable.has(county)) send('import', payload)
    }),
    live.onNotify('sessions', (accountId) => accountId === session.accountId && reply.raw.end()),
  ]
  reply.raw.on('close', () => {
    clearInterval(heartbeat)
    for (const stop of stops) stop()
  })
  return reply
}
