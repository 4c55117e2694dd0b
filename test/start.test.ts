import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const data = mkdtempSync(join(tmpdir(), 'qingling-start-'))
const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

type Started = { child: ChildProcess; said: () => string; address: string }

/** Starts the product on a port; resolves when it prints its address or ends. */
function start(port: number, folder = data): Promise<Started> {
  const child = spawn(process.execPath, ['src/server/main.ts', '--sample', 'county'], {
    cwd: root,
    env: { ...process.env, QINGLING_DATA: folder, PORT: String(port) },
  })
  running.push(child)
  let text = ''
  return new Promise((done) => {
    const hear = (chunk: Buffer) => {
      text += chunk
      const address = /http:\/\/localhost:\d+/.exec(text)?.[0]
      if (address && text.includes('示例账号')) done({ child, said: () => text, address })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('close', () => done({ child, said: () => text, address: '' }))
  })
}

async function stop(child: ChildProcess, signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  const ended = once(child, 'exit')
  child.kill(signal)
  return (await ended)[0]
}

const port = 20_000 + (process.pid % 20_000)

test('the product starts with a sample campaign, serves its page, and stops in order', async () => {
  const first = await start(port)
  expect(await (await fetch(first.address)).text()).toContain('<div id="root">')
  expect((await fetch(`${first.address}/health`)).status).toBe(200)

  const [, login = '', password = ''] = /^ {2}(jiaokou-clerk) +(\S+)/m.exec(first.said()) ?? []
  const signedIn = await fetch(`${first.address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const board = await fetch(`${first.address}/api/regions/141130/board`, { headers: { cookie } })
  expect(await board.json()).toMatchObject({ figures: { estates: 71, units: 3282, transferred: 3282 } })

  const taken = await start(port, mkdtempSync(join(data, 'other-')))
  expect(taken.said()).toContain(`端口 ${port} 已被占用`)
  const shared = await start(port + 1)
  expect(shared.said()).toContain('正由另一个 qingling')
  expect(await stop(first.child, 'SIGTERM')).toBe(0)
}, 120_000)

test('after a crash the next start clears up and goes on', async () => {
  const crashed = await start(port + 2)
  await stop(crashed.child, 'SIGKILL')
  const again = await start(port + 3)
  expect(again.address).not.toBe('')
  expect((await fetch(`${again.address}/health`)).status).toBe(200)
  expect(await stop(again.child, 'SIGINT')).toBe(0)
}, 120_000)
