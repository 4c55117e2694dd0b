import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '../..')
const examples = 'docs/schemas/examples'

/** What the command says of the example facts by the example packs. It opens no database. */
const diagnosed = (): string =>
  execFileSync(
    process.execPath,
    [
      ...['src/cli/main.ts', 'diagnose', '--facts', `${examples}/facts/by-example-packs.json`],
      ...['--packs', `${examples}/packs`, '--on', '2025-07-01', '--json'],
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, DATABASE_URL: 'postgres://nowhere.invalid/none' } },
  )

test('the worked example is what the command says, each time again', async () => {
  const [first, second] = [diagnosed(), diagnosed()]

  expect(second).toBe(first)
  await expect(`${JSON.stringify(JSON.parse(first), null, 2)}\n`).toMatchFileSnapshot(
    join(root, examples, 'diagnosis/by-example-packs.json'),
  )
})

test('a diagnosis of the command has the published shape', () => {
  const published = z.fromJSONSchema(JSON.parse(readFileSync(join(root, 'docs/schemas/diagnosis.schema.json'), 'utf8')))
  const { estates } = JSON.parse(diagnosed())

  expect(estates.map(({ diagnosis }: { diagnosis: unknown }) => published.safeParse(diagnosis).success)).toEqual([
    true,
    true,
  ])
  expect(published.safeParse({ ...estates[0].diagnosis, verdict: 'perhaps' }).success).toBe(false)
})

test('the example shows a way with notice, a penalty beside it, and a contradiction', () => {
  const [known, doubtful] = JSON.parse(diagnosed()).estates

  expect(known.diagnosis).toMatchObject({ verdict: 'can_solve', settled: true, workingDays: 27, noticeDays: 30 })
  expect(known.diagnosis.registerNotes.map(({ rule }: { rule: string }) => rule)).toEqual([
    'overrun-notice',
    'acceptance-made-up',
    'penalty-beside',
  ])
  expect(doubtful.diagnosis).toMatchObject({ settled: false, contradictions: ['acceptance'] })
})
