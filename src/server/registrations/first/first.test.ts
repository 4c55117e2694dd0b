import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EstateFirst, FirstRegistration } from '#contract/first-registration-shapes.ts'
import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'
import { systemActor, transact } from '#server/platform/acts.ts'
import { ownerDb } from '#server/platform/database.ts'
import { officeToday } from '#server/platform/office-day.ts'
import { recordPeople } from '../../../../test/person-history.ts'
import { beyondApproval, fireByOpinion, type MadeFirst, makeFirst } from '../../../../test/registrations/made-first.ts'
import { archiveFiles } from '../../archives/actions.ts'
import { verify } from '../../audit/verify.ts'
import { endDueNotices } from './end-notices.ts'

const full = ['有', '有', '有', '有'] as const
const withoutFire = ['有', '无', '有', '有'] as const
const today = officeToday()
const daysAgo = (days: number) => dayOfNumber(dayNumber(today) - days)
const photo = { name: 'site.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 0]) }

let made: MadeFirst
beforeAll(async () => {
  made = await makeFirst([
    { name: '晨光小区', papers: withoutFire, problems: '', homes: 4, facts: fireByOpinion },
    { name: '晓月小区', papers: full, problems: '', homes: 3, facts: beyondApproval },
    { name: '晚晴小区', papers: full, problems: '', homes: 3, facts: beyondApproval },
    { name: '缺件小区', papers: withoutFire, problems: '', homes: 2 },
    {
      name: '欠缴小区',
      papers: full,
      problems: '',
      homes: 2,
      facts: { land_price_settled: false, taxes_settled: false },
    },
    { name: '争议小区', papers: full, problems: '', homes: 2, facts: { disputed: true } },
    { name: '集体小区', papers: full, problems: '', homes: 2, facts: { land_ownership: 'collective' } },
    {
      name: '灭失小区',
      papers: full,
      problems: '',
      homes: 2,
      facts: { developer_standing: 'extinct', successor: 'designated' },
    },
    { name: '本地公示小区', papers: full, problems: '', homes: 2 },
    { name: '尾随小区', papers: full, problems: '', homes: 2 },
    { name: '后封小区', papers: withoutFire, problems: '', homes: 2, facts: fireByOpinion },
    { name: '硬来小区', papers: full, problems: '', homes: 2 },
  ])
  await made.owner.query(
    `with office as (insert into organisations (county_code, kind, name) values ($1, 'responsible_unit', '清零办') returning id)
     insert into people (county_code, name, organisation_id, account_id)
     select $1, '甲某', office.id, accounts.id from office, accounts where login = 'fenyang-clerk'`,
    [made.county],
  )
  await recordPeople(made.db, made.county)
}, 120_000)
afterAll(() => made.drop())

const estatePath = (name: string) => `/api/counties/${made.county}/estates/${made.estates[name]}`
const firstPath = (id: string) => `/api/counties/${made.county}/first-registrations/${id}`

async function estateFirst(name: string): Promise<EstateFirst> {
  return (await made.send('fenyang-window', 'GET', `${estatePath(name)}/first-registration`)).json()
}

async function submit(name: string, more: object = {}, login = 'fenyang-window') {
  const { diagnosisNo, note } = await estateFirst(name)
  const answer = await made.send(login, 'POST', `${estatePath(name)}/first-registrations`, {
    reason: '申请首次登记',
    covered: { scope: 'estate' },
    applicantKind: 'developer',
    submittedOn: daysAgo(40),
    diagnosisNo,
    note,
    ...more,
  })
  return { ...answer.json(), status: answer.statusCode } as FirstRegistration & {
    status: number
    code?: string
    message?: string
    refusals?: { code: string }[]
  }
}

async function act(login: string, path: string, body: object = {}) {
  const answer = await made.send(login, 'POST', path, { reason: '依规办理', ...body })
  return { ...answer.json(), status: answer.statusCode } as FirstRegistration & {
    status: number
    code?: string
    message?: string
  }
}

const noticeOf = ({ notices }: FirstRegistration) => {
  const [notice] = notices
  if (!notice) throw new Error('no notice')
  return notice
}

/** An application accepted forty days ago, with the notice it needs drafted and posted on a day. */
async function noticed(name: string, postedOn: string, more: object = {}) {
  const { id } = await submit(name, more)
  await made.move('fenyang-window', id, { act: 'accept', on: daysAgo(40) })
  const rule = (await estateFirst(name)).notices[0]?.rule ?? null
  const asked = { rule, matter: '宗地界线按现状院墙确定', basis: '县清零办议定', days: 5, dayKind: 'working' }
  const drafted = await act('fenyang-window', `${firstPath(id)}/notices`, asked)
  const noticePath = `${firstPath(id)}/notices/${noticeOf(drafted).id}`
  const posted = await act('fenyang-window', `${noticePath}/post`, { postedOn, postedWhere: '小区门口' })
  return { id, noticePath, posted }
}

describe('the case of an estate before its first registration', () => {
  test('tells every paper with its basis, and the 附记 of the rules used', async () => {
    const { papers, refusals, note, gates, buildings } = await estateFirst('晨光小区')

    expect(papers.find(({ requirement }) => requirement === 'fire')).toMatchObject({
      status: 'substituted',
      rule: { id: 'llq-05-fire', from: { pack: 'luliang-qingling', version: 0 } },
    })
    expect(refusals).toEqual([])
    expect(note).toContain('消防以第三方检测评估合格后的认定意见作为首次登记依据')
    expect(gates.find(({ gate }) => gate === 'notice')?.state).toBe('not_needed')
    expect(buildings).toEqual([expect.objectContaining({ homes: 4, waiting: 4, unsurveyed: 0 })])
  })

  test('names what is missing, which rule opens the way and who must act', async () => {
    const { refusals } = await estateFirst('缺件小区')

    expect(refusals).toEqual([
      expect.objectContaining({ code: 'papers_missing', words: expect.stringContaining('下一步由') }),
    ])
  })

  test('an estate of another county is not found, nor by whoever may not read applications', async () => {
    const path = `/api/counties/${made.county}/estates/${made.estates.云岭小区}/first-registration`

    expect((await made.send('fenyang-window', 'GET', path)).statusCode).toBe(404)
    expect((await made.send('jiaokou-clerk', 'GET', `${estatePath('晨光小区')}/first-registration`)).statusCode).toBe(
      404,
    )
    expect(
      (await made.send('fenyang-surveyor', 'GET', `${estatePath('晨光小区')}/first-registration`)).statusCode,
    ).toBe(404)
  })
})

describe('applying for a first registration', () => {
  test.each([
    ['缺件小区', {}, 'papers_missing'],
    ['争议小区', {}, 'disputed'],
    ['集体小区', {}, 'collective_land'],
    ['灭失小区', {}, 'developer_gone'],
    ['晨光小区', { submittedOn: '2009-01-01' }, 'dates_out_of_order'],
    ['晨光小区', { submittedOn: dayOfNumber(dayNumber(today) + 1) }, 'dates_out_of_order'],
    ['晨光小区', { applicantKind: 'successor', applicantBasis: '批复' }, 'developer_exists'],
  ])('%s with %o is refused: %s', async (name, more, code) => {
    const refused = await submit(name, more)

    expect(refused.status).toBe(409)
    expect(refused.refusals?.map((refusal) => refusal.code) ?? [refused.code]).toContain(code)
  })

  test('homes without an area are refused by name', async () => {
    await made.owner.query(`update units set area_m2 = null where estate_id = $1 and room = '101'`, [
      made.estates.灭失小区,
    ])

    const refused = await submit('灭失小区', { applicantKind: 'designated', applicantBasis: '方政函〔2022〕1号' })

    expect(refused).toMatchObject({ status: 409, code: 'not_surveyed', message: expect.stringContaining('101') })
    await made.owner.query(`update units set area_m2 = 90.5 where estate_id = $1 and room = '101'`, [
      made.estates.灭失小区,
    ])
  })

  test('homes of another estate are refused, and a diagnosis not looked at', async () => {
    const { rows } = await made.owner.query('select id from units where estate_id = $1 limit 1', [
      made.estates.晓月小区,
    ])

    expect(await submit('晨光小区', { covered: { scope: 'part', unitIds: [rows[0].id] } })).toMatchObject({
      code: 'other_estate',
    })
    expect(await submit('晨光小区', { diagnosisNo: 99 })).toMatchObject({ status: 409, code: 'diagnosed_meanwhile' })
  })

  test('a lawsuit over a home forbids it, by the rule of restrictions', async () => {
    await made.owner.query(
      `insert into unit_restrictions (county_code, unit_id, kind, debtor, authority, document_no, from_on)
       select county_code, id, 'lawsuit', 'developer', '某法院', '民初1号', '2020-01-01' from units where estate_id = $1 and room = '101'`,
      [made.estates.灭失小区],
    )

    const refused = await submit('灭失小区', { applicantKind: 'designated', applicantBasis: '方政函〔2022〕1号' })

    expect(refused).toMatchObject({ status: 409, code: 'restricted' })
    await made.owner.query('delete from unit_restrictions')
  })

  test('the organisation the government named applies on its basis, and the register says so', async () => {
    const { note } = (
      await made.send('fenyang-window', 'POST', `${estatePath('灭失小区')}/first-registration/try`, {
        covered: { scope: 'estate' },
        applicantKind: 'designated',
        applicantBasis: '方政函〔2022〕1号',
        submittedOn: today,
      })
    ).json()

    expect(note.split('\n')[0]).toBe('开发建设单位灭失，依据方政函〔2022〕1号由县政府指定的单位单方申请。')
  })

  test('debts of the developer are no obstacle and stay with the application, on their basis', async () => {
    const { status, papers } = await submit('欠缴小区')

    expect(status).toBe(200)
    expect(papers.filter((paper) => paper.status === 'separated').map(({ requirement }) => requirement)).toEqual([
      'land_price',
      'taxes',
    ])
    expect(papers.find(({ requirement }) => requirement === 'taxes')?.rule?.basis.document).toBeTruthy()
  })

  test('whoever may not apply does not', async () => {
    expect((await submit('晨光小区', {}, 'fenyang-registrar')).status).toBe(404)
    expect((await submit('晨光小区', {}, 'jiaokou-clerk')).status).toBe(404)
    expect((await submit('晨光小区', {}, 'inspector')).status).toBe(404)
  })
})

test('an estate whose fire acceptance is substituted is first-registered with its 附记', async () => {
  const commonParts = [{ name: '物业服务用房', structureNo: 'JG-1', quantity: 1, areaM2: 120.5, landShareM2: 20 }]
  const { id, papers } = await submit('晨光小区', { commonParts })
  expect(papers.find(({ requirement }) => requirement === 'fire')?.status).toBe('substituted')
  expect(await made.move('fenyang-window', id, { act: 'accept', on: daysAgo(40) })).toBe(null)
  expect(await made.move('fenyang-window', id, made.pass('inspection'))).toBe('not_inspected')

  const site = {
    inspectedOn: today,
    inspectors: '甲某、乙某',
    locationMatches: true,
    isCompleted: true,
    findings: '已竣工入住',
  }
  const inspected = await act('fenyang-window', `${firstPath(id)}/inspections`, site)
  const path = `${firstPath(id)}/inspections/${inspected.inspections[0]?.id}`
  expect(await act('fenyang-window', `${path}/pass`)).toMatchObject({ status: 409, code: 'no_site_photo' })
  expect(
    (await made.attach('fenyang-window', `${path}/photos`, [{ name: 'a.jpg', content: 'no photo' }])).statusCode,
  ).toBe(400)
  expect((await made.attach('fenyang-registrar', `${path}/photos`, [photo])).statusCode).toBe(404)
  expect((await made.attach('fenyang-window', `${path}/photos`, [photo])).statusCode).toBe(200)
  const passed = await act('fenyang-window', `${path}/pass`)
  expect(passed.gates.find(({ gate }) => gate === 'inspection')).toMatchObject({ state: 'passed' })
  const photoPath = `${firstPath(id)}/photos/${passed.inspections[0]?.photos[0]?.id}`
  expect((await made.send('fenyang-registrar', 'GET', photoPath)).headers['content-type']).toBe('image/jpeg')
  expect((await made.send('jiaokou-clerk', 'GET', photoPath)).statusCode).toBe(404)

  expect(await made.move('fenyang-window', id, made.pass('papers'))).toBe(null)
  expect(
    (await made.send('fenyang-window', 'PUT', `${firstPath(id)}/note`, { reason: '改', note: '改' })).statusCode,
  ).toBe(404)
  const written = await made.send('fenyang-registrar', 'PUT', `${firstPath(id)}/note`, {
    reason: '按原文核对',
    note: '消防以认定意见替代。',
  })
  expect(written.json().note).toBe('消防以认定意见替代。')
  expect(await made.move('fenyang-registrar', id, made.pass('review'))).toBe(null)
  expect(await made.move('fenyang-registrar', id, { act: 'enter', on: today })).toBe(null)

  const entered = (await made.send('fenyang-clerk', 'GET', firstPath(id))).json() as FirstRegistration
  expect(entered).toMatchObject({ state: 'entered', note: '消防以认定意见替代。', commonParts, standsBefore: [] })
  const { rows } = await made.owner.query(
    'select count(*)::integer as n from units where estate_id = $1 and first_registered_on = $2',
    [made.estates.晨光小区, today],
  )
  expect(rows[0].n).toBe(4)
  expect(
    await made.send('fenyang-registrar', 'PUT', `${firstPath(id)}/note`, { reason: '再改', note: '' }),
  ).toMatchObject({
    statusCode: 409,
  })
})

/** Looks at the site, with a photo, and passes its gate. */
async function inspect(id: string) {
  const found = { inspectors: '甲某、乙某', locationMatches: true, isCompleted: true, findings: '已竣工' }
  const { inspections } = await act('fenyang-window', `${firstPath(id)}/inspections`, { inspectedOn: today, ...found })
  const path = `${firstPath(id)}/inspections/${inspections[0]?.id}`
  await made.attach('fenyang-window', `${path}/photos`, [photo])
  expect((await act('fenyang-window', `${path}/pass`)).status).toBe(200)
}

test('files of the archive stand behind the papers they show, and are kept with the application', async () => {
  const actor = systemActor([made.county])
  const subject = { kind: 'estate', id: made.estates.后封小区 ?? '' } as const
  const opinion = { name: '消防认定意见.pdf', mediaType: 'application/pdf', sha256: Buffer.alloc(32, 1), bytes: 10 }
  const [fileId] = await transact(made.db, actor, (tx) =>
    archiveFiles(tx, actor, made.county, [{ ...opinion, subject, paper: 'appraisal' }], '归档'),
  )

  const { id, papers } = await submit('后封小区')

  const shownBy = (requirement: string) => papers.find((paper) => paper.requirement === requirement)?.files
  expect(shownBy('fire')).toEqual([{ id: fileId, name: '消防认定意见.pdf' }])
  expect(shownBy('planning')).toEqual([])
  const { rows } = await made.owner.query('select papers from applications where id = $1', [id])
  expect(rows[0].papers.find(({ paper }: { paper: string }) => paper === 'fire')).toMatchObject({
    standing: 'substituted',
    basis: expect.stringContaining('认定意见作为首登依据'),
    fileIds: [fileId],
  })
})

test('a seizure that comes up after the review still forbids the entry, until it is lifted', async () => {
  const [line] = (await estateFirst('后封小区')).applications
  const id = line?.id ?? ''
  await made.move('fenyang-window', id, { act: 'accept', on: daysAgo(40) })
  await inspect(id)
  await made.move('fenyang-window', id, made.pass('papers'))
  await made.move('fenyang-registrar', id, made.pass('review'))
  await made.state('后封小区', { seized: true })

  expect(await made.move('fenyang-registrar', id, { act: 'enter', on: today })).toBe('seized')

  await made.state('后封小区', { seized: false })
  expect(await made.move('fenyang-registrar', id, { act: 'enter', on: today })).toBe(null)
})

describe('a public notice', () => {
  test('runs by the calendar, stands the clock still, is ended by the clock and makes its fact known', async () => {
    const { id, noticePath, posted } = await noticed('晓月小区', daysAgo(30))
    const notice = noticeOf(posted)
    expect(notice).toMatchObject({ state: 'running', rule: 'llq-02', dayKind: 'working', days: 5 })
    expect(posted.pauses).toEqual([{ kind: 'notice', fromOn: daysAgo(30), untilOn: null }])
    expect((await made.attach('fenyang-window', `${noticePath}/photos`, [photo])).statusCode).toBe(200)
    expect(await made.move('fenyang-window', id, made.pass('notice'))).toBe('notice_not_over')

    expect(await endDueNotices(made.db, made.county)).toBe(1)
    expect(await endDueNotices(made.db, made.county)).toBe(0)

    const ended = (await made.send('fenyang-window', 'GET', firstPath(id))).json() as FirstRegistration
    expect(noticeOf(ended)).toMatchObject({ state: 'passed', endedOn: today })
    expect(ended.gates.find(({ gate }) => gate === 'notice')).toMatchObject({ state: 'passed' })
    expect(ended.pauses[0]?.untilOn).toBe(today)
    const { papers } = await estateFirst('晓月小区')
    expect(papers.find(({ requirement }) => requirement === 'land_area')?.status).toBe('substituted')
  })

  test('that is ended early is refused with the day on which it may end', async () => {
    const { id, noticePath, posted } = await noticed('本地公示小区', today, { isNoticeAsked: true })

    const refused = await act('fenyang-window', `${noticePath}/end`)

    expect(refused).toMatchObject({ status: 409, code: 'too_early' })
    expect(refused.message).toContain(`最早 ${noticeOf(posted).mayEndOn}`)
    expect(await endDueNotices(made.db, made.county)).toBe(0)
    const document = await made.send('fenyang-clerk', 'POST', `${noticePath}/document`, { reason: '拟公示' })
    expect(document.statusCode).toBe(200)
    const withdrawn = await act('fenyang-window', `${noticePath}/withdraw`)
    expect(noticeOf(withdrawn).state).toBe('withdrawn')
    expect(withdrawn.pauses[0]?.untilOn).toBe(today)
    expect(await made.move('fenyang-window', id, made.pass('notice'))).toBe('no_notice')
  })

  test('of an application that ended meanwhile is taken back by the clock', async () => {
    const { id } = await noticed('尾随小区', today, { isNoticeAsked: true })
    expect(await made.move('fenyang-window', id, { act: 'withdraw', on: today, words: '申请人撤回' })).toBe(null)

    expect(await endDueNotices(made.db, made.county)).toBe(0)

    const ended = (await made.send('fenyang-window', 'GET', firstPath(id))).json() as FirstRegistration
    expect(noticeOf(ended)).toMatchObject({ state: 'withdrawn', endWords: '申请已终止' })
  })

  test('that is objected to stops, and the registration behind it, until it is decided', async () => {
    const { id, noticePath } = await noticed('晚晴小区', daysAgo(30))
    const objected = await act('fenyang-window', `${noticePath}/objections`, {
      raisedOn: daysAgo(20),
      objector: '邻居某',
      words: '院墙占用我家宅基地',
    })
    expect(noticeOf(objected)).toMatchObject({ state: 'stopped', objections: [{ no: 1, decision: null }] })
    const told = (await made.send('fenyang-clerk', 'GET', '/api/notices')).json().rows
    expect(told).toEqual([expect.objectContaining({ kind: 'objection', words: '晚晴小区' })])
    expect((await made.send('fenyang-checker', 'GET', '/api/notices')).json().rows).toEqual([])
    expect(objected.standsBefore).toEqual([expect.objectContaining({ code: 'notice_not_over' })])
    expect(await endDueNotices(made.db, made.county)).toBe(0)
    expect(await act('fenyang-window', `${noticePath}/end`)).toMatchObject({ code: 'wrong_state' })
    expect(await made.move('fenyang-registrar', id, { act: 'enter', on: today })).not.toBe(null)
    const one = `${noticePath}/objections/1/decision`
    const decision = { decidedOn: today, decision: 'upheld', words: '确有占用，须重新测绘' }
    expect((await made.send('fenyang-registrar', 'POST', one, { reason: '处理', ...decision })).statusCode).toBe(404)

    const failed = await act('fenyang-window', one, decision)

    expect(noticeOf(failed)).toMatchObject({ state: 'failed' })
    expect(failed.gates.find(({ gate }) => gate === 'notice')?.state).toBe('open')
    expect(await act('fenyang-window', one, decision)).toMatchObject({ status: 409, code: 'wrong_state' })
    const again = { rule: 'llq-02', matter: '重新测绘后的界线', basis: '县清零办议定', days: 5, dayKind: 'working' }
    const anew = await act('fenyang-window', `${firstPath(id)}/notices`, again)
    expect(noticeOf(anew).state).toBe('drafted')
    const anewPath = `${firstPath(id)}/notices/${noticeOf(anew).id}`
    expect(
      await act('fenyang-window', `${anewPath}/post`, {
        postedOn: dayOfNumber(dayNumber(today) + 1),
        postedWhere: '门口',
      }),
    ).toMatchObject({
      status: 400,
      code: 'in_future',
    })
    await act('fenyang-window', `${anewPath}/post`, { postedOn: today, postedWhere: '小区门口' })
    await act('fenyang-window', `${anewPath}/objections`, { raisedOn: today, objector: '邻居某', words: '仍有意见' })
    const dismissed = await act('fenyang-window', `${anewPath}/objections/1/decision`, {
      decidedOn: today,
      decision: 'dismissed',
      words: '与测绘成果不符',
    })
    expect(noticeOf(dismissed).state).toBe('running')
  })

  test('is held by the database too: its days, its end, and the entry behind it', async () => {
    const { id, noticePath } = await noticed('硬来小区', today, { isNoticeAsked: true })
    const noticeId = noticePath.split('/').at(-1) ?? ''
    const tried = (set: string) =>
      transact(made.db, systemActor([made.county]), (tx) =>
        sql`update public_notices set ${sql.raw(set)} where county_code = ${made.county} and id = ${noticeId}`.execute(
          tx,
        ),
      )

    await expect(tried(`state = 'passed', ended_on = '${today}', end_words = '期满'`)).rejects.toThrow(
      'notice_does_not_pass_before_its_last_day',
    )
    await expect(tried(`ends_on = '${today}'`)).rejects.toThrow('what was posted stays')
    await act('fenyang-window', `${noticePath}/objections`, { raisedOn: today, objector: '邻居某', words: '有异议' })
    await expect(tried(`state = 'passed', ended_on = '2099-01-01', end_words = '期满'`)).rejects.toThrow(
      'a notice does not pass over an objection',
    )
    await expect(
      made.owner.query(
        `update applications set state = 'entered', entered_on = current_date, entered_by = submitted_by, enterer_name = '某' where id = $1`,
        [id],
      ),
    ).rejects.toThrow()
  })

  test('is on the list of its region, and on that of nobody else', async () => {
    const list = async (login: string, region: string) =>
      made.send(login, 'GET', `/api/regions/${region}/public-notices?limit=2`)

    const first = (await list('fenyang-window', made.county)).json()
    expect(first.rows).toHaveLength(2)
    const rest = (
      await made.send('city-office', 'GET', `/api/regions/141100/public-notices?after=${first.next}`)
    ).json()
    expect(rest.rows.length).toBeGreaterThan(0)
    expect((await list('fenyang-surveyor', made.county)).statusCode).toBe(404)
    expect((await list('jiaokou-clerk', made.county)).statusCode).toBe(404)
  })
})

test('every record of it is what its history says', async () => {
  const { flaws } = await verify(ownerDb(made.owner), { counties: [made.county], onProgress: () => {} })

  expect(flaws).toEqual([])
})
