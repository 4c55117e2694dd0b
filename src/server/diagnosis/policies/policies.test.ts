import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EstateDiagnosis } from '#contract/diagnosis.ts'
import type { Pack } from '#contract/packs.ts'
import type { PackLine, WhatIf } from '#contract/policy-library.ts'
import { callerOf } from '../../../../test/caller.ts'
import { firePolicy } from '../../../../test/diagnosis/fire-policy.ts'
import { importMadeLedger } from '../../../../test/diagnosis/made-ledger.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse } from '../../../../test/made-house.ts'
import { systemActor, transact } from '../../platform/acts.ts'

let house: MadeHouse
let send: ReturnType<typeof callerOf>['send']
let estate: string

beforeAll(async () => {
  house = await createMadeHouse()
  const papers = ['有', '无', '有', '有'] as const
  await importMadeLedger(house, fenyang, [
    { name: '晨光小区', papers, problems: '', homes: 3 },
    { name: '清溪小区', papers: ['有', '有', '有', '有'], problems: '', homes: 2 },
  ])
  await importMadeLedger(house, jiaokou, [{ name: '云岭小区', papers, problems: '', homes: 4 }])
  const { rows } = await house.owner.query(`select id from estates where name = '晨光小区'`)
  estate = rows[0].id
  send = callerOf(await house.open()).send
})
afterAll(() => house.drop())

const packs = (region: string) => `/api/regions/${region}/packs`
const draft = (login: string, region: string, content: object, note = '试行办法') =>
  send(login, 'POST', `${packs(region)}/made-fire/drafts`, { content, note })
const decide = (login: string, act: 'publish' | 'discard', version: number, region = fenyang) =>
  send(login, 'POST', `${packs(region)}/made-fire/versions/${version}/${act}`, { reason: '经会议研究同意' })
const linesOf = async (login: string, region: string): Promise<PackLine[]> =>
  (await send(login, 'GET', packs(region))).json().filter(({ pack }: PackLine) => pack === 'made-fire')
const diagnosis = async (query = ''): Promise<EstateDiagnosis> =>
  (await send('fenyang-clerk', 'GET', `/api/counties/${fenyang}/estates/${estate}/diagnosis${query}`)).json()
const count = async (table: string) =>
  (await house.owner.query(`select count(*)::integer as n from ${table}`)).rows[0].n as number
const usesMade = ({ diagnosis: { path } }: EstateDiagnosis) => path.some(({ rule }) => rule === 'made-fire-appraisal')

describe('a draft', () => {
  test('holds nowhere, and is seen only in its own region', async () => {
    const answer = await draft('fenyang-clerk', fenyang, firePolicy(fenyang))
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      line: { owner: fenyang, version: 1, status: 'draft', draftedBy: '示例汾阳经办', mayPublish: false },
      base: null,
    })
    expect(await diagnosis()).toMatchObject({ no: 1 })
    expect((await linesOf('leader', fenyang))[0]).toMatchObject({ status: 'draft', mayPublish: true })
    expect(await linesOf('jiaokou-clerk', jiaokou)).toEqual([])
    const foreign = await send('jiaokou-clerk', 'GET', `${packs(jiaokou)}/made-fire?owner=${fenyang}&version=1`)
    expect([foreign.statusCode, foreign.json().code]).toEqual([404, 'no_such_pack'])
  })

  test('is published by nobody who drafted it: the application says so, and the database holds it', async () => {
    const answer = await decide('fenyang-clerk', 'publish', 1)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'second_person_needed'])
    const forced = transact(house.db, systemActor([fenyang]), (tx) =>
      sql`update policy_versions set status = 'published', published_by = drafted_by, publisher_name = drafter_name, published_at = now()`.execute(
        tx,
      ),
    )
    await expect(forced).rejects.toThrow(/publisher_is_a_second_person/)
    expect((await linesOf('leader', fenyang))[0]?.status).toBe('draft')
  })

  test('is drafted, published and given up by nobody who may only read, nor from another county', async () => {
    for (const login of ['inspector', 'jiaokou-clerk']) {
      expect([login, (await draft(login, fenyang, firePolicy(fenyang))).statusCode]).toEqual([login, 404])
      expect([login, (await decide(login, 'publish', 1)).statusCode]).toEqual([login, 404])
      expect([login, (await decide(login, 'discard', 1)).statusCode]).toEqual([login, 404])
    }
    expect((await send('inspector', 'GET', packs(fenyang))).statusCode).toBe(200)
    expect((await draft('leader', fenyang, firePolicy(fenyang))).statusCode).toBe(404)
    expect(await count('policy_versions')).toBe(1)
  })

  test('with a fault is refused at its rule and path; checking tells the same, also of what has no shape yet', async () => {
    const [rule] = firePolicy(fenyang).rules
    const faulty = { ...firePolicy(fenyang), rules: [{ ...rule, when: { fact: 'no_such_fact', is: true } }] }
    const refused = await draft('fenyang-clerk', fenyang, faulty)
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'pack_has_faults'])
    const check = async (content: unknown) =>
      (await send('fenyang-clerk', 'POST', `${packs(fenyang)}/made-fire/check`, { content })).json().faults
    expect(await check(faulty)).toEqual(refused.json().faults)
    expect((await check(faulty))[0]).toMatchObject({ rule: 'made-fire-appraisal', code: 'unknown_fact' })
    expect(await check({ ...firePolicy(fenyang), rules: [{ ...rule, effect: { kind: 'wish' } }] })).toMatchObject([
      { rule: 'made-fire-appraisal', path: expect.stringContaining('rules.0.effect'), code: 'bad_shape' },
    ])
    expect(await check(firePolicy(fenyang))).toEqual([])
  })

  test('for another place is refused', async () => {
    const answer = await draft('fenyang-clerk', fenyang, firePolicy(jiaokou))
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'wrong_region'])
  })
})

describe('a published policy', () => {
  test('diagnoses the estates of its region anew; the old diagnosis stays as it was', async () => {
    const before = await diagnosis()
    expect(usesMade(before)).toBe(false)
    const answer = await decide('leader', 'publish', 1)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      line: { status: 'published', publishedBy: '示例领导' },
      rediagnosed: 2,
      changed: 2, // all diagnoses name the rulebook they used
    })
    const after = await diagnosis()
    expect(after).toMatchObject({ no: 2, history: [{ no: 2, cause: 'policy' }, { no: 1 }] })
    expect(usesMade(after)).toBe(true)
    expect(after.policy.packs).toContainEqual(
      expect.objectContaining({ pack: 'made-fire', owner: fenyang, version: 1 }),
    )
    const { history: _, ...old } = await diagnosis('?no=1')
    const { history: __, ...first } = before
    expect(old).toEqual(first)
  })

  test('is public, and yet holds only where it was decided', async () => {
    const read = await send('jiaokou-clerk', 'GET', `${packs(jiaokou)}/made-fire?owner=${fenyang}`)
    expect(read.json().line).toMatchObject({ owner: fenyang, status: 'published' })
    const { rows } = await house.owner.query(
      `select count(*)::integer as n from diagnoses where county_code = $1 and cause = 'policy'`,
      [jiaokou],
    )
    expect(rows[0].n).toBe(0)
  })

  test('is an act, with the content it put in force', async () => {
    const { rows } = await house.owner.query(
      `select a.kind, a.actor_name, h.change from acts as a join history as h using (county_code, act_no)
        where h.subject_kind = 'policy' order by act_no`,
    )
    expect(rows).toMatchObject([
      { kind: 'policy_drafted', change: { pack_id: 'made-fire', version_no: 1, status: 'draft' } },
      { kind: 'policy_published', actor_name: '示例领导', change: { status: 'published' } },
    ])
  })

  test('is replaced by the next version, and is decided once', async () => {
    expect((await decide('leader', 'publish', 1)).json().code).toBe('not_a_draft')
    const next = await draft('fenyang-clerk', fenyang, firePolicy(fenyang, 20), '延长期限')
    expect(next.json()).toMatchObject({ line: { version: 2 }, base: { parameters: { days: { value: 10 } } } })
    expect((await decide('leader', 'publish', 2)).statusCode).toBe(200)
    const { versions } = (await send('fenyang-clerk', 'GET', `${packs(fenyang)}/made-fire`)).json()
    expect(versions.map(({ version, status }: PackLine) => [version, status])).toEqual([
      [2, 'published'],
      [1, 'superseded'],
    ])
    expect((await diagnosis()).diagnosis.workingDays).toBeGreaterThan((await diagnosis('?no=2')).diagnosis.workingDays)
  })

  test('given up as a draft is never published', async () => {
    await draft('fenyang-clerk', fenyang, firePolicy(fenyang, 30))
    expect((await decide('fenyang-clerk', 'discard', 3)).json().status).toBe('discarded')
    expect((await decide('leader', 'publish', 3)).json().code).toBe('not_a_draft')
  })

  test('of the city reaches every county, except where a county decided for itself', async () => {
    expect((await draft('city-office', '141100', firePolicy('1411', 5))).statusCode).toBe(200)
    const answer = await decide('leader', 'publish', 1, '141100')
    expect(answer.json()).toMatchObject({ rediagnosed: 3, changed: 1 })
    expect((await linesOf('fenyang-clerk', fenyang))[0]).toMatchObject({ owner: fenyang, version: 2 })
    expect((await linesOf('jiaokou-clerk', jiaokou))[0]).toMatchObject({ owner: '141100', version: 1 })
  })
})

/** The fire policy turned into a ban: what lacks fire acceptance is dealt with by law. */
function blocking(): Pack {
  const pack = firePolicy('1411')
  const rules = pack.rules.map((rule) => ({
    ...rule,
    steps: [],
    answers: [],
    effect: { kind: 'enforce' as const, blocks: true },
  }))
  return { ...pack, rules }
}

describe('what if', () => {
  const whatIf = async (login: string, region: string, trial: object): Promise<WhatIf> =>
    (await send(login, 'POST', `/api/regions/${region}/whatif`, trial)).json()
  const slower = { parameters: [{ pack: 'made-fire', rule: null, parameter: 'days', value: 60 }] }
  const tables = ['diagnoses', 'rulebooks', 'policy_versions', 'acts', 'history', 'estate_facts']
  const counts = async () => Promise.all(tables.map(count))

  test('tells both sides and keeps nothing', async () => {
    const before = await counts()
    const answer = await whatIf('inspector', fenyang, slower)
    expect(answer).toMatchObject({ regionCode: fenyang, changedTotal: 1, homesFreed: 0, homesLost: 0, daysSaved: -40 })
    expect(answer.changed[0]).toMatchObject({ name: '晨光小区', homes: 3 })
    expect(answer.after.workingDays - answer.before.workingDays).toBe(40)
    const side = Object.values(answer.before.verdicts).reduce((sum, { homes }) => sum + homes, 0)
    expect(side).toBe(5)
    expect(await counts()).toEqual(before)
  })

  test('counts the homes that a tried pack would shut out as lost, where it would hold', async () => {
    const answer = await whatIf('city-office', '141100', { packs: [blocking()] })
    expect(answer).toMatchObject({ homesFreed: 0, homesLost: 4 })
    expect(answer.changed.map(({ name, after }) => [name, after.verdict])).toEqual([['云岭小区', 'by_law']])
    const own = await whatIf('fenyang-clerk', fenyang, { packs: [{ ...blocking(), region: fenyang }] })
    expect(own).toMatchObject({ homesLost: 3, changed: [{ name: '晨光小区', after: { verdict: 'by_law' } }] })
  })

  test('with a fault or an unknown parameter is refused, saying where', async () => {
    const unknown = await send('inspector', 'POST', `/api/regions/${fenyang}/whatif`, {
      parameters: [{ pack: 'made-fire', rule: null, parameter: 'weeks', value: 1 }],
    })
    expect([unknown.statusCode, unknown.json().code]).toEqual([400, 'unknown_parameter'])
    const beyond = await send('inspector', 'POST', `/api/regions/${fenyang}/whatif`, {
      parameters: [{ pack: 'made-fire', rule: null, parameter: 'days', value: 91 }],
    })
    expect(beyond.json()).toMatchObject({ code: 'pack_has_faults', faults: [{ code: 'out_of_range' }] })
  })

  test('counts the estates a condition holds for, of one’s own region only', async () => {
    const matches = async (login: string, region: string, when: object) =>
      (await send(login, 'POST', `/api/regions/${region}/matches`, { when })).json()
    expect(await matches('fenyang-clerk', fenyang, { fact: 'fire', is: false })).toEqual({
      holds: { estates: 1, homes: 3, waiting: 3 },
      unknown: { estates: 0, homes: 0, waiting: 0 },
      fails: { estates: 1, homes: 2, waiting: 2 },
    })
    expect((await matches('city-office', '141100', { fact: 'fire', is: false })).holds.homes).toBe(7)
    expect((await matches('fenyang-clerk', fenyang, { fact: 'seized', is: false })).unknown.homes).toBe(5)
    expect((await matches('fenyang-clerk', fenyang, { requirement: 'fire', is: 'attainable' })).holds.homes).toBe(5)
    expect((await matches('fenyang-clerk', fenyang, { fact: 'fire', is: 3 })).code).toBe('wrong_type')
    expect((await send('jiaokou-clerk', 'POST', `/api/regions/${fenyang}/matches`, {})).statusCode).toBe(404)
  })

  test('counts the homes that come nearer to their certificates as freed', async () => {
    await draft('city-office', '141100', blocking())
    await decide('leader', 'publish', 2, '141100')
    const answer = await whatIf('city-office', '141100', { packs: [firePolicy('1411')] })

    const fewer = answer.before.verdicts.by_law.homes - answer.after.verdicts.by_law.homes
    expect(fewer).toBeGreaterThan(0)
    expect(answer).toMatchObject({ homesFreed: fewer, homesLost: 0 })
  })

  test('of the city leaves a county be that decided for itself', async () => {
    const answer = await whatIf('city-office', '141100', { packs: [firePolicy('1411')] })

    expect(answer.changed.map(({ countyCode }) => countyCode)).not.toContain(fenyang)
    expect((await whatIf('fenyang-clerk', fenyang, slower)).changedTotal).toBe(1)
  })

  test('keeps the parameters of a pack in the order they were written', async () => {
    const parameters = {
      zeta: { title: '乙', type: 'number', value: 1 },
      days: firePolicy('1411').parameters?.days,
      alpha: { title: '甲', type: 'number', value: 2 },
    }
    const { content } = (await draft('city-office', '141100', { ...firePolicy('1411'), parameters } as Pack)).json()

    expect(Object.keys(content.parameters)).toEqual(['zeta', 'days', 'alpha'])
  })
})
