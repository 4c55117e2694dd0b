import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { callerOf } from '../../../../test/caller.ts'
import { createMadeHouse, fenyang, type MadeHouse, smallPlan } from '../../../../test/made-house.ts'
import { verify } from '../../audit/verify.ts'
import { systemActor, transact } from '../../platform/acts.ts'
import { ownerDb } from '../../platform/database.ts'
import { deliverMessages } from './deliver.ts'
import { openGateway } from './gateway-provider.ts'
import { queueMessages } from './queue.ts'

let house: MadeHouse
let caller: ReturnType<typeof callerOf>

beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  caller = callerOf(await house.open())
}, 60_000)
afterAll(() => house.drop())

/** Nothing is sent by the running product in these tests but what they send themselves: its hours are quiet all day. */
const quietAllDay = [
  { setting: 'quietFrom', value: '00:00', source: '测试', isVerified: false },
  { setting: 'quietUntil', value: '23:59', source: '测试', isVerified: false },
]
const at = (path: string) => `/api/counties/${fenyang}${path}`
const set = (login: string, settings: readonly object[]) =>
  caller.send(login, 'PUT', at('/message-settings'), { settings, reason: '测试' })
const draftOf = (template: string, segment: object = {}) => ({
  title: '办证提醒',
  template,
  segment,
  reason: '提醒办证',
})
const draft = async (login: string, template: string, segment: object = {}) =>
  (await caller.send(login, 'POST', at('/mass-messages'), draftOf(template, segment))).json()
const act = (login: string, id: string, what: 'send' | 'stop', revision: number) =>
  caller.send(login, 'POST', at(`/mass-messages/${id}/${what}`), { revision, reason: '按方案' })
const look = async (id: string) => (await caller.send('fenyang-clerk', 'GET', at(`/mass-messages/${id}`))).json()
const deliver = (now = '2022-11-30T23:59') => deliverMessages(house, fenyang, now)
const consolePath = () => join(house.config.dataDir, 'messages/console.log')
const sentLines = () => (existsSync(consolePath()) ? readFileSync(consolePath(), 'utf8').trim().split('\n') : [])

const flaws = async () => {
  const owner = ownerDb(house.owner)
  return (await verify(owner, { counties: [fenyang], onProgress: () => {} })).flaws
}

beforeAll(async () => {
  expect((await set('fenyang-clerk', quietAllDay)).statusCode).toBe(200)
})
beforeEach(() => rmSync(consolePath(), { force: true }))

describe('a message to many', () => {
  test('tells before it is sent whom it would reach, and what each would read', async () => {
    const preview = (
      await caller.send('fenyang-clerk', 'POST', at('/mass-messages/preview'), {
        template: '{姓名}您好，{县区}{小区}{房屋}可以办证了。',
        segment: {},
      })
    ).json()
    const { rows } = await house.owner.query(
      `select count(distinct u.id)::int as homes, count(distinct u.id) filter (where o.phone_digest is not null)::int as phones
         from units as u left join owners as o on o.county_code = u.county_code and o.unit_id = u.id
        where u.county_code = $1 and u.transferred_on is null`,
      [fenyang],
    )
    expect(preview).toMatchObject({
      homes: rows[0].homes,
      homesWithPhone: rows[0].phones,
      homesWithoutPhone: rows[0].homes - rows[0].phones,
      withoutConsent: 0,
      consentRule: 'not_refused',
      provider: 'console',
    })
    expect(preview.messages).toBeGreaterThan(0)
    expect(preview.examples[0].to).toMatch(/^\d{3}\*{4}\d{4}$/)
    expect(preview.examples[0].text).toMatch(/^.+您好，汾阳市.+可以办证了。$/)
  })

  test.each([
    ['{电话}您好', 'template_names_unknown_field'],
    ['{姓名您好', 'template_brace_alone'],
    ['长'.repeat(501), 'template_too_long'],
  ])('is refused at its field where the template is faulty: %s', async (template, code) => {
    const answer = await caller.send('fenyang-clerk', 'POST', at('/mass-messages'), draftOf(template))
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code, fields: [{ field: 'template' }] })
  })

  test('is drafted by one and sent by another, and each number gets it once', async () => {
    const mass = await draft('fenyang-clerk', '{小区}可以办证了。')
    expect(mass).toMatchObject({ state: 'draft', isOwnDraft: true, recipients: null })
    expect((await act('fenyang-clerk', mass.id, 'send', mass.revision)).json()).toMatchObject({ code: 'own_draft' })
    expect((await act('fenyang-checker', mass.id, 'send', mass.revision + 1)).statusCode).toBe(409)
    const sent = await act('fenyang-checker', mass.id, 'send', mass.revision)
    expect(sent.json()).toMatchObject({ state: 'sent', senderName: '示例汾阳复核' })
    const { recipients, revision } = sent.json()
    expect((await act('fenyang-checker', mass.id, 'send', revision)).json()).toMatchObject({ code: 'message_not_open' })

    await deliver('2022-11-30T12:00')
    expect(sentLines()).toEqual([]) // quiet hours
    await Promise.all([deliver(), deliver()])
    await deliver()
    const numbersAndTexts = sentLines().map((line) => line.split('\t').slice(1, 3).join(' '))
    expect(numbersAndTexts).toHaveLength(recipients)
    expect(new Set(numbersAndTexts).size).toBe(recipients)
    expect((await look(mass.id)).standing).toMatchObject({ delivered: recipients, waiting: 0 })
    const texts = (await caller.send('fenyang-clerk', 'GET', at(`/mass-messages/${mass.id}/messages?limit=2`))).json()
    expect(texts.rows).toHaveLength(2)
    expect(texts.rows[0].to).toMatch(/^\d{3}\*{4}\d{4}$/)
    expect(texts.rows[0].text).toMatch(/可以办证了。$/)
    const rest = await caller.send(
      'fenyang-clerk',
      'GET',
      at(`/mass-messages/${mass.id}/messages?after=${texts.next}&limit=200`),
    )
    expect(rest.json().rows).toHaveLength(recipients - 2)
  })

  test('is not sent on where it broke off under way until the reference tells whether it left', async () => {
    const mass = await draft('fenyang-clerk', '再次提醒：{小区}可以办证了。')
    const sent = (await act('fenyang-checker', mass.id, 'send', mass.revision)).json()
    await house.owner.query(
      `update messages set state = 'sending', attempts = 1, changed_at = now() - interval '3 minutes' where mass_id = $1`,
      [mass.id],
    )
    await deliver()
    await house.owner.query(
      `update messages set state = 'sending', changed_at = now() - interval '3 minutes' where mass_id = $1`,
      [mass.id],
    )
    await deliver()
    expect(sentLines()).toHaveLength(sent.recipients)
  })

  test('stopped before it goes out reaches nobody; drafts are laid aside', async () => {
    const mass = await draft('fenyang-clerk', '请勿发出')
    const sent = (await act('fenyang-checker', mass.id, 'send', mass.revision)).json()
    const stopped = (await act('fenyang-clerk', mass.id, 'stop', sent.revision)).json()
    expect(stopped).toMatchObject({ state: 'stopped', standing: { stopped: sent.recipients } })
    await deliver()
    expect(sentLines()).toEqual([])
    const laidAside = await draft('fenyang-clerk', '不用了')
    expect((await act('fenyang-clerk', laidAside.id, 'stop', laidAside.revision)).json()).toMatchObject({
      state: 'stopped',
      recipients: null,
    })
  })

  test('to nobody is refused', async () => {
    const mass = await draft('fenyang-clerk', '没有人', { leastAttempts: 999 })
    expect((await act('fenyang-checker', mass.id, 'send', mass.revision)).json()).toMatchObject({
      code: 'nobody_to_send_to',
    })
  })

  test('changed, belongs to whoever changed it', async () => {
    const mass = await draft('fenyang-clerk', '第一稿')
    const changed = await caller.send('fenyang-checker', 'PUT', at(`/mass-messages/${mass.id}`), {
      ...draftOf('第二稿'),
      revision: mass.revision,
    })
    expect(changed.json()).toMatchObject({ template: '第二稿', drafterName: '示例汾阳复核' })
    expect((await act('fenyang-checker', mass.id, 'send', changed.json().revision)).statusCode).toBe(403)
  })

  test('is for those who arrange outreach: nobody else drafts, sends, stops or reads its texts', async () => {
    const mass = await draft('fenyang-clerk', '权限')
    for (const login of ['fenyang-visitor', 'fenyang-window', 'inspector', 'jiaokou-clerk']) {
      expect((await caller.send(login, 'POST', at('/mass-messages'), draftOf('权限'))).statusCode).toBe(404)
      expect((await caller.send(login, 'GET', at(`/mass-messages/${mass.id}/messages`))).statusCode).toBe(404)
      expect((await act(login, mass.id, 'send', 1)).statusCode).toBe(404)
      expect((await act(login, mass.id, 'stop', 1)).statusCode).toBe(404)
    }
    expect((await caller.send('inspector', 'GET', at(`/mass-messages/${mass.id}`))).statusCode).toBe(200)
    expect((await caller.send('jiaokou-clerk', 'GET', at(`/mass-messages/${mass.id}`))).statusCode).toBe(404)
  })
})

describe('consent', () => {
  const preview = async () =>
    (await caller.send('fenyang-clerk', 'POST', at('/mass-messages/preview'), { template: '办证', segment: {} })).json()
  const homeWithPhone = async () => {
    const { rows } = await house.owner.query(
      `select o.unit_id as id, o.owner_no as no from owners as o join units as u on u.county_code = o.county_code and u.id = o.unit_id
        where o.county_code = $1 and o.phone_digest is not null and u.transferred_on is null order by 1 limit 1`,
      [fenyang],
    )
    return rows[0]
  }
  const say = (login: string, { id, no }: { id: string; no: number }, state: string, saidOn = '2022-11-01') =>
    caller.send(login, 'POST', at(`/units/${id}/message-consents`), { ownerNo: no, state, basis: '电话中表示', saidOn })

  test('refused keeps a number from messages; given again, it gets them', async () => {
    const home = await homeWithPhone()
    const before = await preview()
    const refused = await say('fenyang-clerk', home, 'refused')
    expect(refused.json()[0]).toMatchObject({ consent: { state: 'refused', basis: '电话中表示' } })
    expect(await preview()).toMatchObject({ withoutConsent: 1, messages: before.messages - 1 })
    expect((await say('fenyang-clerk', home, 'given')).statusCode).toBe(200)
    expect(await preview()).toMatchObject({ withoutConsent: 0, messages: before.messages })
  })

  test('asked for by the rule leaves only who gave it', async () => {
    const rule = { setting: 'consentRule', value: 'given', source: '市领导小组要求', isVerified: true }
    expect((await set('fenyang-clerk', [rule])).json().consentRule).toMatchObject({ value: 'given', isDefault: false })
    expect(await preview()).toMatchObject({ messages: 1, consentRule: 'given' })
    expect((await set('fenyang-clerk', [{ ...rule, value: 'not_refused' }])).statusCode).toBe(200)
  })

  test('is refused for a day to come, an unknown owner, and from who may not', async () => {
    const home = await homeWithPhone()
    expect((await say('fenyang-clerk', home, 'given', '2999-01-01')).json()).toMatchObject({
      fields: [{ field: 'saidOn' }],
    })
    expect((await say('fenyang-clerk', { ...home, no: 99 }, 'given')).statusCode).toBe(404)
    expect((await say('fenyang-visitor', home, 'given')).statusCode).toBe(404)
    expect((await say('jiaokou-clerk', home, 'given')).statusCode).toBe(404)
  })
})

test('settings of another kind, and settings by who may not, are refused', async () => {
  const wrong = { setting: 'quietFrom', value: 'given', source: '测试', isVerified: false }
  expect((await set('fenyang-clerk', [wrong])).json()).toMatchObject({ fields: [{ field: 'quietFrom' }] })
  expect((await set('fenyang-visitor', quietAllDay)).statusCode).toBe(404)
  expect((await set('fenyang-clerk', quietAllDay)).json()).toMatchObject({ code: 'nothing_changed' })
})

test('a message queued twice under one key goes out once, its number sealed at rest', async () => {
  const message = { key: 'case-1', purpose: 'answer', to: '19900001234', text: '您的问题已答复', unitId: null } as const
  const queue = { send: async () => {} } as unknown as Parameters<typeof queueMessages>[1]['queue'] // only what is queued matters here
  for (const _ of [1, 2])
    await transact(house.db, systemActor([fenyang]), (tx) =>
      queueMessages(tx, { secrets: house.secrets, queue }, fenyang, [message]),
    )
  await deliver()
  expect(sentLines().map((line) => line.split('\t').slice(1, 3))).toEqual([['19900001234', '您的问题已答复']])
  const { rows } = await house.owner.query(
    `select to_jsonb(m)::text as row from messages as m where key = 'answer:case-1'`,
  )
  expect(rows[0].row).not.toContain('19900001234')
})

test('a gateway that does not answer is tried again later, and given up in the end', async () => {
  const sms = { kind: 'http', address: 'http://127.0.0.1:9/send', keyId: 'a', secret: 'b', signature: '清零' } as const
  const config = { ...house.config, sms }
  expect(await openGateway(sms).ask('nothing')).toMatchObject({ state: 'try_again' })
  const mass = await draft('fenyang-clerk', '网关不通')
  await act('fenyang-checker', mass.id, 'send', mass.revision)
  await deliverMessages({ ...house, config }, fenyang, '2022-11-30T23:59')
  const waiting = await look(mass.id)
  expect(waiting.standing.waiting).toBe(waiting.recipients)
  expect(waiting.nextAt).not.toBeNull()
  await house.owner.query(`update messages set not_before = now(), attempts = 5 where mass_id = $1`, [mass.id])
  await deliverMessages({ ...house, config }, fenyang, '2022-11-30T23:59')
  expect((await look(mass.id)).standing).toMatchObject({ failed: waiting.recipients, waiting: 0 })
})

test('verify finds a text added to a message that was sent', async () => {
  expect(await flaws()).toEqual([])
  await house.owner.query(
    `insert into messages (county_code, key, purpose, mass_id, to_cipher, to_digest, to_masked, text)
     select county_code, 'mass:slipped in', 'mass', mass_id, to_cipher, to_digest, to_masked, '另一条' from messages where mass_id is not null limit 1`,
  )
  expect((await flaws()).map(({ check }) => check)).toEqual(['mass_message_texts'])
})
