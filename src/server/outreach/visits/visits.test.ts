import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Figures } from '#contract/reports.ts'
import { verify } from '#server/audit/verify.ts'
import { ownerDb } from '#server/platform/database.ts'
import { fenyang } from '../../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../../test/tasks/made-office.ts'

let office: MadeOffice
let opened: Awaited<ReturnType<typeof openOffice>>
let homes: string[]
const county = `/api/counties/${fenyang}`
const [first, second] = ['fenyang-visitor', 'fenyang-second-visitor']
const phones: Record<string, string> = { [first]: randomUUID(), [second]: randomUUID() }

beforeAll(async () => {
  office = await makeOffice()
  opened = await openOffice(office)
  for (const login of [first, second])
    await opened.send(login, 'POST', '/api/visit/devices', { deviceId: phones[login], name: '走访手机' })
  const { rows } = await office.house.owner.query('select id from units where county_code = $1 order by id', [fenyang])
  homes = rows.map(({ id }) => id)
})
afterAll(() => office.house.drop())

type Told = Record<string, unknown>

/** A visit as the form writes it; what is told overrides. */
const visit = (unitId: string | undefined, told: Told = {}) => ({
  id: randomUUID(),
  kind: 'visit',
  countyCode: fenyang,
  unitId,
  observedAt: new Date(Date.now() - 3600_000).toISOString(),
  formVersion: 1,
  baseRevision: 0,
  channel: 'visit',
  isContacted: true,
  fields: {},
  note: null,
  ...told,
})

async function sendAll(login: string, records: readonly Told[], clock = new Date().toISOString()) {
  const answer = await opened.send(login, 'POST', '/api/visit/records', { deviceId: phones[login], clock, records })
  expect([answer.statusCode, answer.body]).toEqual([200, answer.body])
  return answer.json().results
}

const figures = async (): Promise<Figures> =>
  (await opened.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/figures`)).json()

describe('a visit', () => {
  test('sent again is answered as before, and is there once', async () => {
    const record = visit(homes[0], { fields: { willingness: 'willing' } })

    const [once] = await sendAll(first, [record])
    const [again] = await sendAll(first, [record])
    const [one, two] = await Promise.all([sendAll(first, [record]), sendAll(first, [record])])

    expect(once).toMatchObject({ outcome: 'taken', revision: 1, unit: { contact: 'reached', willingness: 'willing' } })
    expect([again, one[0], two[0]]).toEqual([once, once, once])
    const { rows } = await office.house.owner.query('select count(*)::integer as n from visits where id = $1', [
      record.id,
    ])
    expect(rows).toEqual([{ n: 1 }])
  })

  test('moves the figures exactly by what it says', async () => {
    const before = await figures()

    await sendAll(first, [visit(homes[1], { fields: { willingness: 'unwilling', reason: '暂不需要' } })])
    const refused = await figures()
    await sendAll(first, [visit(homes[1], { baseRevision: 1, fields: { willingness: 'willing' } })])
    const won = await figures()
    await sendAll(first, [visit(homes[1], { baseRevision: 2, isContacted: false, channel: 'phone' })])

    const counts = ({ asked, statedWilling, unwilling, unreachable, willing }: Figures) => ({
      asked,
      statedWilling,
      unwilling,
      unreachable,
      willing,
    })
    const was = counts(before)
    expect(counts(refused)).toEqual({
      ...was,
      asked: was.asked + 1,
      unwilling: was.unwilling + 1,
      willing: was.willing - 1,
    })
    expect(counts(won)).toEqual({ ...was, asked: was.asked + 1, statedWilling: was.statedWilling + 1 })
    expect(counts(await figures())).toEqual(counts(won))
  })

  test('in vain three times over two channels counts the home as out of reach; a meeting takes it back', async () => {
    const before = (await figures()).unreachable
    const inVain = (channel: string) => visit(homes[2], { isContacted: false, channel })

    await sendAll(first, [inVain('visit'), inVain('evening_visit')])
    expect((await figures()).unreachable).toBe(before)
    await sendAll(second, [inVain('phone')])
    expect((await figures()).unreachable).toBe(before + 1)
    await sendAll(second, [visit(homes[2], { observedAt: new Date().toISOString() })])
    expect((await figures()).unreachable).toBe(before)
  })

  test('told unseen in another way by somebody else waits for a person, and neither word is lost', async () => {
    await sendAll(first, [visit(homes[3], { fields: { willingness: 'willing', nextOn: '2030-01-05' } })])

    const [given] = await sendAll(second, [
      visit(homes[3], { fields: { willingness: 'unwilling', nextOn: '2030-01-05' } }),
    ])

    expect(given).toMatchObject({ outcome: 'conflict', conflicts: ['willingness'], unit: { willingness: 'willing' } })
    const { rows } = (await opened.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/visit-conflicts`)).json()
    expect(rows).toMatchObject([
      { field: 'willingness', standing: { value: 'willing' }, given: [{ value: 'unwilling' }] },
    ])
    const own = (await opened.send(first, 'GET', '/api/visit/records')).json().conflicts
    expect(own).toHaveLength(1)

    const choice = {
      unitId: homes[3],
      field: 'willingness',
      chosen: rows[0].given[0].id,
      revision: rows[0].revision,
      reason: '电话核实',
    }
    expect((await opened.send(first, 'POST', `${county}/visit-conflicts/decide`, choice)).statusCode).toBe(404)
    const decided = await opened.send('fenyang-clerk', 'POST', `${county}/visit-conflicts/decide`, choice)
    expect([decided.statusCode, decided.body]).toEqual([200, decided.body])
    const after = (await opened.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/visit-conflicts`)).json()
    expect(after.rows).toEqual([])
    const page = await opened.send(first, 'GET', `/api/visit${county.slice(4)}/estates/${office.ids.晓月小区}/homes`)
    const home = page.json().rows.find(({ unitId }: { unitId: string }) => unitId === homes[3])
    expect(home).toMatchObject({ obstacle: 'unwilling', fields: { willingness: 'unwilling' }, attempts: 2 })
  })

  test('by a phone whose clock is wrong is put right and marked, and never in the future', async () => {
    const fast = new Date(Date.now() + 86_400_000)
    const record = visit(homes[4], { observedAt: new Date(fast.getTime() - 60_000).toISOString() })

    await sendAll(first, [record, visit(homes[4], { observedAt: '2099-01-01T00:00:00Z' })], fast.toISOString())

    const { rows } = await office.house.owner.query(
      `select clock_off_s between 86390 and 86410 as marked, visited_at <= now() as past, visited_at > now() - interval '5 minutes' as right
         from visits where unit_id = $1 order by visited_at`,
      [homes[4]],
    )
    expect(rows[0]).toEqual({ marked: true, past: true, right: true })
    expect(rows[1]).toMatchObject({ past: true })
  })

  test('on a form of another version is taken as far as it is known, the rest kept sealed', async () => {
    const told = {
      formVersion: 7,
      fields: { willingness: 'willing', mood: 'friendly', nextOn: 'soon' },
      weather: 'rain',
    }

    const [answer] = await sendAll(first, [visit(homes[4], told)])

    expect(answer).toMatchObject({ code: 'partly_read', unit: { willingness: 'willing', nextOn: null } })
    const { rows } = await office.house.owner.query(`select rest from visits where form_version = 7`)
    const rest = JSON.parse(office.house.secrets.open(Buffer.from(rows[0].rest.sealed, 'base64')))
    expect(rest).toEqual({ weather: 'rain', fields: { mood: 'friendly', nextOn: 'soon' } })
  })

  test('under an id that came with other content waits for a person', async () => {
    const record = visit(homes[0])
    await sendAll(first, [record])

    const [answer] = await sendAll(first, [{ ...record, note: '另一份内容' }])

    expect(answer).toMatchObject({ outcome: 'quarantined', code: 'other_content' })
  })

  test('keeps a phone number sealed: rows and history know its digest and mask alone', async () => {
    await sendAll(first, [visit(homes[0], { baseRevision: 1, fields: { phone: '199 0000 4042' } })])

    const { rows } = await office.house.owner.query(
      `select (select count(*) from history where change::text like '%19900004042%')::integer as told,
              (select count(*) from visits where said::text like '%4042%')::integer as said, phone_masked as shown
         from unit_outreach where unit_id = $1`,
      [homes[0]],
    )
    expect(rows).toEqual([{ told: 0, said: 0, shown: '199****4042' }])
  })
})

describe('a phone', () => {
  test('gets the same key again, another account on it another one', async () => {
    const ask = async (login: string) =>
      (await opened.send(login, 'POST', '/api/visit/devices', { deviceId: phones[first], name: '走访手机' })).json()

    const [one, again, other] = [await ask(first), await ask(first), await ask(second)]

    expect(Buffer.from(one.key, 'base64')).toHaveLength(32)
    expect(again.key).toBe(one.key)
    expect(other.key).not.toBe(one.key)
  })

  test('that was revoked gets no key; what it sends is held, and taken by a person in the name of whoever told it', async () => {
    const lost = randomUUID()
    await opened.send(second, 'POST', '/api/visit/devices', { deviceId: lost, name: '丢失的手机' })
    const list = (await opened.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/visit-devices`)).json().rows
    const { id } = list.find(({ name }: { name: string }) => name === '丢失的手机')
    const revoke = `${county}/visit-devices/${id}/revoke`
    expect((await opened.send(second, 'POST', revoke, { reason: '不该由本人' })).statusCode).toBe(404)
    expect((await opened.send('fenyang-clerk', 'POST', revoke, { reason: '手机丢失' })).statusCode).toBe(200)

    const record = visit(homes[4], { baseRevision: null, fields: { reason: '等儿子回来' } })
    const sent = { deviceId: lost, clock: new Date().toISOString(), records: [record] }
    const answers = [
      (await opened.send(second, 'POST', '/api/visit/records', sent)).json(),
      (await opened.send(second, 'POST', '/api/visit/records', sent)).json(),
    ]

    for (const { results } of answers)
      expect(results).toMatchObject([{ outcome: 'quarantined', code: 'device_revoked' }])
    const key = await opened.send(second, 'POST', '/api/visit/devices', { deviceId: lost, name: '丢失的手机' })
    expect(key.json()).toMatchObject({ key: null, isRevoked: true })
    const held = (await opened.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/visit-quarantine`)).json().rows
    const mine = held.filter(({ why }: { why: string }) => why === 'device_revoked')
    expect(mine).toHaveLength(1)
    expect(mine[0].said).toContainEqual({ name: 'fields.reason', value: '等儿子回来' })
    const decide = `${county}/visit-quarantine/${mine[0].id}/decide`
    expect((await opened.send(second, 'POST', decide, { decision: 'take', reason: '本人' })).statusCode).toBe(404)
    const taken = await opened.send('fenyang-clerk', 'POST', decide, { decision: 'take', reason: '已与本人核实' })
    expect(taken.json()).toMatchObject({ outcome: 'taken', unit: { reason: '等儿子回来' } })
    const { rows } = await office.house.owner.query('select visitor_name from visits where id = $1', [record.id])
    expect(rows).toEqual([{ visitor_name: '示例汾阳走访' }])
    const twice = await opened.send('fenyang-clerk', 'POST', decide, { decision: 'take', reason: '再来一次' })
    expect(twice.statusCode).toBe(409)
  })

  test('tells what was seen of an estate; what cannot be stated is refused and stays on the phone', async () => {
    const fact = (told: Told) => ({
      id: randomUUID(),
      kind: 'fact',
      countyCode: fenyang,
      estateId: office.ids.晨光小区,
      observedAt: new Date().toISOString(),
      formVersion: 1,
      asOf: '2022-10-01',
      fact: 'deed_tax_paid',
      value: false,
      ...told,
    })

    const answers = await sendAll(first, [fact({}), fact({ value: '不是' }), fact({ fact: 'no_such_fact' })])

    expect(answers.map(({ outcome, code }: { outcome: string; code: string }) => [outcome, code])).toEqual([
      ['taken', null],
      ['refused', 'wrong_type'],
      ['refused', 'unknown_fact'],
    ])
  })

  test('of somebody who looks after no county is refused what it asks', async () => {
    for (const login of ['housing-officer', 'leader', 'fenyang-surveyor'])
      for (const [method, path] of [
        ['GET', '/api/visit/estates'],
        ['GET', '/api/visit/records'],
      ] as const)
        expect([login, (await opened.send(login, method, path)).statusCode]).toEqual([login, 404])
    const elsewhere = visit(homes[0], { countyCode: '141130' })
    expect(await sendAll(first, [elsewhere])).toMatchObject([{ outcome: 'refused', code: 'not_your_county' }])
  })
})

/** The same numbers at every run: visits of a day are made up, not left to chance. */
function drawsFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

test('of a day of two phones without signal, sent in any order, in parts, at once and again, nothing is lost or double', async () => {
  const draw = drawsFrom(8)
  const unit = homes[4]
  const [{ revision: base = 0 } = {}] = (
    await office.house.owner.query('select revision from unit_outreach where unit_id = $1', [unit])
  ).rows
  const answers = ['willing', 'unwilling', 'undecided'] as const
  const day = Array.from({ length: 60 }, (_, at) => ({
    login: draw(2) === 0 ? first : second,
    record: visit(at % 3 === 0 ? homes[3] : unit, {
      baseRevision: at % 3 === 0 || draw(2) === 0 ? 0 : base,
      observedAt: new Date(Date.now() - 7_200_000 + at * 60_000).toISOString(),
      isContacted: draw(2) === 0,
      fields: draw(4) === 0 ? {} : { willingness: answers[draw(3)] },
    }),
  }))
  const before = await visitsKept()

  const sends = day.flatMap((one) => (draw(3) === 0 ? [one, one] : [one])).toSorted(() => draw(3) - 1)
  for (let from = 0; from < sends.length; from += 9) {
    const part = sends.slice(from, from + 9)
    await Promise.all(
      [first, second].map((login) => {
        const records = part.filter((one) => one.login === login).map(({ record }) => record)
        return records.length > 0 ? sendAll(login, records) : []
      }),
    )
  }

  expect(await visitsKept()).toBe(before + day.length)
  for (const home of [homes[3], unit]) {
    const kept = await wordsOn(home)
    for (const login of [first, second]) {
      const last = day.findLast(
        (one) => one.login === login && one.record.unitId === home && 'willingness' in (one.record.fields as object),
      )
      const { willingness } = (last?.record.fields ?? {}) as { willingness?: string } // as made above
      expect([login, kept.includes(`${last?.record.id}:${willingness}`)]).toEqual([login, true])
    }
  }
})

const visitsKept = async () => (await office.house.owner.query('select count(*)::integer as n from visits')).rows[0].n

/** All words on the willingness of a home that stand or wait, each with its visit. */
async function wordsOn(unitId: string | undefined): Promise<string[]> {
  const { rows } = await office.house.owner.query(
    `select v ->> 'visit' as visit, v ->> 'value' as value from unit_outreach, jsonb_array_elements(marks -> 'willingness') as v where unit_id = $1
      union select visit_id::text, given ->> 'value' from visit_conflicts where unit_id = $1 and state = 'open' and field = 'willingness'`,
    [unitId],
  )
  return rows.map(({ visit: id, value }) => `${id}:${value}`)
}

test('a county sets after how many attempts an owner is out of reach, with its source', async () => {
  const url = `${county}/visit-settings`
  const setting = {
    setting: 'unreachable_attempts',
    number: 5,
    source: '县专班会议纪要',
    isVerified: true,
    reason: '会议议定',
  }

  expect((await opened.send(first, 'PUT', url, setting)).statusCode).toBe(404)
  const { statusCode } = await opened.send('fenyang-clerk', 'PUT', url, setting)

  expect(statusCode).toBe(200)
  expect((await opened.send(first, 'GET', url)).json()).toMatchObject([
    { setting: 'unreachable_attempts', number: 5, isDefault: false },
    { setting: 'unreachable_channels', number: 2, isVerified: false, isDefault: true },
  ])
})

test('all of it is what the history says', async () => {
  const { flaws } = await verify(ownerDb(office.house.owner), { counties: [fenyang], onProgress: () => {} })

  expect(flaws).toEqual([])
})
