import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerOf } from '../../../test/caller.ts'
import { importMadeLedger } from '../../../test/diagnosis/made-ledger.ts'
import { createMadeHouse, fenyang, type MadeHouse } from '../../../test/made-house.ts'
import { recordPeople } from '../../../test/person-history.ts'
import { madeSurvey, madeWorkbook } from '../../../test/surveys/made-survey.ts'
import { verify } from '../audit/verify.ts'
import { systemActor, transact } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { officeToday } from '../platform/office-day.ts'
import { createSampleAccount } from '../staff/actions.ts'
import { tellEnding } from './qualification-ends.ts'

const base = `/api/counties/${fenyang}`
let house: MadeHouse
let caller: ReturnType<typeof callerOf>
let ids: Record<string, string>
const send: (typeof caller)['send'] = (...call) => caller.send(...call)

beforeAll(async () => {
  house = await createMadeHouse()
  await importMadeLedger(house, fenyang, [
    { name: '晨光小区', papers: ['有', '无', '有', '有'], problems: '', homes: 2 },
    { name: '晓月小区', papers: ['有', '无', '有', '有'], problems: '', homes: 1 },
  ])
  const opened = await house.open()
  for (const login of ['appraiser', 'other-firm']) {
    const password = house.secrets.samplePassword(login)
    const roles = [{ role: 'surveyor' as const, region: fenyang }]
    await createSampleAccount(house.db, systemActor([fenyang]), { login, name: login, password, roles })
    opened.accounts.push({ login, name: login, password })
  }
  caller = callerOf(opened)
  const { rows } = await house.owner.query(
    `insert into organisations (county_code, kind, name) values ($1, 'third_party', '示例评估公司') returning name, id`,
    [fenyang],
  )
  const known = await house.owner.query('select login as name, id from accounts union all select name, id from estates')
  ids = Object.fromEntries([...rows, ...known.rows].map(({ name, id }) => [name, id]))
  const body = { organisationId: ids.示例评估公司, reason: '机构人员' }
  expect((await send('administrator', 'PUT', `${base}/accounts/${ids.appraiser}/organisation`, body)).statusCode).toBe(
    200,
  )
})
afterAll(() => house.drop())

const certificate = { certificateNo: '示例评字1号', grade: null, validFrom: '2020-01-01', validUntil: '2099-12-31' }
const qualify = (more: object = {}, by = 'fenyang-clerk') =>
  send(by, 'POST', `${base}/qualifications`, {
    ...{ holder: ids.示例评估公司, holderKind: 'organisation', field: 'appraisal', reason: '核对资质证书' },
    ...certificate,
    ...more,
  })
const commission = (more: object = {}, by = 'fenyang-clerk') =>
  send(by, 'POST', `${base}/appraisal-commissions`, {
    ...{ holder: ids.示例评估公司, holderKind: 'organisation', estateId: ids.晨光小区, subject: 'land' },
    ...{ purpose: '核定补缴的土地出让价款', dueOn: officeToday(), fundUseId: null, reason: '比选确定' },
    ...more,
  })
const report = (id: string, more: Record<string, string> = {}, by = 'appraiser', content = '评估报告正文') =>
  caller.attach(
    by,
    `${base}/appraisal-commissions/${id}/appraisals?${new URLSearchParams({
      ...{ reportNo: '示例估字〔2022〕1号', valueOn: '2022-10-31', valueFen: '1250000000', validUntil: '2099-10-30' },
      ...more,
    })}`,
    [{ name: '评估报告.txt', content }],
    '初稿',
  )
const decide = (id: string, how: 'return' | 'accept', by = 'fenyang-clerk') =>
  send(by, 'POST', `${base}/appraisals/${id}/${how}`, { reason: how === 'return' ? '缺少比较案例' : '符合要求' })

describe('a qualification', () => {
  test('stands in the way of every commission while there is none, and once it has ended', async () => {
    const none = await commission()
    expect([none.statusCode, none.json()]).toMatchObject([
      409,
      { code: 'no_qualification', message: '没有登记有效的评估资质，请先登记' },
    ])

    expect((await qualify({ validUntil: '2021-12-31' })).json().state).toBe('ended')
    const ended = await commission()
    expect(ended.json()).toMatchObject({
      code: 'qualification_ended',
      message: '评估资质已于 2021-12-31 到期，请先登记有效的资质',
    })
    const survey = await send('fenyang-clerk', 'POST', `${base}/estates/${ids.晨光小区}/survey-commissions`, {
      ...{ surveyor: ids['other-firm'], kind: 'account', reason: '委托测绘' },
    })
    expect([survey.statusCode, survey.json().message]).toEqual([409, '没有登记有效的测绘资质，请先登记'])
  })

  test('is recorded by the office alone; its holder sees his own and nobody else’s', async () => {
    expect((await qualify({}, 'appraiser')).statusCode).toBe(404)
    expect((await qualify({ validUntil: '2019-01-01' })).json().code).toBe('ends_before_it_begins')
    expect((await qualify({ holder: ids['fenyang-clerk'], holderKind: 'account' })).json().code).toBe(
      'no_such_surveyor',
    )
    expect((await qualify()).statusCode).toBe(200)
    expect((await qualify()).statusCode).toBe(409)
    const seen = async (login: string) => (await send(login, 'GET', `${base}/qualifications`)).json().rows.length
    expect([await seen('fenyang-clerk'), await seen('appraiser'), await seen('other-firm')]).toEqual([2, 2, 0])
  })

  test('that ends soon is told to the office once', async () => {
    const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
    await house.owner.query(
      `insert into people (county_code, name, account_id) select $1, '甲某', id from accounts where login = 'fenyang-checker'`,
      [fenyang],
    )
    await recordPeople(house.db, fenyang)
    expect((await qualify({ certificateNo: '示例评字2号', validUntil: soon })).json().state).toBe('ends_soon')
    for (const _ of [1, 2])
      await transact(house.db, systemActor([fenyang]), (tx) => tellEnding(tx, fenyang, officeToday()))
    const { rows } = (await send('fenyang-checker', 'GET', '/api/notices')).json()
    expect(rows).toMatchObject([{ kind: 'qualification_ends', words: `示例评估公司 · 示例评字2号 · ${soon}` }])
  })
})

describe('an appraisal', () => {
  test('goes from its commission through a correction to the archive, each decision by a second person', async () => {
    const { id } = (await commission()).json()
    expect((await commission()).json().code).toBe('commission_known')
    const first = await report(id)
    expect([first.statusCode, first.body]).toEqual([200, first.body])
    const [one] = first.json().appraisals
    expect(one).toMatchObject({ version: 1, state: 'handed_in', valueFen: 1_250_000_000, isOwn: true })
    expect((await report(id)).json().code).toBe('appraisal_waits')
    expect((await decide(one.id, 'accept', 'appraiser')).statusCode).toBe(404)

    expect((await decide(one.id, 'return')).json().appraisals[0]).toMatchObject({
      state: 'returned',
      decision: '缺少比较案例',
    })
    const [two] = (await report(id, { valueFen: '1180000000' }, 'appraiser', '评估报告第二稿')).json().appraisals
    expect(two.version).toBe(2)
    const accepted = (await decide(two.id, 'accept')).json()
    expect(accepted.appraisals.map(({ state }: { state: string }) => state)).toEqual(['accepted', 'returned'])
    expect((await report(id)).json().code).toBe('appraisal_accepted')
    const { rows } = await house.owner.query(`select paper, name from archive_files where subject_id = $1`, [
      ids.晨光小区,
    ])
    expect(rows).toEqual([{ paper: 'appraisal', name: '评估报告.txt' }])
  })

  test('is nobody’s who was not commissioned: not listed, not handed in, not opened', async () => {
    const { rows } = (await send('appraiser', 'GET', `${base}/appraisal-commissions`)).json()
    const [{ id, appraisals }] = rows
    expect((await send('other-firm', 'GET', `${base}/appraisal-commissions`)).json().rows).toEqual([])
    expect((await report(id, {}, 'other-firm')).statusCode).toBe(404)
    expect((await send('other-firm', 'GET', `${base}/appraisals/${appraisals[0].id}/report`)).statusCode).toBe(404)
    expect((await send('appraiser', 'GET', `${base}/appraisals/${appraisals[0].id}/report`)).body).toBe(
      '评估报告第二稿',
    )
    expect((await commission({ subject: 'house' }, 'appraiser')).statusCode).toBe(404)
  })

  test('of another day than its value has, or run out, is refused at its field', async () => {
    const { id } = (await commission({ estateId: ids.晓月小区 })).json()
    const refused = async (more: Record<string, string>) => (await report(id, more)).json()
    expect(await refused({ valueOn: '2099-01-01' })).toMatchObject({ code: 'day_in_future' })
    expect(await refused({ validUntil: '2022-01-01' })).toMatchObject({ code: 'ends_before_it_begins' })
    expect(await refused({ valueOn: '2019-01-01', validUntil: '2020-01-01' })).toMatchObject({ code: 'report_ended' })
  })

  test('is not taken from whoever lost the qualification meanwhile, and a survey neither', async () => {
    const { rows } = (await send('fenyang-clerk', 'GET', `${base}/qualifications`)).json()
    for (const { id } of rows)
      await send('fenyang-clerk', 'POST', `${base}/qualifications/${id}/withdraw`, { reason: '被吊销' })
    const [{ id }] = (await send('appraiser', 'GET', `${base}/appraisal-commissions`)).json().rows
    expect((await report(id)).json().code).toBe('no_qualification')

    await qualify({ field: 'survey', holder: ids['other-firm'], holderKind: 'account' })
    const surveys = `${base}/estates/${ids.晓月小区}`
    const given = { surveyor: ids['other-firm'], kind: 'account', reason: '委托测绘' }
    expect((await send('fenyang-clerk', 'POST', `${surveys}/survey-commissions`, given)).statusCode).toBe(200)
    const [held] = (await send('other-firm', 'GET', `${base}/qualifications`)).json().rows
    await send('fenyang-clerk', 'POST', `${base}/qualifications/${held.id}/withdraw`, { reason: '登记有误' })
    const file = { name: '成果.xlsx', content: await madeWorkbook(madeSurvey()) }
    expect((await caller.attach('other-firm', `${surveys}/surveys`, [file])).json().code).toBe('no_qualification')
  })
})

test('all of it is what the history says', async () => {
  const { flaws } = await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })
  expect(flaws).toEqual([])
})
