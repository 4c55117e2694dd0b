import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorisationPhotos } from '#domain/outreach/owner-acts/authorisations.ts'
import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'
import { maskName } from '#domain/units/masks.ts'
import { samplePerson } from '#samples/people.ts'
import { verify } from '#server/audit/verify.ts'
import { ownerDb } from '#server/platform/database.ts'
import { openOutsideSessions, outsideCookie } from '#server/platform/http/outside-sessions.ts'
import { officeToday } from '#server/platform/office-day.ts'
import { fenyang, jiaokou } from '../made-house.ts'
import { type MadeWindow, makeWindow } from '../registrations/made-window.ts'
import { openWindow } from '../registrations/open-window.ts'

let made: MadeWindow
let opened: Awaited<ReturnType<typeof openWindow>>
let tokens: Record<'owner' | 'stranger', string>
let photo: Buffer
const county = `/api/counties/${fenyang}`
const today = officeToday()

beforeAll(async () => {
  made = await makeWindow({ homes: 4, unregistered: 2 })
  opened = await openWindow(made)
  await makeClearanceOffice()
  const [owner, stranger] = [await sessionOf(1), await sessionOf(2)]
  tokens = { owner, stranger }
  photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#abc' } })
    .withExif({ IFD0: { Copyright: 'x' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 16/1 0/1' } })
    .jpeg()
    .toBuffer()
})
afterAll(() => made.house.drop())

/** A clearance office with a liaison and a head who sign in. */
async function makeClearanceOffice(): Promise<void> {
  await made.house.owner.query(
    `with office as (
       insert into organisations (county_code, kind, name) values ($1, 'clearance_office', '汾阳市清零办') returning id
     ), staff as (
       insert into people (county_code, name, organisation_id, account_id)
       select $1, a.name, office.id, a.id from office, accounts as a where a.login in ('fenyang-clerk', 'fenyang-window')
       returning id, name, organisation_id, account_id
     )
     insert into postings (county_code, person_id, organisation_id, duty, from_on)
     select $1, s.id, s.organisation_id, case a.login when 'fenyang-clerk' then 'liaison' else 'head' end, '2022-01-01'
       from staff as s join accounts as a on a.id = s.account_id`,
    [fenyang],
  )
}

function sessionOf(number: number): Promise<string> {
  const { name, idNumber, phone } = samplePerson(number)
  const { db, secrets } = made.house
  return openOutsideSessions(db, [fenyang, jiaokou]).start({
    kind: 'owner',
    name: maskName(name, 'identity_card'),
    idDigest: secrets.digest('id', idNumber),
    phoneDigest: secrets.digest('phone', phone),
    phoneShown: '199****0000',
  })
}

const homeOf = (at: number) => `/api/owner/homes/${made.registered.unitIds[at]}`

function call(who: keyof typeof tokens, method: string, url: string, payload?: object) {
  return opened.app.inject({
    method: method as 'GET',
    url,
    cookies: { [outsideCookie]: tokens[who] },
    ...(payload && { payload }),
  })
}

function bring(who: keyof typeof tokens, url: string, name: string, content: Buffer) {
  const line = 'owner-boundary'
  const head = `--${line}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return opened.app.inject({
    method: 'POST',
    url,
    cookies: { [outsideCookie]: tokens[who] },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${line}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${line}` },
  })
}

const exifOf = async (bytes: Buffer) => (await sharp(bytes).metadata()).exif ?? Buffer.alloc(0)
/** Whether EXIF tells the 37th degree, as either byte order writes it. */
const placeOf = (exif: Buffer) =>
  [
    [37, 0, 0, 0, 1, 0, 0, 0],
    [0, 0, 0, 37, 0, 0, 0, 1],
  ].some((degrees) => exif.includes(Buffer.from(degrees)))

const inbox = async (query = '') => (await opened.send('fenyang-window', 'GET', `${county}/owner-inbox${query}`)).json()

describe('papers an owner brings', () => {
  test('are asked for by the law of his home, come once however often sent, and lose the place of the photo', async () => {
    const { asked } = (await call('owner', 'GET', `${homeOf(0)}/papers`)).json()
    expect(asked.map(({ paper }: { paper: string }) => paper)).toEqual(expect.arrayContaining(['identity', 'contract']))
    expect(asked.map(({ paper }: { paper: string }) => paper)).not.toContain('business_licence')

    await bring('owner', `${homeOf(0)}/papers/contract`, '合同.jpg', photo)
    const again = await bring('owner', `${homeOf(0)}/papers/contract`, '合同.jpg', photo)

    expect(again.statusCode).toBe(200)
    expect(again.json().brought).toMatchObject([{ paper: 'contract', name: '合同.jpg', state: 'waiting' }])
    const [line] = (await inbox()).rows
    const content = await opened.send('fenyang-window', 'GET', `${county}/owner-papers/${line.id}/content`)
    expect(content.headers['content-type']).toBe('image/jpeg')
    expect([placeOf(await exifOf(photo)), placeOf(await exifOf(content.rawPayload))]).toEqual([true, false])
    expect((await sharp(content.rawPayload).metadata()).width).toBe(60)
  })

  test.each([
    ['是空文件', '空.jpg', Buffer.alloc(0), 'empty_file'],
    ['文字冒充照片', '合同.jpg', Buffer.from('不是照片'), 'unknown_kind'],
    ['坏了的照片', '坏.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 1]), 'broken_photo'],
  ])('are refused at their field when it %s', async (_, name, content, code) => {
    const answer = await bring('owner', `${homeOf(0)}/papers/invoice`, name, content)
    expect([answer.statusCode, answer.json().code]).toEqual([400, code])
    expect(answer.json().fields[0].field).toBe('file')
  })

  test('are filed with the home once accepted, and come back with words once returned', async () => {
    await bring('owner', `${homeOf(0)}/papers/identity`, '身份证.jpg', photo)
    const { rows, open } = await inbox('?kind=paper')
    expect(open).toMatchObject({ paper: 2, case: 0 })
    const [contract, identity] = rows
    const decide = (id: string, body: object) =>
      opened.send('fenyang-window', 'POST', `${county}/owner-papers/${id}/decision`, body)

    expect((await decide(identity.id, { isAccepted: false })).json().code).toBe('words_missing')
    expect((await decide(contract.id, { isAccepted: true })).statusCode).toBe(200)
    expect((await decide(identity.id, { isAccepted: false, words: '反光，看不清号码' })).statusCode).toBe(200)
    expect((await decide(identity.id, { isAccepted: true })).json().code).toBe('already_decided')

    const { asked, brought } = (await call('owner', 'GET', `${homeOf(0)}/papers`)).json()
    expect(asked.find(({ paper }: { paper: string }) => paper === 'contract').standing).toBe('held')
    expect(brought).toMatchObject([
      { paper: 'identity', state: 'returned', words: '反光，看不清号码' },
      { paper: 'contract', state: 'accepted' },
    ])
    const taken = await call('owner', 'DELETE', `${homeOf(0)}/papers/${brought[1].id}`)
    expect(taken.json().code).toBe('already_decided')
  })

  test('are looked at by nobody who may not accept, and brought by nobody to another’s home', async () => {
    const [line] = (await inbox('?state=done')).rows
    const content = `${county}/owner-papers/${line.id}/content`
    expect((await opened.send('fenyang-registrar', 'GET', content)).statusCode).toBe(404)
    expect((await opened.send('fenyang-registrar', 'GET', `${county}/owner-inbox`)).statusCode).toBe(404)
    expect((await bring('stranger', `${homeOf(0)}/papers/contract`, '合同.jpg', photo)).statusCode).toBe(404)
    expect((await call('stranger', 'GET', `${homeOf(0)}/papers`)).statusCode).toBe(404)
  })
})

describe('an agent authorised by photo', () => {
  const agent = samplePerson(7)
  const draft = {
    agentName: agent.name,
    agentIdNumber: agent.idNumber,
    agentPhone: agent.phone,
    purposes: ['apply', 'collect'],
    validUntil: dayOfNumber(dayNumber(today) + 30),
  }
  const begin = (change: object) => call('owner', 'POST', `${homeOf(1)}/authorisations`, { ...draft, ...change })

  test.each([
    [{ agentIdNumber: '141199191001010011' }, 'agentIdNumber'],
    [{ agentIdNumber: samplePerson(1).idNumber }, 'agentIdNumber'],
    [{ validUntil: dayOfNumber(dayNumber(today) - 1) }, 'validUntil'],
    [{ validUntil: dayOfNumber(dayNumber(today) + 366) }, 'validUntil'],
    [{ agentPhone: '123' }, 'agentPhone'],
    [{ purposes: [] }, 'purposes'],
  ])('is not begun with %o: what is wrong stands at its field', async (change, field) => {
    const answer = await begin(change)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().fields[0].field).toBe(field)
  })

  test('goes to the window with four photos, and holds from the window’s yes until the owner takes it back', async () => {
    const { id } = (await begin({})).json()
    expect((await begin({})).json().id).toBe(id)
    const own = `${homeOf(1)}/authorisations/${id}`
    expect((await call('owner', 'POST', `${own}/form.pdf`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await call('owner', 'POST', `${own}/send`)).json().code).toBe('photos_missing')
    for (const name of authorisationPhotos) await bring('owner', `${own}/photos/${name}`, `${name}.jpg`, photo)
    expect((await call('owner', 'POST', `${own}/send`)).json().state).toBe('waiting')
    expect((await bring('owner', `${own}/photos/form`, 'form.jpg', photo)).json().code).toBe('not_a_draft')
    const [line] = (await inbox('?kind=authorisation')).rows
    expect(line.authorisation).toMatchObject({
      agentName: agent.name,
      photos: ['agent_id', 'form', 'holding', 'owner_id'],
    })
    expect(JSON.stringify(line)).not.toContain(agent.idNumber)

    const look = `${county}/authorisations/${id}`
    expect((await opened.send('fenyang-window', 'GET', `${look}/photos/holding`)).statusCode).toBe(200)
    await opened.send('fenyang-window', 'POST', `${look}/decision`, { isAccepted: true })

    const window = () => opened.send('fenyang-window', 'GET', `${county}/units/${made.registered.unitIds[1]}/window`)
    expect((await window()).json().agents).toMatchObject([{ id, agentName: agent.name }])
    const application = await apply(1, id)
    expect(application.statusCode).toBe(200)
    const { rows } = await made.house.owner.query(
      'select role, name, id_digest from application_parties where application_id = $1 order by party_no',
      [application.json().id],
    )
    expect(rows[1]).toMatchObject({ role: 'agent', name: agent.name })
    expect(rows[1].id_digest).toEqual(made.house.secrets.digest('id', agent.idNumber))

    expect((await call('owner', 'POST', `${own}/revoke`)).json().isInForce).toBe(false)
    expect((await window()).json().agents).toEqual([])
    expect((await apply(2, id)).json().code).toBe('authorisation_over')
  })

  const apply = (at: number, authorisationId: string) =>
    opened.send('fenyang-window', 'POST', `${county}/units/${made.registered.unitIds[at]}/transfer-applications`, {
      reason: '代办人到窗口',
      submittedOn: today,
      applicantKind: 'heir',
      applicantBasis: '公证书',
      buyers: [{ ownerNo: 1, share: null }],
      coOwnership: 'sole',
      difference: null,
      agent: { authorisationId },
      contract: { no: null, on: null, priceFen: null, invoiceNo: null },
      held: [],
      remark: null,
    })
})

describe('how the owner and his certificate come together', () => {
  test('is chosen once he has applied; the address is sealed; a way without its particulars is refused at its field', async () => {
    const put = (at: number, body: object) => call('owner', 'PUT', `${homeOf(at)}/delivery`, body)
    expect((await put(3, { way: 'window' })).json().code).toBe('no_application')
    expect((await put(1, { way: 'post', phone: '19900000001' })).json().fields[0].field).toBe('address')

    const chosen = await put(1, { way: 'post', phone: '19900000001', address: '汾阳市示例路一百号三单元502室' })

    expect(chosen.json()).toMatchObject({ may: 'choose', way: 'post' })
    expect(chosen.json().addressMasked).not.toContain('502')
    expect((await call('stranger', 'GET', `${homeOf(1)}/delivery`)).statusCode).toBe(404)
  })

  test('by an appointment he books where there is room, once for a matter, and cancels', async () => {
    const place = await opened.send('fenyang-clerk', 'POST', `${county}/registration-places`, {
      reason: '设立',
      kind: 'window',
      name: '一号窗口',
      address: '政务大厅',
      slotMinutes: 60,
      slotCapacity: 1,
      counters: 1,
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      opensAt: '09:00',
      closesAt: '11:00',
      openedOn: today,
    })
    const tomorrow = dayOfNumber(dayNumber(today) + 1)
    await opened.send('fenyang-clerk', 'POST', `${county}/registration-places/${place.json().id}/sessions`, {
      reason: '开放',
      from: tomorrow,
      until: tomorrow,
      worksDaysOff: true,
    })
    const appointments = (at: number) => call('owner', 'GET', `${homeOf(at)}/appointments`)
    const [session] = (await appointments(0)).json().free
    expect(session.times).toHaveLength(2)
    const booking = { sessionId: session.id, slotNo: session.times[0].no, matter: 'apply' }
    const post = (at: number, body: object) => call('owner', 'POST', `${homeOf(at)}/appointments`, body)

    const { own, free } = (await post(0, booking)).json()
    expect(own).toMatchObject([{ heldOn: tomorrow, state: 'booked', matter: 'apply' }])
    expect(free[0].times).toHaveLength(1)
    expect((await post(0, { ...booking, slotNo: session.times[1].no })).json().code).toBe('not_booked')
    expect((await post(1, booking)).json().code).toBe('not_booked') // somebody was faster

    const cancel = await call('owner', 'POST', `${homeOf(0)}/appointments/${own[0].id}/cancel`)
    expect(cancel.json().own[0].state).toBe('cancelled')
    expect((await call('owner', 'POST', `${homeOf(1)}/appointments/${own[0].id}/cancel`)).statusCode).toBe(404)
  })
})

describe('a question or complaint', () => {
  const question = {
    key: '019ad000-0000-7000-8000-0000000000aa',
    kind: 'question',
    topic: 'progress',
    words: '我家的证什么时候能办下来？',
  }

  test('becomes a task with a day in working days; its answer is what the task wanted; one that did not help goes to a second person', async () => {
    const term = { reason: '按承诺', workingDays: 3, source: '县承诺书', isVerified: true }
    expect((await opened.send('fenyang-clerk', 'PUT', `${county}/owner-case-term`, term)).json().isOwn).toBe(true)
    const ask = () => call('owner', 'POST', `${homeOf(0)}/cases`, question)
    await ask()
    const [asked, ...others] = (await ask()).json()
    expect(others).toEqual([])
    expect(asked).toMatchObject({ no: 1, state: 'open', organisation: '汾阳市清零办', answers: [] })
    expect(dayNumber(asked.dueOn) - dayNumber(today)).toBeGreaterThanOrEqual(3)
    const [line] = (await inbox('?kind=case')).rows
    const task = async (id: string) => (await opened.send('fenyang-clerk', 'GET', `${county}/tasks/${id}`)).json()
    expect(await task(line.case.taskId)).toMatchObject({ dueOn: asked.dueOn, state: 'issued' })

    const answer = (login: string, words = '已经受理，三个工作日内登簿。') =>
      opened.send(login, 'POST', `${county}/owner-cases/${asked.id}/answers`, { words })
    expect((await answer('fenyang-clerk')).statusCode).toBe(200)
    expect((await answer('fenyang-window')).json().code).toBe('already_answered')
    expect(await task(line.case.taskId)).toMatchObject({ state: 'submitted' })

    const verdict = (helped: boolean) =>
      call('owner', 'POST', `${homeOf(0)}/cases/${asked.id}/verdict`, { helped, words: helped ? null : '还是不知道' })
    const [reopened] = (await verdict(false)).json()
    expect(reopened).toMatchObject({ state: 'reopened', answers: [{ helped: false, helpedWords: '还是不知道' }] })
    const [again] = (await inbox('?kind=case')).rows
    expect(again.case.taskId).not.toBe(line.case.taskId)
    expect((await answer('fenyang-clerk')).json().code).toBe('same_person')
    expect((await answer('fenyang-window')).statusCode).toBe(200)
    expect((await verdict(true)).json()[0].state).toBe('closed')
    expect((await verdict(true)).json().code).toBe('already_said')
  })

  test('is not answered without leave to work on tasks, nor seen by another owner', async () => {
    const [line] = (await inbox('?kind=case&state=done')).rows
    const answers = `${county}/owner-cases/${line.id}/answers`
    expect((await opened.send('fenyang-registrar', 'POST', answers, { words: '我来答复' })).statusCode).toBe(404)
    expect((await call('stranger', 'GET', `${homeOf(0)}/cases`)).statusCode).toBe(404)
    const verdict = { helped: true }
    expect((await call('stranger', 'POST', `${homeOf(0)}/cases/${line.id}/verdict`, verdict)).statusCode).toBe(404)
    expect((await call('owner', 'POST', `${homeOf(1)}/cases/${line.id}/verdict`, verdict)).statusCode).toBe(404)
  })
})

test('an owner who says he does not want to is counted as a visit would count him, and as willing once he says so', async () => {
  const obstacle = async () =>
    (await made.house.owner.query('select obstacle from units where id = $1', [made.registered.unitIds[3]])).rows[0]
      .obstacle
  const say = (last: string, body: object, who: keyof typeof tokens = 'owner') =>
    call(who, 'PUT', `${homeOf(3)}/wish`, { key: `019ad000-0000-7000-8000-0000000000${last}`, ...body })
  expect((await say('b1', { wish: 'unwilling', reason: null })).json().fields[0].field).toBe('reason')
  expect((await say('b1', { wish: 'willing', reason: null }, 'stranger')).statusCode).toBe(404)

  const unwilling = { wish: 'unwilling', reason: '常年在外' }
  expect((await say('b1', unwilling)).json()).toMatchObject({ wish: 'unwilling', reason: '常年在外', saidOn: today })
  expect((await say('b1', unwilling)).statusCode).toBe(200)
  expect(await obstacle()).toBe('unwilling')
  const { rows } = await made.house.owner.query('select channel from visits where unit_id = $1', [
    made.registered.unitIds[3],
  ])
  expect(rows).toEqual([{ channel: 'portal' }])

  expect((await say('b2', { wish: 'willing', reason: null })).json()).toMatchObject({ wish: 'willing', reason: null })
  expect(await obstacle()).toBeNull()
})

test('the window is told what came, and every record is what its history says', async () => {
  const { rows } = await made.house.owner.query(
    `select content ->> 'words' as words from notices where kind = 'owner_came'`,
  )
  expect(rows.length).toBeGreaterThan(0)
  const { flaws } = await verify(ownerDb(made.house.owner), { counties: [fenyang], onProgress: () => {} })
  const own = ['owner_papers_records', 'authorisations_records', 'owner_cases_records', 'archive_files_records']
  expect(
    flaws.filter(({ check }) =>
      [...own, 'appointments_records', 'deliveries_records', 'tasks_records'].includes(check),
    ),
  ).toEqual([])
  const told = await made.house.owner.query(
    `select change::text from history where subject_kind in ('owner_paper', 'authorisation', 'owner_case')`,
  )
  const history = told.rows.map(({ change }) => change).join()
  expect(history).not.toContain(samplePerson(7).name)
  expect(history).not.toContain('我家的证')
})
