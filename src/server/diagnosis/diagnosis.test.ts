import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EstateDiagnosis } from '#contract/diagnosis.ts'
import { commitImport } from '#server/ledgers/actions.ts'
import { callerOf } from '../../../test/caller.ts'
import { importMadeLedger, reportedOn } from '../../../test/diagnosis/made-ledger.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse } from '../../../test/made-house.ts'
import { systemActor } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { reviewDiagnoses } from './actions.ts'

let house: MadeHouse
let send: ReturnType<typeof callerOf>['send']
let estates: Record<string, string>

beforeAll(async () => {
  house = await createMadeHouse()
  await importMadeLedger(house, fenyang, [
    { name: '晨光小区', papers: ['有', '无', '有', '有'], problems: '消防验收手续缺失', homes: 3, firstRegistered: 1 },
    { name: '晓月小区', papers: ['有', '', '有', '有'], problems: '消防验收手续缺失；购房合同不规范', homes: 2 },
    { name: '清溪小区', papers: ['有', '', '有', '有'], problems: '购房合同不规范', homes: 4 },
  ])
  await importMadeLedger(house, jiaokou, [
    { name: '云岭小区', papers: ['有', '有', '有', '有'], problems: '', homes: 1 },
  ])
  const { rows } = await house.owner.query('select name, id from estates')
  estates = Object.fromEntries(rows.map(({ name, id }) => [name, id]))
  send = callerOf(await house.open()).send
})
afterAll(() => house.drop())

const fileOf = (name: string, county = fenyang) => `/api/counties/${county}/estates/${estates[name]}`
const read = async (name: string, query = '', login = 'fenyang-clerk'): Promise<EstateDiagnosis> =>
  (await send(login, 'GET', `${fileOf(name)}/diagnosis${query}`)).json()
const factOf = ({ facts }: EstateDiagnosis, fact: string) => facts.find((one) => one.fact === fact)
const statusOf = ({ diagnosis }: EstateDiagnosis, id: string) =>
  diagnosis.requirements.find(({ requirement }) => requirement === id)?.status
const count = async (table: string) =>
  (await house.owner.query(`select count(*)::integer as n from ${table}`)).rows[0].n as number

const officer = (fact: string, value: unknown, asOf = '2022-10-15') => ({ fact, value, asOf, source: 'officer' })
const record = async (name: string, facts: object[], revision?: number, login = 'fenyang-clerk') =>
  send(login, 'POST', `${fileOf(name)}/facts`, {
    revision: revision ?? (await read(name)).revision,
    reason: '走访核实',
    facts,
  })

describe('an import', () => {
  test('diagnoses every estate, from the cells of its ledger and the records themselves', async () => {
    expect(await count(`estates where not exists (select from diagnoses where estate_id = id)`)).toBe(0)
    const diagnosis = await read('晨光小区')
    expect(diagnosis).toMatchObject({ no: 1, homes: 3, waiting: 2, history: [{ no: 1, cause: 'import' }] })
    expect(factOf(diagnosis, 'fire')).toMatchObject({
      value: false,
      statements: [{ asOf: reportedOn, source: { kind: 'ledger', sheet: '小区台账', cell: 'E5' } }],
    })
    expect(factOf(diagnosis, 'homes')).toMatchObject({ value: 3, statements: [{ source: { kind: 'record' } }] })
    expect(factOf(diagnosis, 'first_registered')?.value).toBe('part')
    expect(statusOf(diagnosis, 'planning')).toBe('met')
    expect(statusOf(diagnosis, 'fire')).toBe('missing')
  })

  test('is explained down to the cell', async () => {
    const sources: string[] = []
    const walk = ({ source, children }: EstateDiagnosis['explanation']) => {
      if (source?.cell) sources.push(`${source.sheet} ${source.cell}`)
      children.forEach(walk)
    }
    walk((await read('晨光小区')).explanation)
    expect(sources).toContain('小区台账 E5')
  })

  test('brought again, or reviewed, leaves the diagnoses as they are', async () => {
    const before = await count('diagnoses')
    await reviewDiagnoses(house.db, [fenyang, jiaokou])
    expect(await count('diagnoses')).toBe(before)
  })

  test('of another county is not read, neither its estates nor its board', async () => {
    expect((await send('jiaokou-clerk', 'GET', `${fileOf('晨光小区')}/diagnosis`)).statusCode).toBe(404)
    expect((await send('jiaokou-clerk', 'GET', `${fileOf('晨光小区', jiaokou)}/diagnosis`)).statusCode).toBe(404)
    expect((await send('jiaokou-clerk', 'GET', `/api/regions/${fenyang}/diagnosis`)).statusCode).toBe(404)
    const own = (await send('jiaokou-clerk', 'GET', `/api/regions/${jiaokou}/diagnosis/estates`)).json()
    expect(own.rows.map(({ name }: { name: string }) => name)).toEqual(['云岭小区'])
  })
})

describe('recording facts', () => {
  test('makes a new diagnosis and leaves the one before readable as it was', async () => {
    const before = await read('清溪小区')
    const answer = await record('清溪小区', [
      { ...officer('fire', true), source: 'document', said: '消防验收意见书' },
      officer('developer_standing', 'existing'),
    ])
    expect(answer.statusCode).toBe(200)
    const after: EstateDiagnosis = answer.json()
    expect(after).toMatchObject({
      no: 2,
      history: [
        { no: 2, cause: 'facts' },
        { no: 1, cause: 'import' },
      ],
    })
    expect(after.revision).toBeGreaterThan(before.revision)
    expect(factOf(after, 'fire')).toMatchObject({ value: true })
    expect(factOf(after, 'fire')?.statements.at(-1)).toMatchObject({
      said: '消防验收意见书',
      source: { kind: 'document', by: '示例汾阳经办' },
    })
    expect([statusOf(before, 'fire'), statusOf(after, 'fire')]).toEqual(['unknown', 'met'])
    const { history: _, revision: __, ...old } = await read('清溪小区', '?no=1')
    const { history: ___, revision: ____, ...first } = before
    expect(old).toEqual(first)
  })

  test('is one act that stands in the history of the estate', async () => {
    const { rows } = await house.owner.query(
      `select a.kind, a.reason, h.change -> 'facts' -> 0 as fact from history as h join acts as a using (county_code, act_no)
        where h.subject_id = $1 order by act_no desc limit 1`,
      [estates.清溪小区],
    )
    expect(rows[0]).toMatchObject({
      kind: 'facts_recorded',
      reason: '走访核实',
      fact: { fact: 'fire', value: true, as_of: '2022-10-15', source: 'document' },
    })
  })

  test('on what somebody changed meanwhile is refused, and nothing is recorded', async () => {
    const stale = (await read('清溪小区')).revision - 1
    const before = [await count('estate_facts'), await count('acts'), await count('diagnoses')]
    const answer = await record('清溪小区', [officer('planning', false)], stale)
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'changed_meanwhile'])
    expect([await count('estate_facts'), await count('acts'), await count('diagnoses')]).toEqual(before)
  })

  test.each([
    ['unknown_fact', [officer('no_such_fact', true)]],
    ['wrong_type', [officer('fire', '有')]],
    ['wrong_type', [officer('developer_standing', 'bankrupt')]],
    ['wrong_type', [officer('completed_on', '2013-02-30')]],
    ['day_in_future', [officer('fire', true, '2999-01-01')]],
    ['fact_given_twice', [officer('fire', true), officer('fire', false)]],
    ['fact_is_counted', [officer('homes', 99)]],
  ])('refuses with %s: %j', async (code, facts) => {
    const before = await count('estate_facts')
    const answer = await record('晨光小区', facts)
    expect([answer.statusCode, answer.json().code]).toEqual([400, code])
    expect(answer.json().message).toMatch(/[\u4e00-\u9fff]/)
    expect(await count('estate_facts')).toBe(before)
  })

  test('is not for the inspector, who reads, nor for another county', async () => {
    expect((await read('晨光小区', '', 'inspector')).estateName).toBe('晨光小区')
    const { revision } = await read('晨光小区')
    for (const login of ['inspector', 'leader', 'jiaokou-clerk', 'fenyang-window'])
      expect([login, (await record('晨光小区', [officer('fire', true)], revision, login)).statusCode]).toEqual([
        login,
        404,
      ])
  })

  test('against a source of the same day is shown as a contradiction, with what rests on it', async () => {
    const after: EstateDiagnosis = (await record('晨光小区', [officer('planning', false, reportedOn)])).json()
    expect(factOf(after, 'planning')).toMatchObject({ value: null, isContradicted: true })
    expect(factOf(after, 'planning')?.statements).toHaveLength(2)
    expect(after.diagnosis.contradictions).toEqual(['planning'])
    const board = (await send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/diagnosis`)).json()
    expect(board.contradicted).toEqual({ estates: 1, homes: 3, waiting: 2 })
    const list = (
      await send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/diagnosis/estates?contradicted=true`)
    ).json()
    expect(list.rows.map(({ name }: { name: string }) => name)).toEqual(['晨光小区'])

    const settled: EstateDiagnosis = (await record('晨光小区', [officer('planning', true, '2022-11-01')])).json()
    expect(factOf(settled, 'planning')).toMatchObject({ value: true, isContradicted: false })
  })
})

describe('what a text suggests', () => {
  const suggestions = async (login = 'fenyang-clerk') =>
    (await send(login, 'GET', `/api/regions/${fenyang}/suggestions`)).json()
  const confirm = (payload: object, login = 'fenyang-clerk') =>
    send(login, 'POST', `/api/counties/${fenyang}/suggestions/confirm`, { reason: '逐条核对台账文字', ...payload })
  const contracts = { fact: 'contracts_in_order', value: false, phrase: '购房合同不规范' }
  const fire = { fact: 'fire', value: false, phrase: '消防验收手续缺失' }

  test('is no fact until it is confirmed, and is grouped by its words', async () => {
    expect(factOf(await read('晓月小区'), 'contracts_in_order')).toBeUndefined()
    const groups = await suggestions()
    expect(groups).toHaveLength(2) // 晨光小区 has its own column for what its text says
    expect(groups[0]).toMatchObject({ ...contracts, countyCode: fenyang, title: '购房合同规范', estates: 2, homes: 6 })
    expect(groups[0].examples.map(({ name, cell }: { name: string; cell: string }) => [name, cell]).toSorted()).toEqual(
      [
        ['晓月小区', 'H6'],
        ['清溪小区', 'H7'],
      ],
    )
    expect(groups[1]).toMatchObject({ ...fire, estates: 1, homes: 2 })
  })

  test('is confirmed for all its estates by one act, with the cell of the text', async () => {
    const acts = await count('acts')
    const answer = await confirm({ suggestions: [contracts] })
    expect(answer.json()).toEqual({ estates: 2 })
    expect(await count('acts')).toBe(acts + 1)
    expect(factOf(await read('晓月小区'), 'contracts_in_order')).toMatchObject({
      value: false,
      statements: [
        { asOf: reportedOn, said: contracts.phrase, source: { kind: 'officer', cell: 'H6', by: '示例汾阳经办' } },
      ],
    })
    expect(await suggestions()).toHaveLength(1)
    expect((await confirm({ suggestions: [contracts] })).json().code).toBe('nothing_to_confirm')
  })

  test('is denied: the opposite is recorded, and it is not suggested again', async () => {
    expect((await confirm({ suggestions: [fire], isRight: false })).json()).toEqual({ estates: 1 })
    expect(factOf(await read('晓月小区'), 'fire')?.value).toBe(true)
    expect(await suggestions()).toEqual([])
  })

  test('is confirmed by nobody who may only read, and not for another county', async () => {
    for (const login of ['inspector', 'jiaokou-clerk'])
      expect((await confirm({ suggestions: [fire] }, login)).statusCode).toBe(404)
    expect((await send('jiaokou-clerk', 'GET', `/api/regions/${fenyang}/suggestions`)).statusCode).toBe(404)
  })
})

describe('lists', () => {
  test('add up: the board to its verdicts, its requirements to the estates listed for them', async () => {
    const board = (await send('city-office', 'GET', '/api/regions/141100/diagnosis')).json()
    expect(board.total).toEqual({ estates: 4, homes: 10, waiting: 9 })
    const verdicts = Object.values(board.verdicts) as { estates: number; homes: number }[]
    expect(verdicts.reduce((sum, { homes }) => sum + homes, 0)).toBe(10)
    expect(board.rows).toHaveLength(13)
    const requirement = board.requirements.find((one: { requirement: string }) => one.requirement === 'applicant')
    const listed = (
      await send('city-office', 'GET', '/api/regions/141100/diagnosis/estates?requirement=applicant')
    ).json()
    expect(listed.total).toBe(requirement.missing.estates + requirement.unknown.estates)
  })

  test('come page by page, the largest first, each estate once', async () => {
    const names: string[] = []
    let after = ''
    do {
      const page = (
        await send('city-office', 'GET', `/api/regions/141100/diagnosis/estates?limit=1${after && `&after=${after}`}`)
      ).json()
      names.push(...page.rows.map(({ name }: { name: string }) => name))
      after = page.next ?? ''
    } while (after)
    expect(names).toEqual(['清溪小区', '晨光小区', '晓月小区', '云岭小区'])
  })

  test('refuse a place that no page gave', async () => {
    const answer = await send('city-office', 'GET', '/api/regions/141100/diagnosis/estates?after=nonsense')
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad_place'])
  })
})

test('a corrected estate is diagnosed anew in the same act', async () => {
  const answer = await send('fenyang-clerk', 'POST', `${fileOf('晓月小区')}/correct`, {
    category: 'shantytown',
    reason: '项目类别填错',
  })
  expect(answer.statusCode).toBe(200)
  const after = await read('晓月小区')
  expect(after.history[0]).toMatchObject({ cause: 'correction', diagnosedOn: officeToday() })
  expect(factOf(after, 'category')?.value).toBe('shantytown')
})

test('a home’s transfer is diagnosed from its own record before its estate’s', async () => {
  const { rows } = await house.owner.query(
    `select id, first_registered_on is not null as is_registered from units where estate_id = $1 order by room`,
    [estates.晨光小区],
  )
  const statusFor = async (unit: string) => {
    const answer = await send('fenyang-clerk', 'GET', `/api/counties/${fenyang}/units/${unit}/diagnosis`)
    return answer
      .json()
      .diagnosis.requirements.find((one: { requirement: string }) => one.requirement === 'first_registration').status
  }
  expect(rows.map(({ is_registered }) => is_registered)).toEqual([true, false, false])
  expect(await statusFor(rows[0].id)).toBe('met')
  expect(await statusFor(rows[1].id)).not.toBe('met')
  const foreign = await send('jiaokou-clerk', 'GET', `/api/counties/${jiaokou}/units/${rows[0].id}/diagnosis`)
  expect(foreign.statusCode).toBe(404)
})

test('the sheet for a meeting names the estate, its verdict, requirements, units and where each fact stands', async () => {
  const answer = await send('inspector', 'GET', `${fileOf('晨光小区')}/diagnosis.docx`)
  expect(answer.statusCode).toBe(200)
  const text = documentText(answer.rawPayload)
  for (const words of ['晨光小区诊断表', '首次登记要件', '消防验收', '行政审批局', '小区台账 E5', '参会单位签字'])
    expect(text).toContain(words)
  expect((await send('jiaokou-clerk', 'GET', `${fileOf('晨光小区')}/diagnosis.docx`)).statusCode).toBe(404)
})

/** The text of the main part of a document: found by its local header in the archive. */
function documentText(bytes: Buffer): string {
  const central = bytes.lastIndexOf('word/document.xml') - 46
  const [size, offset] = [bytes.readUInt32LE(central + 20), bytes.readUInt32LE(central + 42)]
  const begin = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  return inflateRawSync(bytes.subarray(begin, begin + size))
    .toString()
    .replaceAll(/<[^>]+>/g, '')
}

/** Folder of the ledgers the product is tried on; they are no part of it, so without them there is nothing to try. */
const folder = process.env.QINGLING_LEDGERS ?? '../shared/ledgers'

describe.skipIf(!existsSync(folder))('the ledgers of the campaign', () => {
  const fangshan = '141128'

  test('方山县: every project is diagnosed, and the problems its columns tick are missing requirements', async () => {
    const place = await house.bring(fangshan, [join(folder, '方山县-项目台账.xlsx')])
    await commitImport(house, systemActor([fangshan]), place, '导入台账')
    const list = (await send('fangshan-clerk', 'GET', `/api/regions/${fangshan}/diagnosis/estates?limit=500`)).json()
    expect(list.total).toBe(40)
    const open = (requirement: string) =>
      list.rows.filter(({ missing }: { missing: string[] }) => missing.includes(requirement)).length
    const { rows } = await house.owner.query(
      `select fact, count(*)::integer as n from estate_facts where county_code = $1 and value in ('false', '"incomplete"') group by fact`,
      [fangshan],
    )
    const ticked = Object.fromEntries(rows.map(({ fact, n }) => [fact, n]))
    expect(ticked).toMatchObject({ land_source_papers: 7, fire: 4, planning: 4, acceptance: 2, taxes_settled: 6 })
    expect(open('fire') + open('planning') + open('acceptance')).toBeGreaterThan(0)
  })
})
