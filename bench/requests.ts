import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { load } from './load.ts'
import type { Running } from './start.ts'

/**
 * Board and wall of the whole city against a bare Fastify route in a process of its own that answers the same bytes:
 * requests per second and latency at 64 connections.
 */
export async function benchRequests({ address, passwords }: Running, say: (line: string) => void) {
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'city-office', password: passwords.get('city-office') }),
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const results: Record<string, object> = {}
  for (const name of ['board', 'wall']) {
    say(name)
    const url = `${address}/api/regions/141100/${name}`
    const bytes = await (await fetch(url, { headers: { cookie } })).text()
    const ours = await load(url, { cookie })
    const bare = await benchBare(bytes)
    results[name] = {
      bytes: bytes.length,
      perSecond: ours.perSecond,
      barePerSecond: bare.perSecond,
      ratio: ours.perSecond / bare.perSecond,
      limit: 0.5,
      p50Ms: ours.p50,
      p99Ms: ours.p99,
      p99OverP50: ours.p99 / ours.p50,
      p99Limit: 5,
      bareP99OverP50: bare.p99 / bare.p50,
    }
  }
  return results
}

/** The same bytes from a bare route. */
export async function benchBare(bytes: string) {
  const child = fork(resolve(import.meta.dirname, 'bare-route.ts'))
  child.send(bytes)
  const [port] = await once(child, 'message')
  try {
    return await load(`http://localhost:${port}/`, {})
  } finally {
    child.kill()
  }
}
