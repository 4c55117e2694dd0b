import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type DeliveryState, deliveryMoves, deliveryStates } from '#domain/registrations/delivery/moves.ts'
import { samplePerson } from '#samples/people.ts'
import { verify } from '#server/audit/verify.ts'
import { systemActor, transact } from '#server/platform/acts.ts'
import { ownerDb } from '#server/platform/database.ts'
import { consoleCarrier } from '#server/registrations/delivery/carriers.ts'
import { handToCarrier } from '#server/registrations/delivery/hand-to-carrier.ts'
import { sendIn } from '#server/registrations/delivery/parcels.ts'
import { pullTracking } from '#server/registrations/delivery/tracking.ts'
import { fenyang } from '../made-house.ts'
import { type MadeHall, makeHall, today } from './made-hall.ts'
import { days } from './made-window.ts'

const certified = 32

let hall: MadeHall
let ids: readonly string[]
let placeId: string
let sessionId: string
beforeAll(async () => {
  hall = await makeHall({ homes: 60, certified })
  ids = hall.applicationIds
  ;({ placeId, sessionId } = await hall.openToday())
})
afterAll(() => hall.drop())

const buyer = (at: number) => samplePerson(at + 1).name
const id = (at: number) => ids[at] ?? ''
const png = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6300010000000500010d0a2db40000000049454e44ae426082',
  'hex',
)

const undelivered = async (query = '') =>
  (await hall.caller.send('fenyang-window', 'GET', `/api/regions/${fenyang}/undelivered${query}`)).json()
const deliveriesOf = (at: number) => hall.ask('GET', `/applications/${id(at)}/deliveries`)
const stateOf = async (at: number) =>
  (await hall.house.owner.query('select state, delivered_on from applications where id = $1', [id(at)])).rows[0]

const plan = (items: object[], given: object = {}) =>
  hall.ask('POST', '/deliveries', { reason: '业主意愿', way: 'post', items, ...given })
const send = (items: object[], given: object = {}) =>
  hall.ask('POST', '/delivery-parcels', { reason: '交邮', on: today, carrier: 'EMS', items, ...given })
const deliver = (items: object[], given: object = {}) =>
  hall.ask('POST', '/delivery-receipts', {
    reason: '发证',
    on: today,
    proof: 'signed_list',
    proofWords: '第 1 页',
    items,
    ...given,
  })
const messages = ({ results }: { results: { message: string | null }[] }) => results.map(({ message }) => message)

test('a certificate is posted, its receipt noted, and it leaves the list of undelivered ones', async () => {
  const before = (await undelivered()).rows.length
  const receiver = { name: buyer(0), relation: 'owner', phone: '19900000001' }
  await plan([{ applicationId: id(0), receiver, address: '山西省汾阳市英雄中路1号楼1单元101' }])
  expect(messages(await send([{ applicationId: id(0), trackingNo: 'ea000000001cn' }]))).toEqual([null])
  const [sent] = (await undelivered('?state=sent')).rows
  expect(sent).toMatchObject({ trackingNo: 'EA000000001CN', state: 'sent', way: 'post' })

  expect(
    messages(await deliver([{ applicationId: id(0) }], { proof: 'post_receipt', proofWords: 'EA000000001CN' })),
  ).toEqual([null])

  const [delivery] = await deliveriesOf(0)
  expect(delivery).toMatchObject({
    state: 'delivered',
    receiverName: buyer(0),
    proof: 'post_receipt',
    addressMasked: '山西省汾阳市英雄****',
    phoneMasked: '199****0001',
  })
  expect(await stateOf(0)).toEqual({ state: 'delivered', delivered_on: today })
  expect((await undelivered()).rows).toHaveLength(before - 1)
})

test('a certificate is handed over on site with a signature', async () => {
  await plan([{ applicationId: id(1) }], { way: 'on_site', sessionId })
  const list = await hall.ask('GET', `/sessions/${sessionId}/deliveries`)
  expect(list.rows.map(({ applicationId }: { applicationId: string }) => applicationId)).toEqual([id(1)])
  const asSigned = { proof: 'signature', proofWords: null }
  expect(messages(await deliver([{ applicationId: id(1) }], asSigned))).toEqual(['还没有签名或照片，请先留存'])

  const url = `/api/counties/${fenyang}/deliveries/${list.rows[0].deliveryId}/files`
  const attach = (name: string, content: Buffer) =>
    hall.caller.attach('fenyang-window', `${url}/signature`, [{ name, content }])
  expect((await attach('假.png', Buffer.from('no picture'))).statusCode).toBe(400)
  expect((await attach('签名.png', png)).statusCode).toBe(200)
  expect(messages(await deliver([{ applicationId: id(1) }], asSigned))).toEqual([null])

  const [delivery] = await deliveriesOf(1)
  expect(delivery).toMatchObject({
    state: 'delivered',
    way: 'on_site',
    place: '晨光小区临时登记点',
    files: [{ kind: 'signature' }],
  })
  expect((await hall.caller.send('leader', 'GET', `${url}/1`)).rawPayload).toEqual(png)
  expect((await hall.caller.send('jiaokou-clerk', 'GET', `${url}/1`)).statusCode).toBe(404)
})

test('a posted certificate that comes back waits again with its reason, and goes out a second time', async () => {
  await send([{ applicationId: id(2), trackingNo: 'EA000000003CN' }])
  const back = { reason: '邮件退回', on: today, words: '地址不详', applications: [id(2)] }
  expect(messages(await hall.ask('POST', '/delivery-returns', back))).toEqual([null])
  expect((await undelivered('?state=returned')).rows).toMatchObject([
    { applicationId: id(2), returnReason: '地址不详', attempts: 1 },
  ])
  expect(messages(await send([{ applicationId: id(2), trackingNo: 'EA000000003CN' }]))).toEqual(['单号已用于另一件'])

  expect(messages(await send([{ applicationId: id(2), trackingNo: 'EA000000004CN' }]))).toEqual([null])
  expect(
    (await deliveriesOf(2)).map(({ attemptNo, state }: { attemptNo: number; state: string }) => [attemptNo, state]),
  ).toEqual([
    [2, 'sent'],
    [1, 'returned'],
  ])
})

describe('refused, each for itself, while everything else goes through', () => {
  test('wrong receiver, no authorisation, not certified, twice in the list, unknown', async () => {
    const [notYet] = await hall.submit([hall.transferOf(hall.registered.unitIds[50] ?? '', {}, 51)])
    const owner = { name: buyer(3), relation: 'owner' }
    const answers = await deliver([
      { applicationId: id(3), receiver: owner },
      { applicationId: id(4), receiver: { name: '陌生人', relation: 'owner' } },
      { applicationId: id(5), receiver: { name: '陌生人', relation: 'agent' } },
      { applicationId: notYet?.id, receiver: null },
      { applicationId: id(3), receiver: owner },
      { applicationId: '00000000-0000-7000-8000-000000000000' },
    ])

    expect(messages(answers)).toEqual([
      null,
      '领证人不是权利人；代领请选关系并写明授权',
      '非本人领证须有授权委托，请写明授权文书',
      '证书还没有缮制，不能发证',
      '同一件在名单中出现两次',
      '没有这件登记申请',
    ])
    const agent = { name: '陌生人', relation: 'agent', authorisation: '公证委托书 12 号' }
    expect(messages(await deliver([{ applicationId: id(5), receiver: agent }]))).toEqual([null])
    expect((await deliveriesOf(5))[0]).toMatchObject({ way: 'agent', receiverName: '陌生人' })
  })

  test('days out of order', async () => {
    expect(messages(await deliver([{ applicationId: id(6) }], { on: '2022-10-11' }))).toEqual(['日期早于缮证日期'])
    expect(messages(await deliver([{ applicationId: id(6) }], { on: '2999-01-01' }))).toEqual(['日期晚于今天'])
    await send([{ applicationId: id(6), trackingNo: 'EA000000006CN' }])
    const early = { on: days.entered, proof: 'post_receipt' }
    expect(messages(await deliver([{ applicationId: id(6) }], early))).toEqual(['日期早于寄出日期'])
  })

  test('one tracking number for two, in one list and in two', async () => {
    const answers = await send([
      { applicationId: id(7), trackingNo: 'EA000000007CN' },
      { applicationId: id(8), trackingNo: 'EA000000007CN' },
    ])
    expect(messages(answers)).toEqual([null, '单号已用于另一件'])
    expect(messages(await send([{ applicationId: id(8), trackingNo: 'EA000000007CN' }]))).toEqual(['单号已用于另一件'])
  })

  test('delivered twice', async () => {
    expect(
      messages(
        await deliver([{ applicationId: id(0), receiver: { name: buyer(0), relation: 'owner' } }], {
          on: days.entered,
        }),
      ),
    ).toEqual(['证书已经发出并签收，不能再发'])
  })

  test('by the database too, whatever the application thinks', async () => {
    const set = (text: string) =>
      hall.house.owner.query(`update deliveries set ${text} where application_id = $1`, [id(0)])
    await expect(set(`state = 'planned', delivered_on = null`)).rejects.toThrow('does not become planned')
    const second = `insert into deliveries (county_code, application_id, attempt_no, way, planned_on, recorded_by, recorder_name)
                    values ('${fenyang}', '${id(0)}', 9, 'window', '${today}', '00000000-0000-0000-0000-000000000000', '系统')`
    await expect(hall.house.owner.query(second)).rejects.toThrow('one_delivery_at_a_time')
  })
})

describe('a batch by a carrier’s list', () => {
  const lines = async () => {
    const { rows } = await hall.house.owner.query(
      `select id, certificate_no as "certificateNo" from applications where id = any ($1) order by certificate_no`,
      [ids.slice(10, 18)],
    )
    return rows.map(({ certificateNo }, at) => ({ certificateNo, trackingNo: `EB00000010${at}CN` }))
  }

  test('names certificates by their numbers; what is not there says so', async () => {
    const answers = await send([
      ...(await lines()).slice(0, 2),
      { certificateNo: '晋（2022）汾阳市不动产权第9999999号', trackingNo: 'EB999999999CN' },
    ])
    expect(messages(answers)).toEqual([null, null, '没有这个证号的登记申请'])
  })

  test('cut off in the middle nothing of it is there; run again it is whole, and a third run changes nothing', async () => {
    const items = (await lines()).map((line) => ({ ...line, applicationId: null }))
    const sending = { reason: '交邮', on: today, carrier: 'EMS', items }
    const cutOff = transact(hall.house.db, hall.staff.window, async (tx) => {
      await sendIn(tx, hall.staff.window, fenyang, sending)
      throw new Error('cut off')
    })
    await expect(cutOff).rejects.toThrow('cut off')
    expect(
      (await undelivered('?state=sent')).rows.filter(({ trackingNo }: { trackingNo: string }) =>
        trackingNo.startsWith('EB'),
      ),
    ).toHaveLength(2)

    const acts = async () => (await hall.house.owner.query('select count(*)::integer as n from acts')).rows[0].n
    expect(messages(await send(items))).toEqual(items.map(() => null))
    const after = await acts()
    expect(messages(await send(items))).toEqual(items.map(() => null))
    expect(await acts()).toBe(after)
  })

  test('two clerks with the same list at once send each certificate once', async () => {
    const chosen = ids.slice(18, 22).map((applicationId, at) => ({ applicationId, trackingNo: `EC00000020${at}CN` }))
    const answers = await Promise.all([send(chosen), send(chosen)])
    expect(answers.flatMap(messages)).toEqual(Array.from({ length: 8 }, () => null))
    const { rows } = await hall.house.owner.query(
      'select count(*)::integer as n from deliveries where application_id = any ($1)',
      [ids.slice(18, 22)],
    )
    expect(rows[0].n).toBe(4)
  })
})

/** Milliseconds into a batch after which its statement is cut off; later ones find it done. */
test.each([0, 2, 5, 9, 14, 20, 40])(
  'a batch cut off after %i ms is whole or not there, and whole once run again',
  async (ms) => {
    const chosen = ids.slice(24, 32)
    const items = chosen.map((applicationId, at) => ({
      applicationId,
      certificateNo: null,
      trackingNo: `ED${ms}000${at}0000CN`,
    }))
    const sending = { reason: '交邮', on: today, carrier: 'EMS', items }
    const sentOf = async () => {
      const { rows } = await hall.house.owner.query(
        `select count(*)::integer as n from deliveries where application_id = any ($1) and state = 'sent'`,
        [chosen],
      )
      return rows[0].n
    }
    const cut = transact(hall.house.db, hall.staff.window, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      const killing = pause(ms).then(() => hall.house.owner.query('select pg_cancel_backend($1)', [rows[0]?.pid]))
      await sendIn(tx, hall.staff.window, fenyang, sending)
      if (ms < 40) await killing
    })
    await Promise.allSettled([cut])
    await pause(60)
    expect([0, chosen.length]).toContain(await sentOf())

    expect(messages(await send(items))).toEqual(items.map(() => null))
    expect(await sentOf()).toBe(chosen.length)
    await hall.ask('POST', '/delivery-returns', {
      reason: '邮件退回',
      on: today,
      words: '改期投递',
      applications: chosen,
    })
    expect(await sentOf()).toBe(0)
  },
)

describe('the sample carrier', () => {
  const path = () => join(hall.house.folder, 'console-carrier.txt')

  test('gives one number however often a parcel is handed over, and tells what became of it', async () => {
    const carrier = consoleCarrier(hall.house.folder)
    const office = { ...hall.house, carrier }
    await plan([{ applicationId: id(22) }, { applicationId: id(23) }])
    const both = { reason: '交邮', applications: [id(22), id(23)] }
    const first = await carrier.handOver({
      key: (await deliveriesOf(22))[0].id,
      name: null,
      address: null,
      phone: null,
    })
    const actor = systemActor([fenyang])
    expect(messages({ results: await handToCarrier(office, actor, fenyang, both) })).toEqual([null, null])
    expect(await handToCarrier(office, actor, fenyang, both)).toEqual([])
    expect((await deliveriesOf(22))[0]).toMatchObject({ carrier: 'console', trackingNo: first, state: 'sent' })
    expect(await readFile(path(), 'utf8')).not.toContain(buyer(22))

    await pullTracking(office, fenyang)
    expect((await deliveriesOf(22))[0].trackingWords).toBe('运送中')
    const told = (await readFile(path(), 'utf8'))
      .split('\n')
      .map((line, at) => line.replace('on_the_way', at === 0 ? `received ${today}` : `returned ${today} 收件人迁移`))
    await writeFile(path(), told.join('\n'))
    await pullTracking(office, fenyang)
    await pullTracking(office, fenyang)
    expect((await deliveriesOf(22))[0]).toMatchObject({
      state: 'delivered',
      proof: 'post_receipt',
      receiverName: buyer(22),
    })
    expect((await deliveriesOf(23))[0]).toMatchObject({ state: 'returned', returnReason: '收件人迁移' })
  })

  test('is asked by a job when a clerk hands over', async () => {
    await plan([{ applicationId: id(23) }])
    expect(
      messages(await hall.ask('POST', '/delivery-hand-overs', { reason: '交邮', applications: [id(23), id(9)] })),
    ).toEqual([null, '没有安排邮寄'])
    await vi.waitFor(async () => expect((await deliveriesOf(23))[0].state).toBe('sent'), {
      timeout: 10_000,
      interval: 200,
    })
  })
})

test('what each place did on a day is counted from the records, and a past day stays as it was', async () => {
  const of = (from: string, until: string) => hall.ask('GET', `/throughput?from=${from}&until=${until}`)
  const here = (await of(today, today)).find(({ place }: { place: { id: string } | null }) => place?.id === placeId)
  const { rows } = await hall.house.owner.query(
    `select count(*)::integer as n from deliveries where delivered_on = $1 and place_id = $2 and state = 'delivered'`,
    [today, placeId],
  )
  expect(here.delivered).toBe(rows[0].n)
  expect(here.delivered).toBeGreaterThan(1)

  const past = await of(days.accepted, days.entered)
  expect(past).toEqual([
    { place: null, day: days.accepted, nature: null, accepted: certified, entered: 0, delivered: 0 },
    { place: null, day: days.entered, nature: null, accepted: 0, entered: certified, delivered: 0 },
  ])
  const [accepted] = await hall.submit([hall.transferOf(hall.registered.unitIds[51] ?? '', {}, 52)])
  await hall.move([accepted?.id ?? ''], { act: 'accept', on: today })
  expect(
    (await of(today, today)).find(({ place }: { place: { id: string } | null }) => place?.id === placeId).accepted,
  ).toBe(1)
  expect(await of(days.accepted, days.entered)).toEqual(past)
})

test('an estate tells how its certificates stand', async () => {
  const [estate] = (
    await hall.caller.send('leader', 'GET', `/api/regions/${fenyang}/delivery-by-estate?estate=${hall.registered.id}`)
  ).json()
  const { delivered, sent, planned, unplanned } = estate
  expect(estate.certified).toBe(certified)
  expect(delivered + sent + planned + unplanned).toBe(certified)
})

test.each(deliveryStates.flatMap((was) => deliveryStates.map((becomes) => ({ was, becomes }))))(
  'from $was to $becomes the database allows what the rules allow',
  async ({ was, becomes }) => {
    const lawful = Object.values(deliveryMoves).some(
      ({ from, to }) => to === becomes && (from as readonly DeliveryState[]).includes(was),
    )
    const { rows } = await hall.house.owner.query('select delivery_may_go($1, $2) as may', [was, becomes])
    expect(rows[0].may).toBe(lawful)
  },
)

describe('who may not', () => {
  test.each(['leader', 'inspector', 'fenyang-registrar', 'fenyang-housing', 'jiaokou-clerk'])(
    '%s gives no certificate out',
    async (login) => {
      const items = [{ applicationId: id(9) }]
      const answers = [
        await hall.refused(
          'POST',
          '/delivery-receipts',
          { reason: '越权', on: today, proof: 'signed_list', proofWords: '1', items },
          login,
        ),
        await hall.refused(
          'POST',
          '/delivery-parcels',
          { reason: '越权', on: today, carrier: 'EMS', items: [{ applicationId: id(9), trackingNo: 'EA123456789CN' }] },
          login,
        ),
        await hall.refused('POST', '/deliveries', { reason: '越权', way: 'window', items }, login),
      ]
      expect(answers).toEqual([
        [404, 'not_found'],
        [404, 'not_found'],
        [404, 'not_found'],
      ])
      expect(await stateOf(9)).toMatchObject({ state: 'certified' })
    },
  )

  test('an address is opened by who may open personal data, with a reason, and not by others', async () => {
    const [{ id: delivery }] = await deliveriesOf(0)
    const open = `/deliveries/${delivery}/address`
    expect(await hall.ask('POST', open, { reason: '填写面单' })).toMatchObject({
      address: '山西省汾阳市英雄中路1号楼1单元101',
      phone: '19900000001',
    })
    expect(await hall.refused('POST', open, { reason: '好奇一看' }, 'leader')).toEqual([404, 'not_found'])
  })
})

test('the records are what their history says', async () => {
  const { flaws } = await verify(ownerDb(hall.house.owner), { counties: [fenyang], onProgress: () => {} })
  expect(flaws).toEqual([])
})
