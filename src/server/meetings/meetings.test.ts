import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Candidate, Meeting } from '#contract/meeting-shapes.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { createMeetingHouse, dayFromNow, type MeetingHouse } from '../../../test/meetings/meeting-house.ts'
import { verify } from '../audit/verify.ts'
import { systemActor, transact } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { officeToday } from '../platform/office-day.ts'
import { createTasks } from '../tasks/actions.ts'

let house: MeetingHouse
const clerk = 'fenyang-clerk'

beforeAll(async () => {
  house = await createMeetingHouse([
    { name: '晨光小区', papers: ['有', '无', '有', '有'], problems: '', homes: 5 },
    { name: '清溪小区', papers: ['无', '', '有', '有'], problems: '', homes: 9 },
    { name: '全办小区', papers: ['有', '有', '有', '有'], problems: '', homes: 3, firstRegistered: 3 },
  ])
})
afterAll(() => house.drop())

const candidates = async (kind: string): Promise<Candidate[]> =>
  (await house.send(clerk, 'GET', `/api/counties/${fenyang}/meeting-candidates?kind=${kind}`)).json()
const titles = async (kind: string) => (await candidates(kind)).map(({ title }) => title)
const itemOf = (name: string, why = 'undiagnosed') => ({
  title: null,
  estateId: house.estates[name],
  taskId: null,
  why,
})
const closeOf = (meeting: Meeting) =>
  house.act(clerk, `/${meeting.id}/close`, { reason: '会议结束', revision: meeting.revision })
const flaws = async () => (await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })).flaws

describe('a clinic', () => {
  let clinic: Meeting

  test('is planned from the queue of estates none has gone over, the largest first', async () => {
    const queue = await candidates('clinic')
    expect(queue.map(({ title, why, homes }) => [title, why, homes])).toEqual([
      ['清溪小区', 'undiagnosed', 9],
      ['晨光小区', 'undiagnosed', 5],
    ])
    const { status, meeting } = await house.plan('clinic', {
      organisations: [house.organisations.自然资源局, house.organisations.消防救援大队],
      items: [itemOf('清溪小区'), itemOf('晨光小区')],
    })
    expect(status).toBe(200)
    expect(meeting).toMatchObject({
      state: 'planned',
      itemsOpen: 2,
      attendance: [{ status: 'asked' }, { status: 'asked' }],
      items: [
        { no: 1, title: '清溪小区', estate: { homes: 9 }, state: 'open' },
        { no: 2, title: '晨光小区', estate: { homes: 5 }, state: 'open' },
      ],
    })
    expect(await titles('clinic')).toEqual([])
    clinic = meeting
  })

  test('has begun once a unit is there; an estate stands on its agenda once', async () => {
    clinic = (await house.present(clinic, '自然资源局')).meeting
    expect(clinic).toMatchObject({ state: 'held' })
    const again = { reason: '补充', items: [itemOf('晨光小区')] }
    expect(await house.act(clerk, `/${clinic.id}/items`, again)).toMatchObject({ status: 409, code: 'item_is_there' })
    const foreign = { reason: '补充', items: [itemOf('云岭小区')] }
    expect(await house.act(clerk, `/${clinic.id}/items`, foreign)).toMatchObject({
      status: 404,
      code: 'no_such_estate',
    })
  })

  test('shows the tasks it assigned', async () => {
    await transact(house.db, systemActor([fenyang]), (tx) =>
      createTasks(tx, { countyCode: fenyang, actor: systemActor([fenyang]), reason: '坐诊下达' }, [
        {
          title: '补办规划核实',
          wanted: '规划核实意见',
          source: 'hand',
          estateId: house.estates.清溪小区 ?? null,
          organisationId: house.organisations.自然资源局,
          personId: null,
          startsOn: officeToday(),
          dueOn: dayFromNow(30),
          workingDays: null,
          meetingId: clinic.id,
        },
      ]),
    )
    expect((await house.read(clinic.id)).assigned).toMatchObject([
      { title: '补办规划核实', organisation: '自然资源局', person: '自然资源局联络员', state: 'issued' },
    ])
  })

  test('ends: what it did not come to waits for the next, what it did only until something changes', async () => {
    await house.act(clerk, `/${clinic.id}/items/1`, { reason: '诊断完成', state: 'done', note: '补办规划' })
    const { meeting } = await closeOf(await house.read(clinic.id))
    expect(meeting).toMatchObject({
      state: 'closed',
      closedBy: '示例汾阳经办',
      tasks: 1,
      items: [
        { state: 'done', note: '补办规划' },
        { state: 'adjourned', note: null },
      ],
    })
    expect((await candidates('clinic')).map(({ title, why }) => [title, why])).toEqual([
      ['清溪小区', 'changed'], // planning is missing and, as a requirement, nobody's task
      ['晨光小区', 'undiagnosed'],
    ])
  })

  test('is counted once, in the words of the report, in the act that closed it', async () => {
    const { rows } = await house.owner.query(
      `select kind, happened_on::text, quantity::integer, measure, people, items, meeting_id from work_events`,
    )
    expect(rows).toEqual([
      {
        kind: '坐诊',
        happened_on: officeToday(),
        quantity: 1,
        measure: '次',
        people: 1,
        items: 0,
        meeting_id: clinic.id,
      },
    ])
    expect(await closeOf(await house.read(clinic.id))).toMatchObject({ status: 409, code: 'meeting_closed' })
    expect(await house.count('work_events')).toBe(1)
    const acts = await house.owner.query(
      `select distinct act_no from history where subject_kind = 'work_event' or (subject_kind = 'meeting' and change ->> 'state' = 'closed')`,
    )
    expect(acts.rows).toHaveLength(1)
  })

  test('is not changed any more', async () => {
    const { revision } = await house.read(clinic.id)
    const before = await house.count('acts')
    for (const [path, body, method] of [
      ['', { revision, title: '改名' }, 'PUT'],
      ['/items', { items: [itemOf('全办小区')] }, 'POST'],
      ['/items/1', { state: 'open' }, 'POST'],
      ['/cancel', { revision }, 'POST'],
      ['/items/1/opinions', { organisationId: house.organisations.自然资源局, stance: 'agree' }, 'POST'],
    ] as const)
      expect([
        path,
        (await house.act(clerk, `/${clinic.id}${path}`, { reason: '再改', ...body }, method)).code,
      ]).toEqual([path, 'meeting_closed'])
    expect(await house.count('acts')).toBe(before)
  })

  test('gives out nothing any more', async () => {
    const given = await house.send(clerk, 'POST', `/api/counties/${fenyang}/task-assignments`, {
      reason: '会后补下达',
      startsOn: officeToday(),
      meetingId: clinic.id,
      steps: [{ estateId: house.estates.清溪小区, registration: 'first', rule: 'r', step: 's' }],
    })
    expect([given.statusCode, given.json().code]).toEqual([409, 'meeting_closed'])
  })
})

describe('a round', () => {
  let round: Meeting
  const stop = (path: string, item = 1) => `${house.base}/${round.id}/items/${item}${path}`

  const upload = (login: string, name: string, content: Buffer, item = 1) =>
    house.attach(login, stop('/photos', item), [{ name, content }])
  const jpeg = Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xe1,
    0,
    10,
    ...Buffer.from('http://n'),
    0xff,
    0xda,
    0,
    2,
    1,
    2,
    0xff,
    0xd9,
  ])

  test('leads to the estates where answers weigh most', async () => {
    const queue = await candidates('round')
    expect(queue.map(({ title, why }) => [title, why])).toEqual([
      ['清溪小区', 'visit'],
      ['晨光小区', 'visit'],
    ])
    expect(queue.every(({ asks, open }) => asks > 0 && open > 0)).toBe(true)
    const { meeting } = await house.plan('round', { items: [itemOf('清溪小区', 'visit'), itemOf('晨光小区', 'visit')] })
    round = meeting
  })

  test('is walked by a visiting officer, who notes what he found; nothing noted is lost', async () => {
    await house.act('visitor', `/${round.id}/items/1/visit`, { note: '门卫不在' })
    const { meeting } = await house.act('visitor', `/${round.id}/items/1/visit`, { note: '住户反映未收到发票' })
    expect(meeting.items[0]).toMatchObject({
      state: 'done',
      note: '门卫不在\n住户反映未收到发票',
      seenAt: expect.stringMatching(/^20/),
    })
    expect(meeting).toMatchObject({ state: 'held', itemsOpen: 1 })
    const seen = (await candidates('round')).find(({ title }) => title === '清溪小区')
    expect(seen?.lastSeenOn).toBe(officeToday())
  })

  test('brings photos, told by their bytes and kept without their place', async () => {
    const answer = await upload('visitor', '现场.jpg', jpeg)
    expect(answer.statusCode).toBe(200)
    expect(answer.json().items[0].photos).toEqual([{ no: 1, name: '现场.jpg', bytes: jpeg.length - 12 }])
    const photo = await house.send('inspector', 'GET', stop('/photos/1'))
    expect(photo.headers['content-type']).toBe('image/jpeg')
    expect(photo.rawPayload).toEqual(Buffer.concat([jpeg.subarray(0, 2), jpeg.subarray(14)]))
  })

  test('takes nothing else for a photo, nor for a stop that is not there', async () => {
    const page = await upload('visitor', '照片.jpg', Buffer.from('<html>'))
    expect([page.statusCode, page.json().code]).toEqual([400, 'no_photo'])
    expect((await upload('visitor', '现场.jpg', jpeg, 9)).statusCode).toBe(404)
    expect(await house.count('item_photos')).toBe(1)
  })

  test('shows its photos to no stranger, and takes none from whoever may only read', async () => {
    expect((await house.send('jiaokou-clerk', 'GET', stop('/photos/1'))).statusCode).toBe(404)
    expect((await house.send(null, 'GET', stop('/photos/1'))).statusCode).toBe(401)
    expect((await upload('inspector', '现场.jpg', jpeg)).statusCode).toBe(404)
    expect((await house.act('inspector', `/${round.id}/items/1/visit`, { note: '查看' })).status).toBe(404)
  })

  test('has stops; another meeting has none', async () => {
    const { meeting } = await house.plan('weekly', { items: [itemOf('晨光小区', 'hand')] })
    expect(await house.act('visitor', `/${meeting.id}/items/1/visit`, { note: '到达' })).toMatchObject({
      status: 409,
      code: 'not_a_round',
    })
  })
})

describe('a meeting', () => {
  test('is changed by nobody who has not seen the last change', async () => {
    const { meeting } = await house.plan('coordination')
    const change = (place: string) =>
      house.act(clerk, `/${meeting.id}`, { reason: '改地点', revision: meeting.revision, place }, 'PUT')
    const answers = await Promise.all([change('一会议室'), change('二会议室')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.code).toBe('changed_meanwhile')
    const kept = answers.find(({ status }) => status === 200)
    expect((await house.read(meeting.id)).place).toBe(kept?.meeting.place)
  })

  test('gets its number, host and chair while it is open, and keeps them once it is closed', async () => {
    const { meeting } = await house.plan('joint', { number: '〔2022〕1号' })
    const heads = { number: '〔2022〕2号', hostOrganisationId: house.organisations.住建局, chair: '甲某' }
    const change = (body: object, revision: number, login = clerk) =>
      house.act(login, `/${meeting.id}`, { reason: '更正期次', revision, ...body }, 'PUT')
    const changed = await change(heads, meeting.revision)
    expect(changed.meeting).toMatchObject({ ...heads, host: '住建局' })
    const kept = await house.owner.query(
      `select change from history where subject_kind = 'meeting' and subject_id = $1 order by act_no desc limit 1`,
      [meeting.id],
    )
    const { number, hostOrganisationId: host_organisation_id, chair } = heads
    expect(kept.rows[0].change).toMatchObject({ number, host_organisation_id, chair })
    const without = await change({ hostOrganisationId: null }, changed.meeting.revision)
    expect(without.meeting).toMatchObject({ number, host: null, hostOrganisationId: null, chair })
    expect(await flaws()).toEqual([])

    const { meeting: closed } = await closeOf(without.meeting)
    expect(await change({ number: '〔2022〕3号' }, closed.revision)).toMatchObject({
      status: 409,
      code: 'meeting_closed',
    })
    const counted = await house.owner.query('select number, host from work_events where meeting_id = $1', [meeting.id])
    expect(counted.rows).toEqual([{ number, host: null }])
  })

  test('gets its number and host from nobody but the clearance office, and no host of another county', async () => {
    const { meeting } = await house.plan('coordination')
    const change = (login: string, body: object) =>
      house.act(login, `/${meeting.id}`, { reason: '更正期次', revision: meeting.revision, ...body }, 'PUT')
    for (const login of ['inspector', 'leader', 'planner', 'jiaokou-clerk'])
      expect([login, (await change(login, { number: '〔2022〕9号' })).status]).toEqual([login, 404])
    const { rows } = await house.owner.query(
      `insert into organisations (county_code, kind, name) values ($1, 'responsible_unit', '交口住建局') returning id`,
      [jiaokou],
    )
    expect(await change(clerk, { hostOrganisationId: rows[0].id })).toMatchObject({
      status: 404,
      code: 'no_such_organisation',
    })
    expect(await house.read(meeting.id)).toMatchObject({ number: null, host: null, revision: meeting.revision })
  })

  test('may be recorded afterwards, but does not end before its day', async () => {
    const past = await house.plan('joint', { heldOn: '2022-06-01', title: '第一次联席会议' })
    expect((await closeOf(past.meeting)).status).toBe(200)
    const { meeting } = await house.plan('joint', { heldOn: dayFromNow(3), title: '第二次联席会议' })
    expect(await closeOf(meeting)).toMatchObject({ status: 409, code: 'day_in_future' })
  })

  test('of each kind is counted under its own word, on its own day; a cancelled one is not', async () => {
    const before = await house.count('work_events')
    const { meeting } = await house.plan('weekly')
    const cancelled = await house.act(clerk, `/${meeting.id}/cancel`, {
      reason: '改为书面',
      revision: meeting.revision,
    })
    expect(cancelled.meeting.state).toBe('cancelled')
    expect(await closeOf(cancelled.meeting)).toMatchObject({ code: 'meeting_cancelled' })
    expect(await house.count('work_events')).toBe(before)
    const { rows } = await house.owner.query(`select kind from work_events where happened_on = '2022-06-01'`)
    expect(rows).toEqual([{ kind: '联席会议' }])
  })

  test('is listed by kind, state and day, page by page', async () => {
    const list = async (query: string, login = clerk, region = fenyang) =>
      (await house.send(login, 'GET', `/api/regions/${region}/meetings?${query}`)).json()
    const first = await list('limit=2')
    const second = await list(`limit=2&after=${first.next}`)
    const days = [...first.rows, ...second.rows].map(({ heldOn }) => heldOn)
    expect(days).toEqual(days.toSorted().toReversed())
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(4)
    expect((await list('kind=joint&until=2022-12-31')).rows).toMatchObject([
      { title: '第一次联席会议', state: 'closed' },
    ])
    expect((await list('limit=100', 'city-office', '141100')).rows).toHaveLength((await list('limit=100')).rows.length)
    expect((await list('limit=100', 'jiaokou-clerk', jiaokou)).rows).toEqual([])
    expect(await list('after=x')).toMatchObject({ code: 'bad_place' })
  })

  test('with a unit of nobody, or an item about nothing, is refused', async () => {
    const unit = '0199aa00-0000-7000-8000-000000000009'
    expect(await house.plan('weekly', { organisations: [unit] })).toMatchObject({ code: 'no_such_organisation' })
    const nothing = { title: null, estateId: null, taskId: null, why: 'hand' }
    expect(await house.plan('weekly', { items: [nothing] })).toMatchObject({ status: 400, code: 'item_without_title' })
  })

  test('is held by the clearance office alone', async () => {
    const { meeting } = await house.plan('weekly', { items: [itemOf('晨光小区', 'hand')] })
    const before = await house.count('acts')
    const paths = [
      ['', 'PUT', { revision: 1 }],
      ['/items', 'POST', { items: [] }],
      ['/items/1', 'POST', { state: 'done' }],
      ['/items/1/resolutions', 'POST', {}],
      ['/close', 'POST', { revision: 1 }],
      ['/cancel', 'POST', { revision: 1 }],
    ] as const
    for (const login of ['inspector', 'leader', 'planner', 'visitor', 'fenyang-window', 'jiaokou-clerk']) {
      for (const [path, method, body] of paths)
        expect([
          login,
          path,
          (await house.act(login, `/${meeting.id}${path}`, { reason: '试改', ...body }, method)).status,
        ]).toEqual([login, path, 404])
      expect([login, (await house.plan('weekly', {}, login)).status]).toEqual([login, 404])
    }
    expect(await house.count('acts')).toBe(before)
    expect((await house.send('jiaokou-clerk', 'GET', `${house.base}/${meeting.id}`)).statusCode).toBe(404)
  })

  test('is proved by its history, and a change behind it is found', async () => {
    expect(await flaws()).toEqual([])
    const { rows } = await house.owner.query(
      `update agenda_items set note = '别的' where note is not null returning meeting_id`,
    )
    const found = (await flaws()).filter(({ check }) => check === 'meetings_records')
    expect(found).toMatchObject([{ record: rows[0].meeting_id }])
    expect(found[0]?.message).toContain('item_1')
  })
})

describe('minutes', () => {
  test('name who came, what was noted and what was assigned', async () => {
    const { meeting } = await house.plan('clinic', {
      title: '第二次坐诊',
      place: '政务大厅',
      items: [itemOf('晨光小区')],
    })
    const { meeting: present } = await house.present(meeting, '自然资源局')
    await house.act(
      clerk,
      `/${meeting.id}`,
      { reason: '记纪要', revision: present.revision, minutes: '先查后办。\n逐户核实。' },
      'PUT',
    )
    const answer = await house.send('inspector', 'GET', `${house.base}/${meeting.id}/minutes.docx`)
    const text = documentText(answer.rawPayload)
    for (const words of [
      '第二次坐诊',
      '政务大厅',
      '出席：自然资源局',
      '1. 晨光小区（5套）',
      '先查后办。',
      '逐户核实。',
      '没有议定事项',
    ])
      expect(text).toContain(words)
    expect((await house.send('jiaokou-clerk', 'GET', `${house.base}/${meeting.id}/minutes.docx`)).statusCode).toBe(404)
  })
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
