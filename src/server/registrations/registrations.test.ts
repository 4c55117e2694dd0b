import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ApplicationLine, Batch } from '#contract/registrations.ts'
import { samplePerson } from '#samples/people.ts'
import { callerOf } from '../../../test/caller.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { days, type MadeWindow, makeWindow } from '../../../test/registrations/made-window.ts'
import { verify } from '../audit/verify.ts'
import { ownerDb } from '../platform/database.ts'
import { officeToday } from '../platform/office-day.ts'
import { acceptByClock } from './clock.ts'

let made: MadeWindow
let send: ReturnType<typeof callerOf>['send']
const county = `/api/counties/${fenyang}`

beforeAll(async () => {
  made = await makeWindow({ homes: 40 })
  send = callerOf(await made.house.open()).send
})
afterAll(() => made.house.drop())

const homes = (from: number, until: number) => made.registered.unitIds.slice(from, until)
async function submitted(from: number, until: number): Promise<string[]> {
  const answers = await made.submit(homes(from, until).map((unitId, at) => made.transferOf(unitId, {}, from + at + 1)))
  return answers.map(({ id }) => id ?? '')
}
const as = (login: string) => async (path: string, body: object) => {
  const answer = await send(login, 'POST', `${county}${path}`, { reason: '按程序办理', ...body })
  return answer.statusCode === 200 ? answer.json() : answer.statusCode
}
const [window, registrar] = [as('fenyang-window'), as('fenyang-registrar')]
const list = async (query: object): Promise<{ rows: ApplicationLine[]; next: string | null }> =>
  (await send('fenyang-window', 'POST', `/api/regions/${fenyang}/applications/search`, query)).json()

describe('an application', () => {
  test('goes its way by two people, each of whom lacks the door of the other', async () => {
    const ids = await submitted(0, 2)
    const on = days.gate

    expect(await registrar('/applications/accept', { ids, on: days.accepted })).toBe(404)
    expect(await window('/applications/accept', { ids, on: days.accepted })).toMatchObject({ done: 2, refused: 0 })
    for (const gate of ['papers', 'tax', 'fund'])
      expect(await window('/applications/pass', { ids, on, gate, state: 'passed' })).toMatchObject({ done: 2 })
    expect(await window('/applications/review', { ids, on })).toBe(404)
    expect(await registrar('/applications/enter', { ids, on: days.entered })).toMatchObject({
      refused: 2,
      results: [{ code: 'gates_open', message: '还有环节没有办结：审核' }, { code: 'gates_open' }],
    })
    expect(await registrar('/applications/review', { ids, on })).toMatchObject({ done: 2 })
    expect(await window('/applications/enter', { ids, on: days.entered })).toBe(404)
    const taken = '晋（2022）汾阳市不动产权第0000777号'
    const certificateNos = Object.fromEntries(ids.map((id) => [id, taken]))
    expect(await registrar('/applications/enter', { ids, on: days.entered, certificateNos })).toMatchObject({
      done: 1,
      results: [{ ok: true }, { code: 'certificate_taken' }],
    })

    const one = (await send('fenyang-window', 'GET', `${county}/applications/${ids[0]}`)).json()
    expect(one).toMatchObject({
      state: 'entered',
      certificateNo: taken,
      acceptorName: '示例汾阳窗口',
      entererName: '示例汾阳审核',
    })
    expect(one.parties).toMatchObject([{ name: samplePerson(1).name, idMasked: expect.stringContaining('****') }])
    expect(one.history.map(({ kind }: { kind: string }) => kind)).toContain('applications_enter')
    expect(JSON.stringify(one)).not.toContain(samplePerson(1).idNumber)
  })

  test('of 汾阳市 does not exist for a clerk of 交口县', async () => {
    const [id = ''] = await submitted(2, 3)

    expect((await send('jiaokou-clerk', 'GET', `${county}/applications/${id}`)).statusCode).toBe(404)
    expect((await send('jiaokou-clerk', 'GET', `/api/counties/${jiaokou}/applications/${id}`)).statusCode).toBe(404)
    const moved = await send('jiaokou-clerk', 'POST', `/api/counties/${jiaokou}/applications/accept`, {
      ids: [id],
      on: days.accepted,
      reason: '越界',
    })
    expect(moved.json()).toMatchObject({ done: 0, results: [{ code: 'no_such_application' }] })
  })

  test('waits for its correction, and the days it waits do not count', async () => {
    const ids = await submitted(3, 4)
    await window('/applications/accept', { ids, on: days.accepted })
    const read = async () => (await send('fenyang-window', 'GET', `${county}/applications/${ids[0]}`)).json()
    expect(await read()).toMatchObject({ dueOn: '2022-11-18', promisedOn: '2022-10-14' })

    await window('/applications/call-for-correction', { ids, on: '2022-10-11', missing: ['购房发票', '身份证明'] })
    expect(await read()).toMatchObject({ state: 'correcting', isPaused: true, correctBy: '2022-11-01' })
    await window('/applications/correct', { ids, on: '2022-10-13' })

    expect(await read()).toMatchObject({
      state: 'accepted',
      isPaused: false,
      dueOn: '2022-11-22',
      promisedOn: '2022-10-18',
    })
  })
})

describe('the list', () => {
  test('is paged by its last row, newest first, without a row twice', async () => {
    await submitted(7, 12)
    const seen: string[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ limit: 3, ...(after && { after }) })
      seen.push(...page.rows.map(({ id }) => id))
      after = page.next
    } while (after)

    expect(seen).toEqual(seen.toSorted().toReversed())
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThanOrEqual(9)
  })

  test.each([
    ['the name of a buyer', () => samplePerson(8).name],
    ['his number', () => samplePerson(8).idNumber],
    ['a room', () => '1-1-108'],
  ])('finds by %s', async (_, typed) => {
    const { rows } = await list({ search: typed() })

    expect(rows.map(({ unitId }) => unitId)).toContain(homes(7, 8)[0])
  })

  test('shows a desk what waits at its gate, soonest due first', async () => {
    const { rows } = await list({ gateOpen: 'tax', sort: 'due' })

    expect(rows.length).toBeGreaterThan(0)
    for (const { gates } of rows) expect(gates).toContainEqual({ gate: 'tax', state: 'open' })
    expect(rows.map(({ dueOn }) => dueOn)).toEqual(rows.map(({ dueOn }) => dueOn).toSorted())
  })

  test('does not open from a place of another order', async () => {
    const answer = await send('fenyang-window', 'POST', `/api/regions/${fenyang}/applications/search`, {
      sort: 'due',
      after: 'newest..x',
    })

    expect(answer.statusCode).toBe(400)
  })
})

describe('a batch of a selection', () => {
  const batches = '/registration-batches'
  const terms = { on: days.submitted }

  test('is tried, run by a job and told home by home', async () => {
    const units = [...homes(12, 20), made.waiting.unitIds[0] ?? '']
    const { id } = await window(`${batches}/submit`, { name: '晨光', idempotencyKey: 'window-12-20', units, terms })

    expect(await window(`${batches}/submit/${id}/try`, {})).toMatchObject({ done: 0, refused: 1, state: 'previewed' })
    expect(await window(`${batches}/submit/${id}/run`, {})).toMatchObject({ state: 'running' })

    const read = async (): Promise<Batch> => (await send('fenyang-window', 'GET', `${county}${batches}/${id}`)).json()
    await vi.waitFor(async () => expect((await read()).state).toBe('finished'), { timeout: 20_000, interval: 100 })
    const batch = await read()
    expect(batch).toMatchObject({ done: 8, refused: 1, runnerName: '示例汾阳窗口' })
    expect(batch.reasons).toMatchObject([{ code: 'not_first_registered', items: 1 }])
    expect(batch.rows[0]).toMatchObject({ place: expect.stringContaining('晨光小区'), state: 'done' })
  })

  test('is carried out through the door of its act alone, and by whom it is open to', async () => {
    const units = homes(20, 22)
    const { id } = await window(`${batches}/submit`, { name: '晨光', idempotencyKey: 'window-20-22', units, terms })

    expect(await window(`${batches}/accept/${id}/run`, {})).toBe(404)
    expect(await registrar(`${batches}/submit/${id}/run`, {})).toBe(404)
    expect(await registrar(`${batches}/accept`, { name: '晨光', idempotencyKey: 'registrar-20', units, terms })).toBe(
      404,
    )
    expect((await send('jiaokou-clerk', 'GET', `${county}${batches}/${id}`)).statusCode).toBe(404)
  })
})

describe('the settings', () => {
  const path = `${county}/registration-settings`
  const set = (login: string, settings: object[]) =>
    send(login, 'PUT', path, { reason: '按本县公示的承诺时限', settings })
  const legal = { setting: 'legalDays', value: 20, source: '县政府令', isVerified: true }

  test('are defaults to be verified until the county sets its own, which count from then on', async () => {
    const before = (await send('fenyang-window', 'GET', path)).json()
    expect(before.settings[0]).toMatchObject({ setting: 'legalDays', value: 30, isVerified: false, isSet: false })

    expect((await set('fenyang-window', [legal])).statusCode).toBe(404)
    expect((await set('fenyang-clerk', [{ ...legal, value: '二十' }])).json()).toMatchObject({
      fields: [{ field: 'legalDays' }],
    })
    expect((await set('fenyang-clerk', [legal])).json().settings[0]).toEqual({ ...legal, isSet: true })
    expect((await set('fenyang-clerk', [legal])).statusCode).toBe(409)

    const ids = await submitted(22, 23)
    await window('/applications/accept', { ids, on: days.accepted })
    const one = (await send('fenyang-window', 'GET', `${county}/applications/${ids[0]}`)).json()
    expect(one).toMatchObject({ legalDays: 20, dueOn: '2022-11-04' })
  })
})

test('all of it is proved', async () => {
  const counties = [fenyang, jiaokou]

  expect((await verify(ownerDb(made.house.owner), { counties, onProgress: () => {} })).flaws).toEqual([])
})

test('what nobody accepted in time is accepted by the clock, once; what was told only now waits, however old its paper', async () => {
  const [old = '', told = ''] = await submitted(30, 32)
  const { rows } = await made.house.owner.query("select uuidv7(interval '-40 days') as id")
  const client = await made.house.owner.connect()
  await client.query("set session_replication_role = 'replica'")
  for (const [table, column] of [
    ['applications', 'id'],
    ['application_gates', 'application_id'],
    ['application_parties', 'application_id'],
  ])
    await client.query(`update ${table} set ${column} = $1 where ${column} = $2`, [rows[0].id, old])
  await client.query('reset session_replication_role')
  client.release()

  expect(await acceptByClock(made.house.db, fenyang, officeToday())).toBe(1)
  expect(await acceptByClock(made.house.db, fenyang, officeToday())).toBe(0)

  const states = await made.house.owner.query(
    'select id, state, is_deemed from applications where id = any ($1::uuid[]) order by id',
    [[rows[0].id, told]],
  )
  expect(states.rows).toEqual([
    { id: rows[0].id, state: 'accepted', is_deemed: true },
    { id: told, state: 'submitted', is_deemed: null },
  ])
})
