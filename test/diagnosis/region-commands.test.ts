import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeEstateLedger, writeUnitLedger } from '#samples/ledgers.ts'
import { jiaokou, smallPlan } from '../made-house.ts'
import { rule, step } from './made-pack.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'qingling-region-'))
const estates = 4

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, QINGLING_DATA: join(folder, 'data') },
  })
  return { status, stdout, stderr }
}
const json = (...args: string[]) => JSON.parse(run(...args, '--json').stdout)

function packFolder(name: string, pack: object): string {
  const path = join(folder, name)
  mkdirSync(path)
  writeFileSync(join(path, 'pack.json'), JSON.stringify(pack))
  return path
}

/** A pack of the county by which first registration asks for one thing nobody has, and how it is made up. */
const strict = (kind: 'complete' | 'consult') => ({
  format: 'qingling-pack/1',
  id: 'tried',
  title: '试行',
  region: jiaokou,
  parameters: { days: { title: '天数', type: 'number', unit: 'working_days', value: 7, min: 1, max: 60 } },
  requirements: [
    {
      id: 'board',
      title: '挂牌',
      registration: 'first',
      unit: 'government',
      basis: { document: '试行办法', level: 'county', verified: true },
      metWhen: { fact: 'homes', lessThan: 1 },
    },
  ],
  rules: [
    rule('hang', ['board'], kind, { steps: [step('hang', 0, { unit: 'government', workingDays: { param: 'days' } })] }),
  ],
})

beforeAll(() => {
  const paths = [join(folder, '小区台账.xlsx'), join(folder, '分户台账.xlsx')] as const
  return (async () => {
    await writeEstateLedger(paths[0], smallPlan(jiaokou, estates, 80))
    await writeUnitLedger(paths[1], smallPlan(jiaokou, estates, 80))
    expect(run('import', ...paths, '--county', jiaokou).status).toBe(0)
  })()
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('diagnose tells what was found of every estate of a region', () => {
  const { regionCode, estates: found } = json('diagnose', '--region', jiaokou)
  expect(regionCode).toBe(jiaokou)
  expect(found).toHaveLength(estates)
  expect(found[0]).toMatchObject({ countyCode: jiaokou, verdict: 'can_solve', settled: false })
  expect(run('diagnose', '--region', '交口县').stdout.split('\n')).toHaveLength(estates + 2)
})

test('whatif sets a pack beside the policy in force, and keeps nothing', () => {
  const tried = json('whatif', '--region', jiaokou, '--packs', packFolder('consult', strict('consult')))
  expect(tried.before.verdicts.consult.estates).toBe(0)
  expect(tried.after.verdicts.consult.estates).toBe(estates)
  expect(tried.changedTotal).toBe(estates)
  expect(json('diagnose', '--region', jiaokou).estates[0].verdict).toBe('can_solve')
})

test('whatif sets a parameter of a tried pack, of the whole pack or of a rule', () => {
  const packs = packFolder('complete', strict('complete'))
  const days = (...set: string[]) => json('whatif', '--region', jiaokou, '--packs', packs, ...set).after.workingDays
  expect(days('--set', 'tried.days=9') - days()).toBe(2 * estates)
  const { status, stderr } = run('whatif', '--region', jiaokou, '--set', 'tried.hang.hours=9')
  expect([status, stderr]).toEqual([1, expect.stringContaining('没有参数“hours”')])
})

test('faults of a tried pack are told with pack, rule and path, and exit with 1', () => {
  const bad = { ...strict('complete'), rules: [rule('hang', ['bord'], 'complete')] }
  const { status, stderr } = run('whatif', '--region', jiaokou, '--packs', packFolder('bad', bad), '--json')
  expect(status).toBe(1)
  expect(JSON.parse(stderr).faults).toEqual([
    expect.objectContaining({ pack: 'tried', rule: 'hang', path: 'answers[0]', code: 'unknown_requirement' }),
  ])
})

test('a region nobody knows, a setting that is none, and nothing to try are refused', () => {
  expect(run('diagnose', '--region', '999999')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('没有这个行政区'),
  })
  expect(run('whatif', '--region', jiaokou, '--set', 'days=9')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('pack.rule.parameter'),
  })
  expect(run('whatif', '--region', jiaokou)).toMatchObject({ status: 1, stderr: expect.stringContaining('usage') })
})
