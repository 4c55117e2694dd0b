import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FullConfig } from '@playwright/test'

const root = resolve(import.meta.dirname, '..')
const firstPort = 20_000 + (process.pid % 20_000)

/**
 * Starts the product as its users do, with the whole sample campaign, and for each further worker one over a copy of its
 * data; stops them when the journeys are over. Whoever walks beside another meets nothing of his.
 */
export default async function startProducts({ workers }: FullConfig): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'qingling-e2e-'))
  const places = Array.from({ length: workers }, (_, n) => ({ data: join(folder, String(n)), port: firstPort + n }))
  const [first, ...others] = places
  if (!first) throw new Error('no worker, no product')
  let running = [await start(first)]
  if (others.length > 0) {
    await Promise.all(running.map(stop))
    for (const { data } of others) execFileSync('cp', ['-a', first.data, data]) // with its owners: the database runs as another user
    running = await Promise.all(places.map(start))
  }
  process.env.QINGLING_E2E = JSON.stringify(
    places.map(({ data, port }, n) => ({
      address: `http://localhost:${port}`,
      data,
      passwords: Object.fromEntries(
        [...(running[n]?.said ?? '').matchAll(/^ {2}([a-z-]+) +(\S{14})/gm)].map(([, login, password]) => [
          login,
          password,
        ]),
      ),
    })),
  )
  return async () => {
    await Promise.all(running.map(stop))
    rmSync(folder, { recursive: true, force: true })
  }
}

type Started = { child: ChildProcess; said: string }

async function start({ data, port }: { data: string; port: number }): Promise<Started> {
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, QINGLING_DATA: data, PORT: String(port) },
    detached: true,
  })
  let said = ''
  await new Promise<void>((done, fail) => {
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk)
      said += chunk
      if (/fenyang-surveyor/.test(said)) done()
    })
    child.stderr.pipe(process.stderr)
    child.on('exit', (code) => fail(new Error(`the product ended with ${code} before it was ready`)))
  })
  return { child, said }
}

async function stop({ child }: Started): Promise<void> {
  const ended = once(child, 'close') // npm ends at once; what it started ends when its output does
  if (child.pid) process.kill(-child.pid, 'SIGTERM')
  await ended
}
