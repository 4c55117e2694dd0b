import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { harbour, requirement, rule, step } from './made-pack.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'qingling-diagnose-'))
const data = join(folder, 'no-database')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let written = 0
function write(content: unknown, name = `${++written}.json`): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

function packFolder(...packs: unknown[]): string {
  const path = join(folder, `packs-${++written}`)
  mkdirSync(path)
  for (const [at, pack] of packs.entries()) write(pack, join(path.slice(folder.length + 1), `${at}.json`))
  return path
}

function diagnose(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', 'diagnose', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, QINGLING_DATA: data },
  })
  return { status, stdout, stderr }
}

const json = (...args: string[]) => {
  const { status, stdout, stderr } = diagnose(...args, '--json')
  return {
    status,
    out: stdout === '' ? null : JSON.parse(stdout),
    faults: stderr === '' ? [] : JSON.parse(stderr).faults,
  }
}

const boats = harbour(
  [requirement('hull'), requirement('beam_ok', { metWhen: { fact: 'beam_percent', atMost: 30 } })],
  [rule('mend', ['hull'], 'complete', { steps: [step('mend_hull', 5, { produces: { fact: 'hull', is: true } })] })],
)

describe('facts of a file', () => {
  test('are diagnosed by the packs of a folder, without a database', () => {
    const file = write({
      estates: [
        { name: '甲', region: '141128', homes: 12, facts: { hull: false, beam: 2, length: { value: 10, unit: 'm' } } },
        { region: '1411', facts: { hull: true, beam: null } },
      ],
    })
    const { status, out } = json('--facts', file, '--packs', packFolder(boats), '--on', '2022-06-01')
    expect(status).toBe(0)
    expect(out).toMatchObject({ on: '2022-06-01', packs: [{ id: 'harbour', title: '港口', region: 'CN' }] })
    expect(out.estates[0]).toMatchObject({
      name: '甲',
      homes: 12,
      diagnosis: { verdict: 'can_solve', settled: true, workingDays: 5 },
      explanation: { sentence: expect.stringContaining('解决办') },
    })
    expect(out.estates[1]).toMatchObject({ name: null, homes: null, diagnosis: { settled: false } })
    expect(out.estates[1].asks.map(({ fact }: { fact: string }) => fact)).toContain('beam_percent')
    expect(existsSync(data)).toBe(false)
  })

  test('of one estate may stand alone, and the packs of the release are there by themselves', () => {
    const file = write({ region: '141128', facts: { fire: false, land_source_papers: 'none' } })
    const { out } = json('--facts', file)
    expect(out.packs.length).toBeGreaterThan(2)
    expect(out.estates[0].diagnosis.registration).toBe('first')
  })

  test('show two sources that disagree as a contradiction, and a later one as superseding', () => {
    const said = (value: boolean, asOf: string) => ({ value, asOf })
    const packs = packFolder(boats)
    const facts = (...hull: unknown[]) => write({ region: '141128', facts: { hull } })
    const same = json('--facts', facts(said(true, '2022-01-01'), said(false, '2022-01-01')), '--packs', packs)
    expect(same.out.estates[0].diagnosis.contradictions).toEqual(['hull'])
    const later = json('--facts', facts(said(true, '2022-01-01'), said(false, '2022-01-02')), '--packs', packs)
    expect(later.out.estates[0].diagnosis.contradictions).toEqual([])
    expect(later.out.estates[0].diagnosis.requirements[0]).toMatchObject({ requirement: 'hull', status: 'missing' })
  })

  test('of the worked example come out as the guide says, and fit its schema', () => {
    const example = 'docs/schemas/examples/facts/two-estates.json'
    const published = z.fromJSONSchema(JSON.parse(readFileSync(join(root, 'docs/schemas/facts.schema.json'), 'utf8')))
    expect(published.safeParse(JSON.parse(readFileSync(join(root, example), 'utf8'))).success).toBe(true)
    const { status, out } = json('--facts', example, '--on', '2022-12-01')
    expect(status).toBe(0)
    const [estate, home] = out.estates
    const statusOf = (id: string) =>
      estate.diagnosis.requirements.find(({ requirement }: { requirement: string }) => requirement === id).status
    expect(['fire', 'civil_defence', 'taxes', 'no_restraint'].map(statusOf)).toEqual([
      'met',
      'deferred',
      'separated',
      'unknown',
    ])
    expect(home.diagnosis.registration).toBe('transfer')
  })

  test('are told in plain words too', () => {
    const file = write({ name: '甲', region: '141128', facts: { hull: false } })
    const { status, stdout } = diagnose('--facts', file, '--packs', packFolder(boats))
    expect(status).toBe(0)
    expect(stdout).toContain('结论：有问题的解决办')
    expect(stdout).toContain('第0–5日 港务：mend_hull')
  })
})

describe('are refused with the path to every fault', () => {
  const packs = packFolder(boats)
  const faultsOf = (facts: Record<string, unknown>) => {
    const { status, out, faults } = json('--facts', write({ estates: [{ region: '141128', facts }] }), '--packs', packs)
    expect([status, out]).toEqual([1, null])
    return faults as { path: string; message: string }[]
  }

  test.each<[string, Record<string, unknown>, string, string]>([
    ['an unknown fact', { hulls: true }, 'estates[0].facts.hulls', '没有事实“hulls”；相近的有 hull'],
    ['a wrong type', { hull: '好' }, 'estates[0].facts.hull', '应为 true'],
    ['a wrong choice', { wood: 'ash' }, 'estates[0].facts.wood', 'oak（橡）、pine（松）'],
    ['a wrong unit', { beam: { value: 2, unit: 'ft' } }, 'estates[0].facts.beam', '单位应为 m，现为 ft'],
    ['a unit of what is no number', { hull: { value: true, unit: 'm' } }, 'estates[0].facts.hull', '没有单位'],
    ['a month that is none', { built: '2013-13' }, 'estates[0].facts.built', '日期'],
    ['a day that is none', { hull: [{ value: true, asOf: '2022-02-30' }] }, 'estates[0].facts.hull[0].asOf', 'ISO'],
    ['a key nobody knows', { hull: { value: true, when: 1 } }, 'estates[0].facts.hull', 'when'],
  ])('%s', (_, facts, path, words) => {
    const faults = faultsOf(facts)
    expect(faults.map((fault) => fault.path)).toEqual([path])
    expect(faults[0]?.message).toContain(words)
  })

  test('all of them at once', () => {
    expect(faultsOf({ hulls: true, mast: 3, beam: '宽' }).length).toBe(3)
  })

  test('a file that is not JSON', () => {
    const { status, stderr } = diagnose('--facts', write('{ "region": '))
    expect([status, stderr]).toEqual([1, expect.stringContaining('不是 JSON')])
  })
})

describe('packs with faults are refused, each fault with pack, rule, path and words', () => {
  const file = write({ region: '141128', facts: {} })
  const faultsOf = (...packs: unknown[]) => {
    const { status, faults } = json('--facts', file, '--packs', packFolder(...packs))
    expect(status).toBe(1)
    return faults as Record<string, unknown>[]
  }

  test('of shape', () => {
    const when = {
      all: [
        { fact: 'hull', is: true },
        { fact: 'mast', equals: true },
      ],
    }
    const [fault] = faultsOf({ ...boats, rules: [rule('mend', ['hull'], 'complete', { when } as object)] })
    expect(fault).toMatchObject({ pack: 'harbour', rule: 'mend', path: 'when.all[1]', code: 'bad_shape' })
  })

  test('of meaning, every one of every pack', () => {
    const bad = rule('mend', ['hull'], 'complete', { when: { fact: 'wings', is: true } })
    const found = faultsOf(
      { ...boats, rules: [bad] },
      { ...boats, id: 'other', facts: [], rules: [{ ...bad, id: 'x' }] },
    )
    expect(found).toEqual([
      expect.objectContaining({ pack: 'harbour', rule: 'mend', path: 'when.fact', code: 'unknown_fact' }),
      expect.objectContaining({ pack: 'other', rule: 'x', path: 'when.fact', code: 'unknown_fact' }),
    ])
  })

  test('in plain words', () => {
    const { status, stderr } = diagnose('--facts', file, '--packs', packFolder('{'))
    expect(status).toBe(1)
    expect(stderr).toContain('0.json：不是 JSON')
  })
})

test('without a file and a region it says how it is called', () => {
  const { status, stderr } = diagnose('--json')
  expect(status).toBe(1)
  expect(JSON.parse(stderr).error).toContain('qingling diagnose')
})
