import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = resolve(import.meta.dirname, '..')

export type Running = {
  child: ChildProcess
  address: string
  ms: number
  passwords: ReadonlyMap<string, string>
  stop(): Promise<void>
}

/** Starts the product and waits for its first page. Milliseconds from the start of the process. */
export async function startProduct(data: string, port: number): Promise<Running> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['src/server/main.ts'], {
    cwd: root,
    env: { ...process.env, QINGLING_DATA: data, PORT: String(port) },
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  child.stderr.pipe(process.stderr)
  const address = `http://localhost:${port}`
  while (!(await isUp(address))) {
    if (child.exitCode !== null) throw new Error(`the product ended: ${said}`)
    await pause(50)
  }
  const ms = performance.now() - begun
  while (!said.includes('fenyang-window')) await pause(20)
  const passwords = new Map(
    [...said.matchAll(/^ {2}([a-z-]+) +(\S{14})/gm)].map(([, login = '', password = '']) => [login, password]),
  )
  const stop = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  return { child, address, ms, passwords, stop }
}

const isUp = (address: string) =>
  fetch(address).then(
    ({ status }) => status === 200,
    () => false,
  )
