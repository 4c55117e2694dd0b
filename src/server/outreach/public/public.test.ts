import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FirstRegistration } from '#contract/first-registration-shapes.ts'
import type { OwnObjection, PublicNoticeLine, PublicNoticePage } from '#contract/public-notices.ts'
import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'
import { maskName, maskPhone } from '#domain/units/masks.ts'
import { ownerDb } from '#server/platform/database.ts'
import { openOutsideSessions } from '#server/platform/http/outside-sessions.ts'
import { officeToday } from '#server/platform/office-day.ts'
import { recordPeople } from '../../../../test/person-history.ts'
import { beyondApproval, type MadeFirst, makeFirst } from '../../../../test/registrations/made-first.ts'
import { verify } from '../../audit/verify.ts'

const full = ['有', '有', '有', '有'] as const
const today = officeToday()
const daysAgo = (days: number) => dayOfNumber(dayNumber(today) - days)

let made: MadeFirst
beforeAll(async () => {
  const noticed = { papers: full, problems: '', homes: 3, facts: beyondApproval }
  const names = [
    '晓月小区',
    '晚晴小区',
    '朝阳小区',
    '未贴小区',
    '过期小区',
    '春风小区',
    '夏雨小区',
    '秋实小区',
    '冬雪小区',
  ]
  made = await makeFirst(names.map((name) => ({ name, ...noticed })))
  await made.owner.query(
    `with office as (insert into organisations (county_code, kind, name) values ($1, 'responsible_unit', '清零办') returning id)
     insert into people (county_code, name, organisation_id, account_id)
     select $1, '甲某', office.id, accounts.id from office, accounts where login = 'fenyang-clerk'`,
    [made.county],
  )
  await recordPeople(made.db, made.county)
}, 120_000)
afterAll(() => made.drop())

async function act(login: string, path: string, body: object = {}) {
  const answer = await made.send(login, 'POST', path, { reason: '依规办理', ...body })
  return { ...answer.json(), status: answer.statusCode } as FirstRegistration & { status: number; code?: string }
}

/** The notice of an estate, drafted and, where a day is given, posted on it. */
async function noticed(name: string, postedOn: string | null) {
  const estate = `/api/counties/${made.county}/estates/${made.estates[name]}`
  const { diagnosisNo, note, notices } = (
    await made.send('fenyang-window', 'GET', `${estate}/first-registration`)
  ).json()
  const asked = {
    covered: { scope: 'estate' },
    applicantKind: 'developer',
    submittedOn: daysAgo(40),
    diagnosisNo,
    note,
  }
  const { id } = await act('fenyang-window', `${estate}/first-registrations`, asked)
  await made.move('fenyang-window', id, { act: 'accept', on: daysAgo(40) })
  const first = `/api/counties/${made.county}/first-registrations/${id}`
  const draft = {
    rule: notices[0]?.rule ?? null,
    matter: '宗地界线按现状院墙确定',
    basis: '县清零办议定',
    days: 5,
    dayKind: 'working',
  }
  const [notice] = (await act('fenyang-window', `${first}/notices`, draft)).notices
  const path = `${first}/notices/${notice?.id}`
  if (postedOn) await act('fenyang-window', `${path}/post`, { postedOn, postedWhere: '小区门口' })
  return { id, first, path, noticeId: notice?.id ?? '' }
}

/** A visitor whose phone received a code: calls with his session. */
async function visitor(name: string, phone: string) {
  const sessions = openOutsideSessions(made.db, [made.county])
  const phoneDigest = made.secrets.digest('phone', phone)
  const told = { name: maskName(name, null), phoneShown: maskPhone(phone), idDigest: null }
  const cookies = { qingling_outside: await sessions.start({ kind: 'visitor', phoneDigest, ...told }) }
  const send = (method: 'GET' | 'POST', url: string, payload?: object) =>
    made.app.inject({ method, url, cookies, ...(payload && { payload }) })
  const given = { name, phone, connection: 'neighbour', words: '院墙占了我家的地' }
  const object = (noticeId: string, more: object = {}) =>
    send('POST', `/api/public/${made.county}/notices/${noticeId}/objections`, { ...given, ...more })
  return { send, object, cookies }
}

const shown = async (noticeId: string) => made.send(null, 'GET', `/api/public/${made.county}/notices/${noticeId}`)

describe('the public reads notices', () => {
  test('only what was posted is there; what was not, and what never was, answer alike', async () => {
    const posted = await noticed('晓月小区', today)
    const drafted = await noticed('未贴小区', null)

    const list = (await made.send(null, 'GET', `/api/public/${made.county}/notices`)).json()
    expect(list.rows.map(({ id }: PublicNoticeLine) => id)).toEqual([posted.noticeId])
    const page = (await shown(posted.noticeId)).json() as PublicNoticePage
    expect(page).toMatchObject({
      estateName: '晓月小区',
      mayObject: true,
      homes: 3,
      postedWhere: '小区门口',
      office: null,
    })
    expect(page.daysLeft).toBeGreaterThan(5)
    const [hidden, none] = [await shown(drafted.noticeId), await shown('00000000-0000-7000-8000-000000000000')]
    const unnumbered = ({ requestId: _, ...problem }: { requestId?: string }) => problem
    expect([hidden.statusCode, unnumbered(hidden.json())]).toEqual([404, unnumbered(none.json())])
    expect((await made.send(null, 'GET', `/api/public/141130/notices/${posted.noticeId}`)).statusCode).toBe(404)
    expect((await made.send(null, 'GET', '/api/public/999999/notices')).statusCode).toBe(404)
  })

  test('an answer that has not changed is not sent again, and a change is seen at once', async () => {
    const { noticeId, path } = await noticed('朝阳小区', today)
    const first = await shown(noticeId)
    const again = await made.app.inject({
      url: `/api/public/${made.county}/notices/${noticeId}`,
      headers: { 'if-none-match': first.headers.etag },
    })
    expect([again.statusCode, again.body]).toEqual([304, ''])

    await act('fenyang-window', `${path}/withdraw`)
    await expect.poll(async () => (await shown(noticeId)).json().state).toBe('withdrawn')
  })
})

/** Objections of one phone to five other notices, today. */
const elsewhere = (phoneDigest: Buffer) =>
  made.owner.query(
    `with noticed as (select county_code, id from public_notices order by id limit 5), said as (
       insert into notice_objections (county_code, notice_id, objection_no, raised_on, objector, words)
       select county_code, id, 9, current_date, '孙*', '多处异议' from noticed returning county_code, notice_id)
     insert into public_objections (county_code, notice_id, objection_no, connection, name_cipher, phone_cipher, phone_digest, phone_shown)
     select county_code, notice_id, 9, 'other', '', '', $1, '138****4444' from said`,
    [phoneDigest],
  )

describe('an objection from the public page', () => {
  test('stops the notice and its registration, is told to the office, and its decision is seen by who made it', async () => {
    const { noticeId, path, first, id } = await noticed('晚晴小区', today)
    const li = await visitor('李某某', '13800001111')

    const answer = await li.object(noticeId)

    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      expect.objectContaining({ noticeState: 'stopped', decision: null }),
    ])
    expect((await shown(noticeId)).json()).toMatchObject({ state: 'stopped' })
    expect(await made.move('fenyang-window', id, made.pass('notice'))).not.toBe(null)
    const told = await made.owner.query(`select content->>'words' as words from notices where kind = 'objection'`)
    expect(told.rows).toEqual([{ words: '晚晴小区' }])
    const [notice] = ((await made.send('fenyang-window', 'GET', first)).json() as FirstRegistration).notices
    expect(notice?.objections[0]).toMatchObject({
      objector: '李**',
      words: '院墙占了我家的地',
      outside: { connection: 'neighbour', phoneShown: '138****1111', papers: [] },
    })

    await act('fenyang-window', `${path}/objections/1/decision`, {
      decidedOn: today,
      decision: 'dismissed',
      words: '界线经复测无误',
    })
    expect((await li.send('GET', '/api/public/objections')).json()).toEqual([
      expect.objectContaining({ decision: 'dismissed', decisionWords: '界线经复测无误', noticeState: 'running' }),
    ])
    expect((await li.object(noticeId)).json()).toMatchObject({ code: 'objected_already' })
    expect(
      (await li.send('POST', `/api/public/${made.county}/notices/${noticeId}/objections/own/take-back`, {})).statusCode,
    ).toBe(409)
  })

  test('is opened by name and phone for a stated purpose alone, by whoever may', async () => {
    const { rows } = await made.owner.query(`select notice_id as id from public_objections limit 1`)
    const found = await made.owner.query(`select application_id as first from public_notices where id = $1`, [
      rows[0].id,
    ])
    const path = `/api/counties/${made.county}/first-registrations/${found.rows[0].first}/notices/${rows[0].id}/objections/1/open`

    expect((await made.send('fenyang-clerk', 'POST', path, { reason: '联系核实异议' })).json()).toEqual({
      name: '李某某',
      phone: '13800001111',
    })
    expect((await made.send('fenyang-clerk', 'POST', path, {})).statusCode).toBe(400)
    for (const login of ['inspector', 'jiaokou-clerk', 'fenyang-housing'])
      expect((await made.send(login, 'POST', path, { reason: '看看' })).statusCode).toBe(404)
  })

  test('is taken back by who made it, and by nobody else; the notice runs on', async () => {
    const { noticeId } = await noticed('春风小区', today)
    const [wang, zhao] = [await visitor('王某', '13800002222'), await visitor('赵某', '13800003333')]
    await wang.object(noticeId)
    const back = `/api/public/${made.county}/notices/${noticeId}/objections/own/take-back`

    expect((await zhao.send('POST', back, {})).statusCode).toBe(404)
    expect((await made.send(null, 'POST', back, {})).statusCode).toBe(401)
    expect((await wang.send('POST', back, {})).json()).toMatchObject({ decision: 'taken_back', noticeState: 'running' })
    expect((await zhao.send('GET', '/api/public/objections')).json()).toEqual([])
  })

  test('is refused in the objector’s words: another phone, too short, over, too many a day', async () => {
    const sun = await visitor('孙某', '13800004444')
    const over = await noticed('过期小区', daysAgo(30))
    const { noticeId } = await noticed('夏雨小区', today)

    expect((await sun.object(over.noticeId)).json()).toMatchObject({
      code: 'notice_over',
      message: expect.stringContaining('人民法院'),
    })
    expect((await sun.object(noticeId, { phone: '13800009999' })).json().fields).toEqual([
      { field: 'body.phone', message: '请填写收到验证码的手机号' },
    ])
    expect((await sun.object(noticeId, { words: '不' })).statusCode).toBe(400)
    await elsewhere(made.secrets.digest('phone', '13800004444'))
    expect((await sun.object(noticeId)).json()).toMatchObject({ code: 'too_many_objections' })
    await made.owner.query(
      `delete from public_objections where objection_no = 9; delete from notice_objections where objection_no = 9`,
    )
    expect((await shown(noticeId)).json().state).toBe('running')
  })

  test('keeps photos and PDFs as proof without places, and nothing else', async () => {
    const { noticeId, first } = await noticed('秋实小区', today)
    const qian = await visitor('钱某', '13800005555')
    await qian.object(noticeId)
    const attach = (files: { name: string; content: string | Buffer }[], cookies = qian.cookies) => {
      const line = 'made-boundary'
      const parts = files.map(({ name, content }) =>
        Buffer.concat([
          Buffer.from(`--${line}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`),
          Buffer.from(content),
          Buffer.from('\r\n'),
        ]),
      )
      return made.app.inject({
        method: 'POST',
        url: `/api/public/${made.county}/notices/${noticeId}/objections/own/papers`,
        payload: Buffer.concat([...parts, Buffer.from(`--${line}--\r\n`)]),
        headers: { 'content-type': `multipart/form-data; boundary=${line}` },
        cookies,
      })
    }
    const photo = { name: '张三的院墙.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 0]) }

    expect((await attach([{ name: '木马.jpg', content: 'MZ' }])).json()).toMatchObject({ code: 'no_photo' })
    const kept = (await attach([photo, { name: '界址.pdf', content: '%PDF-1.7 made up' }])).json() as OwnObjection
    expect(kept.papers).toEqual(['异议材料1.jpg', '异议材料2.pdf'])
    expect(((await attach([photo])).json() as OwnObjection).papers).toHaveLength(2)
    expect((await attach([photo], (await visitor('周某', '13800006666')).cookies)).statusCode).toBe(404)
    const [notice] = ((await made.send('fenyang-window', 'GET', first)).json() as FirstRegistration).notices
    expect(notice?.objections[0]?.outside?.papers).toHaveLength(2)
    expect(notice?.photos).toEqual([])
    const paper = await made.send(
      'fenyang-window',
      'GET',
      `${first}/photos/${notice?.objections[0]?.outside?.papers[1]?.id}`,
    )
    expect(paper.headers['content-type']).toBe('application/pdf')
  })

  test('leaves no name, phone or words in history', async () => {
    const { rows } = await made.owner.query(
      `select change::text as told from history where subject_kind in ('public_notice', 'archive_file') and change::text ~ '(某某|1380000|院墙占|张三)'`,
    )
    expect(rows).toEqual([])
  })
})

test('a photo of a posted notice keeps when and where it was taken as proof, out of the public’s sight', async () => {
  const { path, noticeId } = await noticed('冬雪小区', today)
  const photo = { name: '张贴.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 1]) }

  const posted = await made.attach('fenyang-window', `${path}/photos?moment=posted`, [photo])

  expect(posted.json().notices[0].photos).toEqual([
    expect.objectContaining({ name: '张贴.jpg', moment: 'posted', takenAt: null, latitude: null }),
  ])
  expect((await made.attach('fenyang-window', `${path}/photos?moment=once`, [photo])).statusCode).toBe(400)
  expect((await shown(noticeId)).body).not.toContain('latitude')
})

describe('what an office publishes', () => {
  const publications = () => `/api/regions/${made.county}/publications`
  const contacts = [{ name: '清零办', phone: '0358-7220000', hours: '工作日' }]

  test('is drafted by one person, published by another, counted on the day, and seen by everybody from then on', async () => {
    const campaign = async () => (await made.send(null, 'GET', `/api/public/${made.county}/campaign`)).json()
    expect((await campaign()).published).toBe(null)
    const draft = { reason: '公开进度', figures: ['units', 'transfer'], estateIds: [made.estates.晓月小区], contacts }
    const drafted = (await made.send('fenyang-clerk', 'POST', publications(), draft)).json()
    expect(drafted).toMatchObject({
      isOwnDraft: true,
      standing: null,
      draft: { figures: ['units', 'transfer'], content: { estates: [{ name: '晓月小区', units: 3 }] } },
    })
    expect((await campaign()).published).toBe(null)
    const publish = `${publications()}/${drafted.draft.id}/publish`
    expect((await made.send('fenyang-clerk', 'POST', publish, { reason: '发布' })).statusCode).toBe(404)

    const published = await made.send('leader', 'POST', publish, { reason: '同意公开' })

    expect(published.json()).toMatchObject({ draft: null, standing: { publisher: '示例领导' } })
    const { published: seen } = await campaign()
    const { figures } = (await made.send('fenyang-clerk', 'GET', `/api/regions/${made.county}/board`)).json()
    expect(seen).toMatchObject({
      contacts,
      estates: [{ name: '晓月小区', units: 3, firstRegistered: 0, transferred: 0 }],
    })
    expect(seen.figures).toEqual([
      { figure: 'units', kind: 'count', value: figures.units },
      {
        figure: 'transfer',
        kind: 'share',
        value: figures.transferred / figures.units,
        part: figures.transferred,
        whole: figures.units,
      },
    ])
    expect((await made.send('leader', 'POST', publish, { reason: '再发' })).statusCode).toBe(409)
  })

  test('is not published by whoever drafted it, names no estate of elsewhere, and is taken off again', async () => {
    const city = '/api/regions/141100/publications'
    const draft = { reason: '公开进度', figures: ['units'], contacts }
    const { draft: own } = (await made.send('city-office', 'POST', city, draft)).json()
    expect(
      (await made.send('city-office', 'POST', `${city}/${own.id}/publish`, { reason: '发布' })).json(),
    ).toMatchObject({ code: 'second_person_needed' })
    expect((await made.send('leader', 'POST', `${city}/${own.id}/publish`, { reason: '发布' })).statusCode).toBe(200)
    const foreign = { ...draft, estateIds: [made.estates.云岭小区] }
    expect((await made.send('fenyang-clerk', 'POST', publications(), foreign)).json()).toMatchObject({
      code: 'no_such_estate',
    })
    for (const login of ['inspector', 'fenyang-housing', 'jiaokou-clerk'])
      expect((await made.send(login, 'POST', publications(), draft)).statusCode).toBe(404)

    const { standing } = (await made.send('leader', 'GET', `/api/regions/141100/publication`)).json()
    await made.send('leader', 'POST', `${city}/${standing.id}/withdraw`, { reason: '数字有误' })
    expect((await made.send(null, 'GET', '/api/public/141100/campaign')).json().published).toBe(null)
    expect((await made.send('leader', 'GET', city)).json().rows).toEqual([
      expect.objectContaining({ state: 'withdrawn' }),
    ])
  })
})

test('every record is still what its history says', async () => {
  const { flaws } = await verify(ownerDb(made.owner), { counties: [made.county, '141100'], onProgress: () => {} })
  expect(flaws).toEqual([])
})
