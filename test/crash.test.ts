import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeEstateLedger, writeUnitLedger } from '#samples/ledgers.ts'
import { jiaokou, smallPlan } from './made-house.ts'

/** Enough rows that an import takes its time, few enough for a test. */
const units = 12_000
const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'qingling-crash-'))
const estates = join(folder, '小区台账.xlsx')
const ledger = join(folder, '分户台账.xlsx')
const data = join(folder, 'data')

beforeAll(async () => {
  const plan = smallPlan(jiaokou, 40, units)
  await writeEstateLedger(estates, plan)
  await writeUnitLedger(ledger, plan)
  expect((await run(['import', estates, '--county', jiaokou])).code).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(args: readonly string[]) {
  return spawn(process.execPath, ['src/cli/main.ts', ...args], {
    cwd: root,
    env: { ...process.env, QINGLING_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function run(args: readonly string[]): Promise<{ code: number; text: string }> {
  const child = start(args)
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  const [code] = await once(child, 'close')
  return { code, text }
}

const unitsKept = async () => JSON.parse((await run(['figures', '--region', jiaokou, '--json'])).text).units as number

test('an import killed at any moment leaves all of its rows or none, and the proof holds', async () => {
  const whole = Date.now()
  const rehearsal = await run(['import', ledger, '--county', jiaokou, '--dry-run'])
  expect(rehearsal.code).toBe(0)
  const took = Date.now() - whole
  for (const share of [0.2, 0.45, 0.7, 0.95, 1.15]) {
    const child = start(['import', ledger, '--county', jiaokou])
    await Promise.race([pause(took * share), once(child, 'close')])
    child.kill('SIGKILL')
    expect([0, units]).toContain(await unitsKept())
  }
  const verified = await run(['verify', '--region', jiaokou])
  expect(verified.text).toContain('核对无误')
  expect(verified.code).toBe(0)

  expect((await run(['import', ledger, '--county', jiaokou])).code).toBe(0)
  expect(await unitsKept()).toBe(units)
}, 180_000)
