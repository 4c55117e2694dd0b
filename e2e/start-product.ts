import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const port = 20_000 + (process.pid % 20_000)

/** Starts the product as its users do, with the whole sample campaign; stops it when the journeys are over. */
export default async function startProduct(): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), 'qingling-e2e-'))
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
  process.env.QINGLING_E2E = JSON.stringify({
    address: `http://localhost:${port}`,
    data,
    passwords: Object.fromEntries(
      [...said.matchAll(/^ {2}([a-z-]+) +(\S{14})/gm)].map(([, login, password]) => [login, password]),
    ),
  })
  return async () => {
    const ended = once(child, 'exit')
    if (child.pid) process.kill(-child.pid, 'SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}
