import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jiaokou } from '../made-house.ts'
import { madePdf, segment } from './made-archive.ts'
import { uploadClient } from './upload-client.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'qingling-upload-crash-'))
const port = 21_000 + (process.pid % 20_000)
const address = `http://127.0.0.1:${port}`
const env = { ...process.env, QINGLING_DATA: join(folder, 'data'), QINGLING_SAMPLE: 'county', PORT: String(port) }

const fileBytes = 5 * segment + 4321
const kills = 4

type Running = { child: ChildProcess; passwords: Map<string, string> }
let running: Running

beforeAll(async () => {
  running = await start()
}, 240_000)
afterAll(async () => {
  await kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function start(): Promise<Running> {
  const child = spawn(process.execPath, ['src/server/main.ts'], { cwd: root, env })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  while (!said.includes(`localhost:${port}`) || !/jiaokou-clerk +\S{14}/.test(said)) {
    if (child.exitCode !== null) throw new Error(`the product ended: ${said}`)
    await pause(50)
  }
  const passwords = new Map(
    [...said.matchAll(/^ {2}([a-z-]+) +(\S{14})/gm)].map(([, login = '', word = '']) => [login, word]),
  )
  return { child, passwords }
}

async function kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const ended = once(running.child, 'exit')
  running.child.kill(signal)
  await ended
}

async function signIn(login: string): Promise<string> {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: running.passwords.get(login) }),
  })
  expect(answer.status).toBe(200)
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

const verify = async () => {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'verify', '--files', '--region', jiaokou, '--json'], {
    cwd: root,
    env,
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  await once(child, 'exit')
  return JSON.parse(said) as { flaws: unknown[] }
}

test('files that come in while the server is killed again and again arrive whole, each once, and leave nothing behind', async () => {
  const cookie = await signIn('jiaokou-clerk')
  const answer = await fetch(`${address}/api/regions/${jiaokou}/estates?limit=1`, { headers: { cookie } })
  const { rows } = (await answer.json()) as { rows: { id: string }[] } // the answer of the contract
  const client = uploadClient({ address, cookie, county: jiaokou, estate: rows[0]?.id ?? '' })
  const files = [1, 2, 3].map((no) => {
    const whole = madePdf(fileBytes, String(no))
    return {
      name: `扫描件${no}.pdf`,
      bytes: whole.length,
      read: (from: number, until: number) => whole.subarray(from, until),
      whole,
    }
  })
  const ids: string[] = []
  for (const file of files) ids.push(await client.begin(file))

  const all = () => Promise.allSettled(files.map((file, at) => client.goOn(ids[at] ?? '', file, segment)))
  for (let times = 0; times < kills; times += 1) {
    const going = all()
    await pause(15 * (times + 1)) // somewhere within a part, each time elsewhere
    await kill('SIGKILL')
    await going
    running = await start()
  }
  const filed = await all()

  expect(filed.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  for (const [at, one] of filed.entries()) {
    const file = one.status === 'fulfilled' ? one.value : ''
    const content = await fetch(`${address}/api/counties/${jiaokou}/archive-files/${file}/content`, {
      headers: { cookie },
    })
    expect(Buffer.from(await content.arrayBuffer()).equals(files[at]?.whole ?? Buffer.alloc(0))).toBe(true)
    const stranger = await fetch(`${address}/api/counties/${jiaokou}/archive-files/${file}/content`, {
      headers: { cookie: await signIn('administrator') },
    })
    expect(stranger.status).toBe(404)
  }
  expect(readdirSync(join(folder, 'data', 'passing'))).toEqual([])
  expect((await verify()).flaws).toEqual([])
}, 240_000)
