import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Responsibility } from '#contract/responsibility.ts'
import { officeToday } from '#server/platform/office-day.ts'
import { writeMadeLedger } from './diagnosis/made-ledger.ts'
import { jiaokou } from './made-house.ts'

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'qingling-work-crash-'))
const data = join(folder, 'data')
const port = 20_000 + ((process.pid + 7_000) % 20_000)

/** At which share of the time the act takes a warm server it is killed; one just started takes twice and more. */
const shares = [0.5, 1.5, 3]
/** Estates a clinic gives steps of out at once; one clinic to see how long it takes, and one for each kill. */
const estatesOfClinic = 120
const handTasks = 2000

type Product = { child: ChildProcess; call: <T = unknown>(method: string, path: string, body?: object) => Promise<T> }
type Page<T> = { rows: T[]; next: string | null }
type Step = { registration: string; rule: string; step: string }
let product: Product

/** Starts the product and signs the clerk in. */
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
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ login, password }),
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const call: Product['call'] = async <T>(method: string, path: string, body?: object) => {
    const given = body ? { body: JSON.stringify(body), headers: { ...headers, cookie } } : { headers: { cookie } }
    const answer = await fetch(`${address}${path}`, { method, ...given })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as T // the shape of the contract, which the server serialises by
  }
  return { child, call }
}

/** Kills the server a while into an act, and starts it again. */
async function killedAfter(act: () => Promise<unknown>, ms: number): Promise<void> {
  const { child } = product
  const acting = act().catch(() => {}) // the answer is lost with the server
  await Promise.race([pause(ms), acting])
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  await acting
  product = await start()
}

async function command(...args: string[]): Promise<{ code: number; text: string }> {
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

const county = (path: string) => `/api/counties/${jiaokou}${path}`

type TaskRow = { id: string; revision: number; state: string }

async function listTasks(filter: string): Promise<TaskRow[]> {
  const rows: TaskRow[] = []
  for (let after = ''; ; ) {
    const page = await product.call<Page<TaskRow>>(
      'GET',
      `/api/regions/${jiaokou}/tasks?sort=no&limit=500&${filter}${after}`,
    )
    rows.push(...page.rows)
    if (page.next === null) return rows
    after = `&after=${encodeURIComponent(page.next)}`
  }
}

beforeAll(async () => {
  const made = Array.from({ length: estatesOfClinic * (shares.length + 1) }, (_, at) => ({
    name: `断电试验${at + 1}号院`,
    papers: ['有', '无', '有', '有'] as const,
    problems: '',
    homes: 1,
  }))
  const ledger = join(folder, '断电试验.xlsx')
  await writeFile(ledger, await writeMadeLedger(made))
  product = await start()
  expect((await command('import', ledger, '--county', jiaokou)).code).toBe(0)
}, 180_000)

afterAll(() => {
  product.child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

test('a clinic whose server is killed has given out all of its steps or none, and the proof holds', async () => {
  const queue = await product.call<unknown[]>('GET', county('/meeting-candidates?kind=clinic&limit=500'))
  expect(queue.length).toBeGreaterThan(0)
  const estates: { id: string }[] = []
  for (let after = ''; estates.length < estatesOfClinic * (shares.length + 1); ) {
    const page = await product.call<Page<{ id: string }>>(
      'GET',
      `/api/regions/${jiaokou}/estates?name=${encodeURIComponent('断电试验')}&limit=100${after}`,
    )
    estates.push(...page.rows)
    after = `&after=${encodeURIComponent(page.next ?? '')}`
  }
  const proposed = await product.call<Step[]>('GET', county(`/estates/${estates[0]?.id}/proposed-tasks`))
  const steps = proposed.map(({ registration, rule, step }) => ({ registration, rule, step }))
  const give = async (at: number) => {
    const { id: meetingId } = await product.call<{ id: string }>('POST', county('/meetings'), {
      reason: '坐诊',
      kind: 'clinic',
      title: `第${at + 1}次坐诊`,
      heldOn: officeToday(),
    })
    const chosen = estates.slice(at * estatesOfClinic, (at + 1) * estatesOfClinic)
    const body = {
      reason: '坐诊会上下达',
      startsOn: officeToday(),
      meetingId,
      steps: chosen.flatMap(({ id }) => steps.map((step) => ({ estateId: id, ...step }))),
    }
    return { meetingId, act: () => product.call('POST', county('/task-assignments'), body) }
  }

  const rehearsal = await give(0)
  const began = Date.now()
  await rehearsal.act()
  const took = Date.now() - began
  const whole = (await listTasks(`meeting=${rehearsal.meetingId}`)).length
  expect(whole).toBeGreaterThan(estatesOfClinic)
  for (const [at, share] of shares.entries()) {
    const { meetingId, act } = await give(at + 1)
    await killedAfter(act, took * share)
    expect([0, whole]).toContain((await listTasks(`meeting=${meetingId}`)).length)
  }
  const verified = await command('verify', '--region', jiaokou)
  expect(verified.text).toContain('核对无误')
}, 240_000)

test('a batch of moves whose server is killed has moved every task or none, and the proof holds', async () => {
  const { units } = await product.call<Responsibility>('GET', county('/responsibility'))
  const unit = units.find(({ postings }) => postings.length > 0)
  const task = {
    title: '断电试验任务',
    wanted: '试验记录',
    estateId: null,
    organisationId: unit?.id,
    personId: null,
    startsOn: officeToday(),
    dueOn: null,
    workingDays: 10,
    needs: [],
  }
  for (let given = 0; given < handTasks; given += 500)
    await product.call('POST', county('/tasks'), { reason: '断电试验', tasks: Array.from({ length: 500 }, () => task) })
  const ours = () => listTasks(`search=${encodeURIComponent('断电试验任务')}`)
  /** Pauses all of them, or lets all of them go on. */
  const turn = async () => {
    const tasks = await ours()
    const move = tasks[0]?.state === 'paused' ? 'resume' : 'pause'
    const chosen = tasks.map(({ id, revision }) => ({ id, revision }))
    return () => product.call('POST', county('/tasks/steer'), { move, reason: '断电试验', tasks: chosen })
  }

  const rehearsal = await turn()
  const began = Date.now()
  expect(await rehearsal()).toMatchObject({ done: handTasks, refused: 0 })
  const took = Date.now() - began
  for (const share of shares) {
    await killedAfter(await turn(), took * share)
    const tasks = await ours()
    expect(tasks).toHaveLength(handTasks)
    expect(new Set(tasks.map(({ state }) => state)).size).toBe(1)
  }
  const verified = await command('verify', '--region', jiaokou)
  expect(verified.text).toContain('核对无误')
}, 240_000)
