import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Pack as PackShape } from '#contract/packs.ts'
import { checkPacks } from '#domain/diagnosis/check-packs.ts'
import type { Pack } from '#domain/diagnosis/packs.ts'
import { writtenFiles } from '../docs/schemas/write.ts'
import { type Differences, diagnoseEstate, findingOn } from './diagnosis/made-estates.ts'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

test.each(writtenFiles())('docs/$path is what the code makes of it (npm run schemas)', ({ path, text }) => {
  expect(read(`docs/${path}`)).toBe(text)
})

const folder = 'docs/schemas/examples/packs'
const examples = new Map(readdirSync(join(root, folder)).map((file) => [file, JSON.parse(read(join(folder, file)))]))
const packs: Pack[] = [...examples.values()].map((text) => PackShape.parse(text))

test('the example packs have no fault, alone and together', () => {
  expect(packs.flatMap((pack) => checkPacks([pack]))).toEqual([])
  expect(checkPacks(packs)).toEqual([])
})

test('the published schema lets the examples pass and stops a misspelt field', () => {
  const published = z.fromJSONSchema(JSON.parse(read('docs/schemas/pack.schema.json')))

  for (const [file, text] of examples) expect([file, published.safeParse(text).success]).toEqual([file, true])
  const [first] = examples.values()
  expect(published.safeParse({ ...first, regoin: '33' }).success).toBe(false)
  expect(published.safeParse({ ...first, rules: [{ ...first.rules[0], when: { fact: 'planning' } }] }).success).toBe(
    false,
  )
})

const guides = ['docs/policy-packs.md', 'docs/policy-packs.zh-CN.md']
const blocksOf = (guide: string) =>
  [...read(guide).matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) => JSON.parse(block ?? ''))

test.each(guides)('%s shows the example packs as they are', (guide) => {
  const shown = blocksOf(guide).filter(({ format }) => format)

  expect(shown).toHaveLength(3)
  expect(shown).toEqual(
    ['land-overrun.json', 'two-dates.json', 'parallel-penalty.json'].map((file) => examples.get(file)),
  )
})

test.each(guides)('%s shows a fault as the check reports it', (guide) => {
  const misspelt = JSON.parse(
    JSON.stringify(examples.get('land-overrun.json')).replace('{"param":"limit"}', '{"param":"limt"}'),
  )

  expect(checkPacks([PackShape.parse(misspelt)])).toEqual(blocksOf(guide).filter(({ code }) => code))
})

test.each(guides)('%s names every code of a fault, and none that does not exist', (guide) => {
  const type = read('src/domain/diagnosis/packs.ts').split('export type PackFaultCode =')[1]?.split('\n\n')[0] ?? ''
  const codes = [...type.matchAll(/'(\w+)'/g)].map(([, code]) => code)
  const table = read(guide).split('| `bad_shape` |')[1] ?? ''
  const named = ['bad_shape', ...[...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) => cell?.match(/\w+/g) ?? [])]

  expect(named.toSorted()).toEqual(codes.toSorted())
})

describe('the example packs do what the guide says of them', () => {
  const place = { packs, region: '141199', on: '2025-07-01' }
  const diagnosed = (facts: Differences) => diagnoseEstate(place, facts)
  const over = (surveyed_land_m2: number, more: Differences = {}) => ({
    surveyed_land_m2,
    self_built: true,
    publicly_led: false,
    ...more,
  })

  test('3 % exactly goes the way of public notice, in 27 working days', () => {
    expect(findingOn(diagnosed(over(1030)), 'land_area')).toMatchObject({
      rule: 'overrun-notice',
      notices: ['30 calendar'],
    })
    expect(diagnosed(over(1030))).toMatchObject({ verdict: 'can_solve', workingDays: 27, noticeDays: 30 })
    expect(diagnosed(over(1030, { boundary_notice_passed: true })).workingDays).toBe(3)
  })

  test('a little more than 3 % goes before a consultation, and 15 % with consent', () => {
    expect(diagnosed(over(1030.01)).verdict).toBe('consult')
    expect(findingOn(diagnosed(over(1150, { publicly_led: true })), 'land_area').rule).toBe('overrun-consent')
    expect(diagnosed(over(1150.01, { publicly_led: true })).verdict).toBe('consult')
  })

  test('two thirds are enough, one owner fewer is not', () => {
    const asked = (owners_consenting: number) =>
      findingOn(diagnosed(over(1100, { publicly_led: true, owners_total: 9, owners_consenting })), 'land_area').steps

    expect(asked(6)).toEqual(['confirm natural_resources owner'])
    expect(asked(5)).toEqual(['consent township owner', 'confirm natural_resources owner'])
  })

  test('where it is unknown who built, that is what must be asked', () => {
    expect(findingOn(diagnosed(over(1030, { self_built: null })), 'land_area').undecided).toEqual([
      'overrun-notice: self_built',
    ])
  })

  test.each([
    { completed_on: '2000-04-06', rule: null, undecided: [] },
    { completed_on: '2000-04-07', rule: 'acceptance-made-up', undecided: [] },
    { completed_on: '2018-10-15', rule: 'acceptance-made-up', undecided: [] },
    { completed_on: '2018-10-16', rule: null, undecided: [] },
    { completed_on: '2018', rule: null, undecided: ['acceptance-made-up: completed_on'] },
  ])('completed on $completed_on', ({ completed_on, rule, undecided }) => {
    expect(findingOn(diagnosed({ acceptance: false, completed_on }), 'acceptance')).toMatchObject({ rule, undecided })
  })

  test('open days make the total a lower bound; two years of insurance are too few', () => {
    expect(diagnosed({ acceptance: false, completed_on: '2010' })).toMatchObject({
      workingDays: 15,
      daysUnset: ['acceptance-made-up/structure', 'acceptance-made-up/fire'],
    })
    const insured = diagnosed({ acceptance: false, completed_on: '2010', insured_years: 2 })
    expect(insured.path.map(({ step }) => step)).toContain('insure')
  })

  test('a penalty runs beside the registration, protected land stops it', () => {
    const punished = diagnosed({ developer_violation: true })

    expect(findingOn(punished, 'conduct')).toMatchObject({
      verdict: 'can_do',
      status: 'separated',
      steps: ['decide enforcement developer', 'execute enforcement developer'],
    })
    expect(punished.workingDays).toBe(0)
    expect(diagnosed({ land_is_protected: true }).verdict).toBe('by_law')
  })

  test.each([
    { held: '2012', cut: '2013-01-01', rule: 'early', undecided: [] },
    { held: '2013', cut: '2013-01-01', rule: null, undecided: [] },
    { held: '2000', cut: '2000-04-07', rule: null, undecided: ['early: started_on'] },
    { held: '2000-05', cut: '2000-04-07', rule: null, undecided: [] },
  ])('$held before $cut', ({ held, cut, rule, undecided }) => {
    const early: Pack = {
      format: 'qingling-pack/1',
      id: 'early',
      title: '早',
      region: 'CN',
      rules: [
        {
          id: 'early',
          title: '早',
          basis: { document: '示例', level: 'city', verified: false },
          validFrom: '2020-01-01',
          answers: ['planning'],
          when: { fact: 'started_on', before: cut },
          effect: { kind: 'waive' },
        },
      ],
    }

    const found = findingOn(
      diagnoseEstate({ ...place, packs: [early] }, { planning: false, started_on: held }),
      'planning',
    )
    expect(found).toMatchObject({ rule, undecided })
  })
})
