import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Batch, BatchLine } from '#contract/registrations.ts'
import type { UnitLine } from '#contract/units.ts'
import { officeToday } from '#server/platform/office-day.ts'
import { writeMadeLedger } from '../diagnosis/made-ledger.ts'
import { jiaokou } from '../made-house.ts'

/** Three parts of a batch and the beginning of a fourth. */
const homes = Number(process.env.QINGLING_CRASH_HOMES ?? 6200)
const kills = Number(process.env.QINGLING_CRASH_KILLS ?? 3)

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'qingling-batch-crash-'))
const data = join(folder, 'data')
const port = 20_000 + ((process.pid + 11_000) % 20_000)
const county = `/api/counties/${jiaokou}`

type Product = { child: ChildProcess; call: <T = unknown>(method: string, path: string, body?: object) => Promise<T> }
type Page<T> = { rows: T[]; next: string | null }
let product: Product

async function start(): Promise<Product> {
  const child = spawn(process.execPath, ['src/server/main.ts', '--sample', 'county'], {
    cwd: root,
    env: { ...process.env, QINGLING_DATA: data, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  await new Promise<void>((done, fail) => {
    child.stdout.on('data', (chunk) => {
      said += chunk
      if (said.includes('jiaokou-clerk')) done()
    })
    child.on('close', () => fail(new Error('the product did not start')))
  })
  const address = `http://localhost:${port}`
  const [, login, password] = /^ {2}(jiaokou-clerk) +(\S+)/m.exec(said) ?? []
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ login, password })
  const signedIn = await fetch(`${address}/api/session`, { method: 'POST', headers, body })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const call: Product['call'] = async <T>(method: string, path: string, given?: object) => {
    const sent = given ? { body: JSON.stringify(given), headers: { ...headers, cookie } } : { headers: { cookie } }
    const answer = await fetch(`${address}${path}`, { method, ...sent })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as T // the shape of the contract, which the server serialises by
  }
  return { child, call }
}

async function kill(): Promise<void> {
  const ended = once(product.child, 'close')
  product.child.kill('SIGKILL')
  await ended
}

async function command(args: readonly string[]): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, ['src/cli/main.ts', ...args], {
    cwd: root,
    env: { ...process.env, QINGLING_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  const [code] = await once(child, 'close')
  return { code, text }
}

beforeAll(async () => {
  const full = ['有', '有', '有', '有'] as const
  const ledger = join(folder, '晨光小区.xlsx')
  await writeFile(
    ledger,
    await writeMadeLedger([{ name: '晨光小区', papers: full, problems: '', homes, firstRegistered: homes }]),
  )
  product = await start()
  expect((await command(['import', ledger, '--county', jiaokou])).code).toBe(0)
}, 300_000)
afterAll(async () => {
  product?.child.kill('SIGTERM')
  if (product && product.child.exitCode === null) await once(product.child, 'close')
  rmSync(folder, { recursive: true, force: true })
})

async function openHomes(): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = null
  do {
    const page: Page<UnitLine> = await product.call('POST', `/api/regions/${jiaokou}/units/search`, {
      state: 'open',
      limit: 500,
      ...(after && { after }),
    })
    ids.push(...page.rows.map(({ id }) => id))
    after = page.next
  } while (after)
  return ids
}

/** Two batches over the same homes, one from each end, asked to run at once. */
async function twoBatches(act: string, on: string, units: readonly string[]): Promise<string[]> {
  const batches = `${county}/registration-batches`
  const ids: string[] = []
  for (const [name, chosen] of [
    ['正序', units],
    ['倒序', units.toReversed()],
  ] as const) {
    const batch = { name, idempotencyKey: `${act}-${name}-crash`, units: chosen, terms: { on } }
    const made = await product.call<{ id: string }>('POST', `${batches}/${act}`, batch)
    expect(await product.call('POST', `${batches}/${act}`, batch)).toEqual(made) // pressed twice
    ids.push(made.id)
  }
  for (const id of ids) await product.call('POST', `${batches}/${act}/${id}/run`, { reason: '集中办理' })
  return ids
}

const linesOf = async (ids: readonly string[]): Promise<BatchLine[]> =>
  (await product.call<Page<BatchLine>>('GET', `${county}/registration-batches`)).rows.filter(({ id }) =>
    ids.includes(id),
  )

const doneOf = async (ids: readonly string[]) => (await linesOf(ids)).reduce((sum, { done }) => sum + done, 0)

/**
 * Kills the product again and again while the batches run; each start takes them up. The first kill comes early, the
 * others once a part more is done. Gives how far they were at each kill.
 */
async function killWhileRunning(ids: readonly string[]): Promise<number[]> {
  const seen: number[] = []
  for (let no = 0; no < kills; no += 1) {
    const before = no === 0 ? -1 : await doneOf(ids)
    while ((await doneOf(ids)) <= before && before < homes) await pause(5)
    await pause(((no * 7919) % 13) * 20)
    await kill()
    product = await start()
    seen.push(await doneOf(ids))
  }
  return seen
}

async function finished(ids: readonly string[]): Promise<BatchLine[]> {
  for (;;) {
    const lines = await linesOf(ids)
    if (lines.length === ids.length && lines.every(({ state }) => state === 'finished')) return lines
    await pause(200)
  }
}

test('two batches over the same homes, killed at any moment, do every home once and lose none', async () => {
  const units = await openHomes()
  expect(units).toHaveLength(homes)

  for (const [act, on, refusal] of [
    ['submit', officeToday(), 'in_another_application'],
    ['accept', officeToday(), 'wrong_state'],
  ] as const) {
    const ids = await twoBatches(act, on, units)
    const seen = await killWhileRunning(ids)
    const [one, other] = await finished(ids)

    process.stderr.write(`${act}: ${seen.join(', ')} of ${homes} done at the kills\n`)
    expect([act, (one?.done ?? 0) + (other?.done ?? 0)]).toEqual([act, homes])
    expect([act, (one?.refused ?? 0) + (other?.refused ?? 0)]).toEqual([act, homes])
    for (const id of ids) {
      const { reasons } = await product.call<Batch>('GET', `${county}/registration-batches/${id}`)
      expect(reasons.map(({ code }) => code).filter((code) => code !== refusal)).toEqual([])
      await product.call('POST', `${county}/registration-batches/${act}/${id}/run`, { reason: '再次执行' })
    }
    await finished(ids)
    expect(await doneOf(ids)).toBe(homes)
  }

  const numbers = await acceptanceNumbers()
  expect(numbers).toEqual(Array.from({ length: homes }, (_, at) => at + 1))
  const verified = await command(['verify', '--region', jiaokou])
  expect(verified.text).toContain('核对无误')
  expect(verified.code).toBe(0)
}, 900_000)

/** The running numbers given, in order: none twice, none left out. */
async function acceptanceNumbers(): Promise<number[]> {
  const numbers: number[] = []
  let after: string | null = null
  do {
    const page: Page<{ acceptanceNo: string | null }> = await product.call(
      'POST',
      `/api/regions/${jiaokou}/applications/search`,
      { limit: 500, ...(after && { after }) },
    )
    numbers.push(...page.rows.map(({ acceptanceNo }) => Number(/第(\d{7})号$/.exec(acceptanceNo ?? '')?.[1])))
    after = page.next
  } while (after)
  return numbers.toSorted((one, next) => one - next)
}
