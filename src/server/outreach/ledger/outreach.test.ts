import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HomeOutreach, OutreachLine } from '#contract/outreach.ts'
import { fenyang } from '../../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../../test/tasks/made-office.ts'
import { verify } from '../../audit/verify.ts'
import { ownerDb } from '../../platform/database.ts'
import { officeToday } from '../../platform/office-day.ts'

let office: MadeOffice
let send: Awaited<ReturnType<typeof openOffice>>['send']
let homes: OutreachLine[]

beforeAll(async () => {
  office = await makeOffice()
  send = (await openOffice(office)).send
  homes = await search({})
}, 60_000)
afterAll(() => office.house.drop())

const at = (path: string) => `/api/counties/${fenyang}${path}`
const inRegion = (path: string) => `/api/regions/${fenyang}${path}`
const answer = async (login: string, method: string, url: string, body?: object) => {
  const response = await send(login, method, url, body)
  expect([url, response.statusCode, response.body]).toEqual([url, 200, response.body])
  return response.json()
}
const search = async (segment: object, rest: object = {}): Promise<OutreachLine[]> =>
  (await answer('fenyang-clerk', 'POST', inRegion('/outreach/search'), { segment, ...rest })).rows
const of = (no: number) => homes[no]?.unitId ?? ''
const look = (no: number): Promise<HomeOutreach> => answer('fenyang-clerk', 'GET', at(`/units/${of(no)}/outreach`))
const summary = (estate = '') => answer('fenyang-clerk', 'GET', inRegion(`/outreach/summary${estate}`))

let lastId = 0
const visit = (fields: object, rest: object = {}) => ({
  id: `00000000-0000-7000-8000-${String(++lastId).padStart(12, '0')}`,
  channel: 'visit',
  onDay: '2022-11-02',
  time: '19:30',
  isContacted: true,
  baseRevision: 0,
  fields,
  ...rest,
})
const record = (no: number, body: object, login = 'fenyang-clerk') =>
  send(login, 'POST', at(`/units/${of(no)}/outreach`), body)
const ids = (lines: readonly OutreachLine[]) => lines.map(({ unitId }) => unitId)

describe('the ledger of outreach', () => {
  test('begins with every open home, nobody asked', async () => {
    expect(homes).toHaveLength(5)
    expect(homes[0]).toMatchObject({ attempts: 0, willingness: null, contact: null })
    expect(await summary()).toMatchObject({ open: 5, tried: 0, asked: 0, willing: 0, unwilling: 0, reasons: [] })
  })

  test('follows what the office records of a home, once however often it is sent', async () => {
    const told = visit({ contact: 'reached', willingness: 'willing' })
    expect((await record(0, told)).json()).toEqual({ outcome: 'taken', conflicts: [] })
    expect((await record(0, told)).json()).toEqual({ outcome: 'taken', conflicts: [] })
    const found = await look(0)
    expect(found.line).toMatchObject({ attempts: 1, willingness: 'willing', lastVisitedOn: '2022-11-02' })
    expect(found.attempts).toMatchObject([
      { channel: 'visit', source: 'office', at: '2022-11-02T19:30', isContacted: true },
    ])
    expect(await summary()).toMatchObject({ tried: 1, reached: 1, asked: 1, willing: 1, unwilling: 0 })
  })

  test('is narrowed by willingness, contact, attempts, reason and the day of the next step', async () => {
    await record(
      1,
      visit({ contact: 'reached', willingness: 'unwilling', reason: '缴纳税费有困难' }, { channel: 'phone' }),
    )
    await record(
      2,
      visit({ contact: 'not_reached', nextStep: '晚上再去', nextOn: '2022-11-05' }, { isContacted: false }),
    )
    await record(3, visit({ willingness: 'undecided', nextOn: '2022-11-04' }))
    expect(ids(await search({ willingness: ['willing'] }))).toEqual([of(0)])
    expect(ids(await search({ willingness: ['unasked'] }))).toEqual([of(2), of(4)])
    expect(ids(await search({ willingness: ['unasked', 'unwilling'] }))).toEqual([of(1), of(2), of(4)])
    expect(ids(await search({ contact: ['never'] }))).toEqual([of(4)])
    expect(ids(await search({ contact: ['not_reached'] }))).toEqual([of(2)])
    expect(ids(await search({ mostAttempts: 0 }))).toEqual([of(4)])
    expect(await search({ leastAttempts: 1 })).toHaveLength(4)
    expect(ids(await search({ reason: '缴纳税费有困难' }))).toEqual([of(1)])
    expect(ids(await search({ nextBy: '2022-11-04' }))).toEqual([of(3)])
    expect(ids(await search({ obstacles: ['unwilling'] }))).toEqual([of(1)])
    expect(await search({ estates: [office.ids.晓月小区] })).toHaveLength(2)
    expect(ids(await search({}, { sort: 'next' }))).toEqual([of(3), of(2)])
  })

  test('comes page by page, in both orders, without gap or repetition', async () => {
    for (const [sort, all] of [
      ['home', homes.map(({ unitId }) => unitId)],
      ['next', [of(3), of(2)]],
    ] as const) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await answer('fenyang-clerk', 'POST', inRegion('/outreach/search'), { sort, limit: 1, after })
        seen.push(...page.rows.map(({ unitId }: OutreachLine) => unitId))
        after = page.next ?? undefined
      } while (after)
      expect(seen).toEqual(all)
    }
    const wrong = await send('fenyang-clerk', 'POST', inRegion('/outreach/search'), {
      sort: 'next',
      after: `${fenyang}.x`,
    })
    expect(wrong.json()).toMatchObject({ code: 'bad_place' })
  })

  test('keeps two different words of one field apart until somebody chooses', async () => {
    const { revision } = await look(0)
    await record(0, visit({ willingness: 'undecided' }, { baseRevision: revision }))
    const other = await record(0, visit({ willingness: 'unwilling' }, { baseRevision: revision }), 'second-clerk')
    expect(other.json()).toEqual({ outcome: 'conflict', conflicts: ['willingness'] })
    expect(await look(0)).toMatchObject({ conflicts: ['willingness'], line: { attempts: 3 } })
    expect(await summary()).toMatchObject({ conflicts: 1 })
  })

  test('refuses a visit to come and a home that does not exist, at the field', async () => {
    const future = await record(4, visit({}, { onDay: '2999-01-01' }))
    expect(future.json()).toMatchObject({ code: 'visit_in_future', fields: [{ field: 'time' }] })
    const nowhere = at('/units/00000000-0000-7000-8000-000000000000/outreach')
    expect((await send('fenyang-clerk', 'POST', nowhere, visit({}))).statusCode).toBe(404)
    expect((await send('fenyang-clerk', 'GET', nowhere)).statusCode).toBe(404)
  })

  test('leaves the house as a workbook, logged', async () => {
    const workbook = await send('fenyang-clerk', 'POST', inRegion('/outreach.xlsx'), { segment: { leastAttempts: 1 } })
    expect(workbook.statusCode).toBe(200)
    expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK')
    const { rows } = await office.house.owner.query(`select row_count from exports where subject = 'outreach'`)
    expect(rows).toEqual([{ row_count: 4 }])
  })

  test('is read by those who may, and written by those who visit', async () => {
    expect((await send('inspector', 'POST', inRegion('/outreach/search'), {})).statusCode).toBe(200)
    expect((await send('fenyang-visitor', 'GET', at(`/units/${of(0)}/outreach`))).statusCode).toBe(200)
    for (const login of ['inspector', 'leader', 'city-office', 'housing-officer', 'jiaokou-clerk'])
      expect((await record(4, visit({}), login)).statusCode).toBe(404)
    expect((await send('fenyang-registrar', 'POST', inRegion('/outreach/search'), {})).statusCode).toBe(404)
    expect((await send('fenyang-visitor', 'POST', inRegion('/outreach.xlsx'), {})).statusCode).toBe(404)
  })
})

describe('reasons', () => {
  const reasons = (login = 'fenyang-clerk') => answer(login, 'GET', at('/outreach-reasons'))
  const add = (name: string, login = 'fenyang-clerk') =>
    send(login, 'POST', at('/outreach-reasons'), { name, reason: '走访中常见' })
  const end = (name: string, into: string | null, login = 'fenyang-clerk') =>
    send(login, 'POST', at('/outreach-reasons/end'), { name, into, reason: '归并说法' })

  test('are shipped ones and those a county adds, each once', async () => {
    expect((await add('等孩子落户')).json()).toContainEqual(
      expect.objectContaining({ name: '等孩子落户', isShipped: false, isListed: true, homes: 0 }),
    )
    expect((await add('等孩子落户')).json()).toMatchObject({ code: 'reason_exists', fields: [{ field: 'name' }] })
    expect((await add('常年在外')).json()).toMatchObject({ code: 'reason_exists' })
  })

  test('merged count under the other and are still told as they were said', async () => {
    await record(4, visit({ willingness: 'unwilling', reason: '没钱交税' }))
    expect((await reasons()).find(({ name }: { name: string }) => name === '没钱交税')).toMatchObject({
      isListed: false,
      homes: 1,
    })
    expect((await end('没钱交税', '缴纳税费有困难')).statusCode).toBe(200)
    expect(ids(await search({ reason: '缴纳税费有困难' }))).toEqual([of(1), of(4)])
    expect((await look(4)).line.reason).toBe('没钱交税')
    expect((await summary()).reasons).toEqual([{ reason: '缴纳税费有困难', homes: 2 }])
    expect((await end('缴纳税费有困难', '等孩子落户')).statusCode).toBe(200)
    expect((await summary()).reasons).toEqual([{ reason: '等孩子落户', homes: 2 }])
  })

  test('are not merged in a circle, into nothing, or twice, and end once', async () => {
    expect((await end('等孩子落户', '没钱交税')).json()).toMatchObject({ fields: [{ field: 'into' }] })
    expect((await end('等孩子落户', '等孩子落户')).json()).toMatchObject({ fields: [{ field: 'into' }] })
    expect((await end('没钱交税', '常年在外')).json()).toMatchObject({ code: 'reason_ended' })
    expect((await end('从未说过', null)).statusCode).toBe(404)
    expect((await end('材料遗失', null)).statusCode).toBe(200)
    expect((await end('材料遗失', null)).json()).toMatchObject({ code: 'reason_ended' })
    expect((await add('没钱交税')).json()).toMatchObject({ code: 'reason_was_merged' })
  })

  test('are changed by those who arrange outreach alone', async () => {
    for (const login of ['fenyang-visitor', 'inspector', 'jiaokou-clerk']) {
      expect((await add('别的', login)).statusCode).toBe(404)
      expect((await end('常年在外', null, login)).statusCode).toBe(404)
    }
  })
})

describe('announcements', () => {
  const told = (rest: object = {}) => ({
    channel: 'wechat_group',
    onDay: '2022-11-03',
    words: '集中办证通知',
    reached: 120,
    ...rest,
  })

  test('are told to estates, and stand with each of their homes', async () => {
    const body = told({ estateIds: [office.ids.晨光小区, office.ids.晓月小区] })
    expect(await answer('fenyang-visitor', 'POST', at('/outreach-announcements'), body)).toEqual({ recorded: 2 })
    expect((await look(0)).announcements).toMatchObject([
      { channel: 'wechat_group', reached: 120, words: '集中办证通知' },
    ])
    const page = await answer('inspector', 'GET', inRegion('/outreach-announcements?limit=1'))
    expect(page.rows).toHaveLength(1)
    const rest = await answer('inspector', 'GET', inRegion(`/outreach-announcements?after=${page.next}`))
    expect(rest.rows).toHaveLength(1)
  })

  test('of a day to come, of an estate elsewhere, or by who may not, are refused', async () => {
    const own = { estateIds: [office.ids.晨光小区] }
    const post = (login: string, body: object) => send(login, 'POST', at('/outreach-announcements'), body)
    expect((await post('fenyang-clerk', told({ ...own, onDay: '2999-01-01' }))).json()).toMatchObject({
      fields: [{ field: 'onDay' }],
    })
    expect((await post('fenyang-clerk', told({ estateIds: [office.ids.云岭小区] }))).statusCode).toBe(404)
    expect((await post('leader', told(own))).statusCode).toBe(404)
  })
})

describe('a plan', () => {
  const today = officeToday()
  const planOf = (segment: object, rest: object = {}) => ({
    title: '晚间走访',
    channel: 'evening_visit',
    segment,
    personId: office.ids.住建局联络员,
    fromOn: '2022-11-01',
    untilOn: today,
    reason: '安排走访',
    ...rest,
  })
  const make = (login: string, body: object) => send(login, 'POST', at('/visit-plans'), body)

  test('keeps the homes it found, and tells what was done and brought', async () => {
    const segment = { estates: [office.ids.晨光小区] }
    expect(await answer('fenyang-clerk', 'POST', at('/visit-plans/preview'), { segment })).toMatchObject({
      homes: 3,
      estates: [{ name: '晨光小区', homes: 3 }],
    })
    const plan = (await make('fenyang-clerk', planOf(segment))).json()
    expect(plan).toMatchObject({ homes: 3, person: { name: '住建局联络员' }, estates: [{ homes: 3 }] })
    const inPlan = await search({ plan: plan.id })
    expect(inPlan).toHaveLength(3)
    expect(plan.tried).toBe(inPlan.filter(({ attempts }) => attempts > 0).length)
    expect(plan.results.weeks[0]).toMatchObject({ week: '2022-10-31' })
    const triedAll = plan.results.channels.reduce(
      (sum: number, { attempts }: { attempts: number }) => sum + attempts,
      0,
    )
    expect(triedAll).toBe(inPlan.reduce((sum, { attempts }) => sum + attempts, 0))
    expect((await answer('inspector', 'GET', inRegion('/visit-plans?state=running'))).rows).toMatchObject([
      { id: plan.id, homes: 3 },
    ])
    expect((await look(homes.findIndex(({ unitId }) => unitId === inPlan[0]?.unitId))).plans).toMatchObject([
      { id: plan.id },
    ])
  })

  test('changes hands and ends, each under the revision that was seen', async () => {
    const plan = (await make('fenyang-clerk', planOf({ willingness: ['unwilling'] }))).json()
    const url = at(`/visit-plans/${plan.id}`)
    const change = {
      personId: office.ids.自然资源局联络员,
      untilOn: '2030-01-01',
      revision: plan.revision,
      reason: '换人',
    }
    const changed = await answer('second-clerk', 'PUT', url, change)
    expect(changed).toMatchObject({ person: { name: '自然资源局联络员' }, untilOn: '2030-01-01' })
    expect((await send('fenyang-clerk', 'PUT', url, change)).json()).toMatchObject({ code: 'changed_meanwhile' })
    const backwards = { ...change, untilOn: '2022-10-31', revision: changed.revision }
    expect((await send('fenyang-clerk', 'PUT', url, backwards)).json()).toMatchObject({
      fields: [{ field: 'untilOn' }],
    })
    const end = { revision: changed.revision, reason: '走访完毕' }
    expect(await answer('fenyang-clerk', 'POST', `${url}/end`, end)).toMatchObject({
      endedOn: today,
      endReason: '走访完毕',
    })
    expect((await send('fenyang-clerk', 'POST', `${url}/end`, end)).json()).toMatchObject({ code: 'plan_ended' })
  })

  test.each([
    ['without homes', { leastAttempts: 900 }, {}, 'segment'],
    ['that ends before it begins', {}, { untilOn: '2022-10-01' }, 'untilOn'],
    ['for somebody who left', {}, { personId: 'former' }, 'personId'],
  ])('%s is refused at its field', async (_, segment, rest, field) => {
    const former = office.ids.住建局前任
    const body = planOf(segment, 'personId' in rest ? { personId: former } : rest)
    expect((await make('fenyang-clerk', body)).json()).toMatchObject({ fields: [{ field }] })
  })

  test('is made, changed and ended by those who arrange outreach alone', async () => {
    const plan = (await make('fenyang-clerk', planOf({}))).json()
    const url = at(`/visit-plans/${plan.id}`)
    for (const login of ['fenyang-visitor', 'inspector', 'leader', 'jiaokou-clerk']) {
      expect((await make(login, planOf({}))).statusCode).toBe(404)
      expect((await send(login, 'POST', at('/visit-plans/preview'), { segment: {} })).statusCode).toBe(404)
      expect((await send(login, 'POST', `${url}/end`, { revision: 1, reason: '结束' })).statusCode).toBe(404)
    }
  })
})

test('everything recorded is what its history says', async () => {
  const { flaws } = await verify(ownerDb(office.house.owner), { counties: [fenyang], onProgress: () => {} })
  expect(flaws.filter(({ check }) => /visit_plan|outreach_reason|message/.test(check))).toEqual([])
  await office.house.owner.query(`update visit_plans set homes = homes + 1 where title = '晚间走访'`)
  await office.house.owner.query(`update outreach_reasons set merged_into = null`)
  const { flaws: found } = await verify(ownerDb(office.house.owner), { counties: [fenyang], onProgress: () => {} })
  expect(found.map(({ check }) => check)).toEqual(
    expect.arrayContaining(['visit_plan_records', 'outreach_reason_records']),
  )
})
