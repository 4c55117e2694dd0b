import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Responsibility } from '#contract/responsibility.ts'
import { callerOf } from '../../../test/caller.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { systemActor, transact } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { createSampleAccount } from './actions.ts'

let house: MadeHouse
let send: ReturnType<typeof callerOf>['send']
const path = `/api/counties/${fenyang}/responsibility`
const reason = '明确责任分工'

beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  await house.importCounty(smallPlan(jiaokou))
  const opened = await house.open()
  const officer = { login: 'fenyang-officer', name: '经办员', password: 'officer-1234' }
  await createSampleAccount(house.db, systemActor([fenyang]), {
    ...officer,
    roles: [{ role: 'officer', region: fenyang }],
  })
  const { app } = opened
  send = callerOf({ app, accounts: [...opened.accounts, officer as (typeof opened.accounts)[number]] }).send
})
afterAll(() => house.drop())

const call = async (method: string, url: string, payload?: object, login = 'fenyang-clerk') => {
  const answer = await send(login, method, `${path}${url}`, payload && { reason, ...payload })
  return { status: answer.statusCode, json: answer.json() as Responsibility & { code: string; message: string } }
}
const idOf = (list: { id: string; name: string }[], name: string) => list.find((one) => one.name === name)?.id ?? ''
const addPerson = async (name: string, more: object = {}) => {
  const { json } = await call('POST', '/people', { name, organisationId: null, phone: null, login: null, ...more })
  return idOf(json.people, name)
}
const addUnit = async (name: string, kind = 'responsible_unit') => {
  const { json } = await call('POST', '/units', { kind, name, duties: null })
  return idOf(json.units, name)
}
const flaws = async () => (await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })).flaws

describe('a responsible unit', () => {
  test('stands behind the unit of the rules its name tells of, until another takes it over', async () => {
    const housing = await addUnit('汾阳市住房和城乡建设局')
    const { json } = await call('GET', '')
    expect(json.units.find(({ id }) => id === housing)?.unitCodes).toEqual(['housing'])
    expect(json.unfilled.map(({ unitCode }) => unitCode)).not.toContain('housing')
    const bureau = await addUnit('汾阳市房屋服务局')
    const described = await call('PUT', `/units/${bureau}`, { duties: '竣工验收', unitCodes: ['housing', 'fire'] })
    expect(described.json.units.map(({ name, unitCodes, duties }) => [name, unitCodes, duties])).toEqual([
      ['汾阳市住房和城乡建设局', [], null],
      ['汾阳市房屋服务局', ['fire', 'housing'], '竣工验收'],
    ])
    expect(await flaws()).toEqual([])
  })

  test('is not added twice, and stands behind no unit the rules do not know', async () => {
    const again = await call('POST', '/units', { kind: 'responsible_unit', name: '汾阳市房屋服务局', duties: null })
    expect([again.status, again.json.code]).toEqual([409, 'unit_exists'])
    const unit = idOf((await call('GET', '')).json.units, '汾阳市房屋服务局')
    const unknown = await call('PUT', `/units/${unit}`, { duties: null, unitCodes: ['post_office'] })
    expect([unknown.status, unknown.json.code]).toEqual([400, 'unknown_unit_code'])
  })
})

describe('a person', () => {
  test('is listed with the phone masked; it lies sealed, and the history keeps only its digest', async () => {
    const id = await addPerson('王某甲', { phone: '199 0000 0001', login: 'fenyang-officer' })
    const person = (await call('GET', '')).json.people.find((one) => one.id === id)
    expect(person).toMatchObject({ phoneMasked: '199****0001', login: 'fenyang-officer', leftOn: null })
    const { rows } = await house.owner.query(
      `select phone_cipher, change::text from people join history on subject_id = id where id = $1`,
      [id],
    )
    expect(house.secrets.open(rows[0].phone_cipher)).toBe('19900000001')
    expect(rows[0].change).not.toContain('19900000001')
  })

  test('is nobody else’s account, and has no phone that is none', async () => {
    const taken = await call('POST', '/people', {
      name: '李某',
      organisationId: null,
      phone: null,
      login: 'fenyang-officer',
    })
    expect([taken.status, taken.json.message]).toEqual([409, '账号“fenyang-officer”已与王某甲对应'])
    const foreign = await call('POST', '/people', {
      name: '李某',
      organisationId: null,
      phone: null,
      login: 'jiaokou-clerk',
    })
    expect(foreign.json.code).toBe('no_such_account')
    const phone = await call('POST', '/people', { name: '李某', organisationId: null, phone: '电话', login: null })
    expect([phone.status, phone.json.code]).toEqual([400, 'phone_invalid'])
  })
})

test('a unit has one head at a time: the former ends on the same day and stays in the list', async () => {
  const unit = await addUnit('汾阳市税务局')
  const [first, second] = [await addPerson('赵某'), await addPerson('钱某')]
  const posting = { organisationId: unit, duty: 'head' }
  await call('POST', '/postings', { ...posting, personId: first, from: '2022-03-01' })
  const { json } = await call('POST', '/postings', { ...posting, personId: second, from: '2022-06-01' })
  const postings = json.units.find(({ id }) => id === unit)?.postings
  expect(postings).toMatchObject([
    { personId: second, duty: 'head', from: '2022-06-01', until: null },
    { personId: first, duty: 'head', from: '2022-03-01', until: '2022-06-01' },
  ])
  const early = await call('POST', '/postings', { ...posting, personId: first, from: '2022-05-01' })
  expect([early.status, early.json.code]).toEqual([409, 'end_before_start'])
  const twice = await call('POST', '/postings', { ...posting, personId: second, from: '2022-07-01' })
  expect(twice.json.code).toBe('already_posted')
  const end = await call('POST', `/postings/${postings?.[0]?.id}/end`, { until: '2022-05-31' })
  expect(end.json.code).toBe('end_before_start')
  expect((await call('POST', `/postings/${postings?.[0]?.id}/end`, { until: '2022-09-30' })).status).toBe(200)
  const again = await call('POST', `/postings/${postings?.[0]?.id}/end`, { until: '2022-10-30' })
  expect(again.json.code).toBe('already_ended')
  const future = await call('POST', '/postings', { ...posting, personId: first, from: '2999-01-01' })
  expect(future.json.code).toBe('date_in_future')
  expect(await flaws()).toEqual([])
})

describe('a charge', () => {
  const places = async (county = fenyang) => {
    const { rows } = await house.owner.query(
      `select e.id as estate, b.id as building, e.name from estates as e join buildings as b on b.estate_id = e.id
        where e.county_code = $1 order by e.name, b.name`,
      [county],
    )
    return rows as { estate: string; building: string; name: string }[]
  }

  test('names its place, and an estate somebody looks after is no longer unattended', async () => {
    const [place] = await places()
    const before = (await call('GET', '')).json.unattended
    expect(before.map(({ id }) => id)).toContain(place?.estate)
    const personId = await addPerson('孙某')
    const { json } = await call('POST', '/charges', {
      personId,
      from: '2022-03-01',
      places: [
        { scope: 'estate', estateId: place?.estate },
        { scope: 'building', estateId: place?.estate, buildingId: place?.building },
        { scope: 'floor', estateId: place?.estate, buildingId: place?.building, floor: 1 },
        { scope: 'county' },
      ],
    })
    expect(json.charges.filter((one) => one.personId === personId).map((one) => one.place)).toEqual([
      '汾阳市',
      place?.name,
      `${place?.name} 1号楼`,
      `${place?.name} 1号楼 1层`,
    ])
    expect(json.unattended.map(({ id }) => id)).not.toContain(place?.estate)
    const again = await call('POST', '/charges', { personId, from: '2022-04-01', places: [{ scope: 'county' }] })
    expect(again.json.code).toBe('already_charged')
  })

  test('of a building of another estate, of another county or of no place is refused', async () => {
    const all = await places()
    const other = all.find(({ estate }) => estate !== all[0]?.estate)
    const personId = await addPerson('周某')
    const refused = async (place: object) =>
      (await call('POST', '/charges', { personId, from: '2022-03-01', places: [place] })).json.message
    expect(await refused({ scope: 'building', estateId: all[0]?.estate, buildingId: other?.building })).toBe(
      `所选楼幢不在${all[0]?.name}`,
    )
    expect(await refused({ scope: 'estate', estateId: (await places(jiaokou))[0]?.estate })).toBe('所选小区不在本县')
    expect(await refused({ scope: 'estate' })).toBe('包联的范围与所选地点不符')
    expect(await refused({ scope: 'township', townshipCode: '141130T01' })).toBe('所选乡镇（街道）不在本县')
    expect(
      await refused({ scope: 'floor', estateId: all[0]?.estate, buildingId: all[0]?.building, floor: 99 }),
    ).toMatch(/只有 \d+ 层/)
  })
})

describe('a hand-over', () => {
  let from: string
  let to: string
  beforeAll(async () => {
    from = await addPerson('吴某')
    to = await addPerson('郑某')
    const unit = await addUnit('汾阳市财政局')
    await call('POST', '/postings', { personId: from, organisationId: unit, duty: 'liaison', from: '2022-03-01' })
    await call('POST', '/charges', { personId: from, from: '2022-03-01', places: [{ scope: 'county' }] })
    await issueTasks(unit, from)
  })

  /** Three tasks of a person, one of them written off long ago. */
  async function issueTasks(unit: string, person: string) {
    await transact(house.db, systemActor([fenyang]), () =>
      house.owner.query(
        `insert into tasks (county_code, task_no, title, wanted, source, organisation_id, person_id, issued_on, starts_on, due_on,
                            first_due_on, state, state_on, light, light_on, written_off_on)
         select $1, 900 + n, '补办手续', '批复', 'ledger', $2, $3, '2022-03-01', '2022-03-01', '2022-04-01', '2022-04-01',
                case n when 3 then 'written_off' else 'issued' end, '2022-03-01', 'grey', '2022-03-01', case n when 3 then date '2022-03-20' end
           from generate_series(1, 3) as n`,
        [fenyang, unit, person],
      ),
    )
  }

  test('before what is handed over began, to oneself or to nobody is refused, and nothing moves', async () => {
    const refused = async (body: object) =>
      (await call('POST', `/people/${from}/hand-over`, { on: '2022-06-01', leaves: true, toPersonId: to, ...body }))
        .json.code
    expect(await refused({ on: '2022-02-01' })).toBe('end_before_start')
    expect(await refused({ toPersonId: from })).toBe('same_person')
    expect(await refused({ toPersonId: '00000000-0000-4000-8000-000000000000' })).toBe('no_such_person')
    expect((await call('GET', '')).json.people.find(({ id }) => id === from)).toMatchObject({
      openTasks: 2,
      overdueTasks: 2,
      charges: 1,
    })
  })

  test('moves open tasks, posts and charges as one act, and keeps what was', async () => {
    const answer = await call('POST', `/people/${from}/hand-over`, { on: '2022-06-01', leaves: true, toPersonId: to })
    expect(answer.json).toMatchObject({ moved: { tasks: 2, postings: 1, charges: 1 } })
    const person = (id: string) => answer.json.people.find((one) => one.id === id)
    expect(person(from)).toMatchObject({ openTasks: 0, charges: 0, leftOn: '2022-06-01', login: null })
    expect(person(to)).toMatchObject({ openTasks: 2, charges: 1, leftOn: null })
    const unit = answer.json.units.find(({ name }) => name === '汾阳市财政局')
    expect(unit?.postings).toMatchObject([
      { personId: to, from: '2022-06-01', until: null },
      { personId: from, from: '2022-03-01', until: '2022-06-01' },
    ])
    const { rows: told } = await house.owner.query(
      `select kind, count(*)::integer as n from notices where person_id = $1 group by 1`,
      [to],
    )
    expect(told).toEqual([{ kind: 'assigned', n: 2 }])
    const { rows } = await house.owner.query(
      `select subject_kind, count(*)::integer as n from acts join history using (county_code, act_no)
        where kind = 'work_handed_over' group by 1 order by 1`,
    )
    expect(rows).toEqual([
      { subject_kind: 'person', n: 2 },
      { subject_kind: 'task', n: 2 },
    ])
    expect((await flaws()).filter(({ check }) => /people|organisation/.test(check))).toEqual([])
  })

  test('leaves nothing for who has left: neither a post, nor a charge, nor more work', async () => {
    const unit = idOf((await call('GET', '')).json.units, '汾阳市财政局')
    const posting = { personId: from, organisationId: unit, duty: 'member', from: '2022-07-01' }
    const charging = { personId: from, from: '2022-07-01', places: [{ scope: 'county' }] }
    const handing = { toPersonId: from, on: '2022-07-01', leaves: false }
    for (const [url, body] of [
      ['/postings', posting],
      ['/charges', charging],
      [`/people/${to}/hand-over`, handing],
    ] as const)
      expect([url, (await call('POST', url, body)).json.message]).toEqual([url, '吴某已于 2022-06-01 离任，请另选一人'])
  })
})

test('the charter is a document that names members, duties and charges', async () => {
  const answer = await send('fenyang-officer', 'GET', `${path}/charter.docx`)
  expect(answer.statusCode).toBe(200)
  expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK')
  expect(answer.rawPayload.length).toBeGreaterThan(5000)
})

test('a post changed behind the history is found', async () => {
  const { rows } = await house.owner.query(
    `update postings set until_on = null where id = (select id from postings where until_on is not null and duty = 'head' order by from_on desc limit 1) returning person_id`,
  )
  expect(await flaws()).toContainEqual(expect.objectContaining({ check: 'people_records', record: rows[0].person_id }))
})

describe('who may not', () => {
  const person = { reason, name: '外人', organisationId: null, phone: null, login: null }

  test.each(['fenyang-officer', 'inspector', 'leader', 'fenyang-window', 'jiaokou-clerk'])(
    '%s puts nobody on the list of 汾阳市',
    async (login) => expect((await send(login, 'POST', `${path}/people`, person)).statusCode).toBe(404),
  )

  test('reads who answers for what: officer and inspector do, a clerk of another county sees nothing', async () => {
    expect((await send('fenyang-officer', 'GET', path)).statusCode).toBe(200)
    expect((await send('inspector', 'GET', path)).statusCode).toBe(200)
    expect((await send('jiaokou-clerk', 'GET', path)).statusCode).toBe(404)
    const own = await send('jiaokou-clerk', 'GET', path.replace(fenyang, jiaokou))
    expect(own.json()).toMatchObject({ units: [], people: [], charges: [] })
  })
})
