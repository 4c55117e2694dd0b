import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CalendarYear, Campaign, EstateScope, LeftOutEstate } from '#contract/campaign.ts'
import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'
import { addWorkingDays, isWorkday } from '#domain/tasks/calendar.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../test/tasks/made-office.ts'
import { verify } from '../audit/verify.ts'
import { read, systemActor } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn } from '../tasks/actions.ts'

const city = '141100'
let office: MadeOffice
let opened: Awaited<ReturnType<typeof openOffice>>

beforeAll(async () => {
  office = await makeOffice()
  opened = await openOffice(office)
})
afterAll(() => office.house.drop())

const today = officeToday()
const inDays = (days: number) => dayOfNumber(dayNumber(today) + days)
const send = (...call: Parameters<typeof opened.send>) => opened.send(...call)
const campaignOf = async (region: string, login = 'fenyang-clerk'): Promise<Campaign> =>
  (await send(login, 'GET', `/api/regions/${region}/campaign`)).json()
const set = (login: string, method: 'POST' | 'PUT', region: string, path: string, body: object = {}) =>
  send(login, method, `/api/regions/${region}/campaign/${path}`, { reason: '市清零办部署', ...body })
const flaws = async () =>
  (await verify(ownerDb(office.house.owner), { counties: [city, fenyang, jiaokou], onProgress: () => {} })).flaws

describe('targets', () => {
  const targets = { first: inDays(30), transfer: inDays(60) }

  test('of the city hold in a county until it sets its own', async () => {
    expect((await campaignOf(fenyang)).targets.map(({ dueOn }) => dueOn)).toEqual([null, null])

    expect((await set('city-office', 'PUT', city, 'targets', targets)).statusCode).toBe(200)
    expect((await campaignOf(fenyang)).targets).toMatchObject([
      { registration: 'first', dueOn: inDays(30), setBy: 'city', daysLeft: 30, homes: 5, registered: 1 },
      { registration: 'transfer', dueOn: inDays(60), setBy: 'city', daysLeft: 60, homes: 5, registered: 0 },
    ])

    await set('fenyang-clerk', 'PUT', fenyang, 'targets', { first: inDays(20), transfer: inDays(20) })
    expect((await campaignOf(fenyang)).targets.map(({ dueOn, setBy }) => [dueOn, setBy])).toEqual([
      [inDays(20), 'own'],
      [inDays(20), 'own'],
    ])
    expect((await campaignOf(jiaokou, 'jiaokou-clerk')).targets[0]).toMatchObject({ dueOn: inDays(30), setBy: 'city' })
  })

  test('count down on the wall, which changes as soon as they do', async () => {
    const countdown = async (region: string, login: string) =>
      (await send(login, 'GET', `/api/regions/${region}/wall`)).json().battle.countdown
    expect(await countdown(jiaokou, 'jiaokou-clerk')).toEqual([
      { registration: 'first', dueOn: inDays(30), daysLeft: 30 },
      { registration: 'transfer', dueOn: inDays(60), daysLeft: 60 },
    ])
    expect((await countdown(fenyang, 'fenyang-clerk'))[0].daysLeft).toBe(20)

    await set('fenyang-clerk', 'PUT', fenyang, 'targets', { first: inDays(25), transfer: inDays(26) })

    await expect
      .poll(async () =>
        (await countdown(fenyang, 'fenyang-clerk')).map(({ daysLeft }: { daysLeft: number }) => daysLeft),
      )
      .toEqual([25, 26])
  })

  test.each([
    { first: inDays(-1), transfer: inDays(5), code: 'target_before_today', field: 'first' },
    { first: inDays(5), transfer: inDays(4), code: 'transfer_before_first', field: 'transfer' },
  ])('that cannot be are refused at their field: $code', async ({ code, field, ...wrong }) => {
    const answer = await set('fenyang-clerk', 'PUT', fenyang, 'targets', wrong)

    expect([answer.statusCode, answer.json().code, answer.json().fields[0].field]).toEqual([400, code, field])
  })

  test('are not set by whoever may not, nor for another county; saying the same again is no act', async () => {
    for (const login of ['leader', 'inspector', 'housing-officer', 'jiaokou-clerk'])
      expect((await set(login, 'PUT', fenyang, 'targets', targets)).statusCode).toBe(404)
    expect((await set('fenyang-clerk', 'PUT', city, 'targets', targets)).statusCode).toBe(404)

    expect((await set('city-office', 'PUT', city, 'targets', targets)).json().code).toBe('nothing_changed')
  })
})

describe('milestones', () => {
  test('are added once, reached or cancelled, and not both; the city’s stand in its counties', async () => {
    await set('city-office', 'POST', city, 'milestones', { title: '完成摸底', dueOn: inDays(10) })
    expect(
      (await set('fenyang-clerk', 'POST', fenyang, 'milestones', { title: '首登过半', dueOn: inDays(20) })).json()
        .milestones,
    ).toMatchObject([
      { title: '完成摸底', setBy: 'city' },
      { no: 1, title: '首登过半', setBy: 'own', reachedOn: null },
    ])
    const twice = await set('fenyang-clerk', 'POST', fenyang, 'milestones', { title: '首登过半', dueOn: inDays(9) })
    expect([twice.statusCode, twice.json().code]).toEqual([400, 'milestone_exists'])

    const early = await set('fenyang-clerk', 'POST', fenyang, 'milestones/1/reach', { on: inDays(1) })
    expect(early.json().code).toBe('reached_in_future')
    await set('fenyang-clerk', 'POST', fenyang, 'milestones/1/reach', { on: today })
    expect((await set('fenyang-clerk', 'POST', fenyang, 'milestones/1/cancel')).json().code).toBe('milestone_reached')
    expect((await set('fenyang-clerk', 'POST', fenyang, 'milestones/7/cancel')).statusCode).toBe(404)

    await set('city-office', 'POST', city, 'milestones/1/cancel')
    const again = await set('city-office', 'POST', city, 'milestones', { title: '完成摸底', dueOn: inDays(15) })
    expect(again.json().milestones).toMatchObject([{ cancelledOn: today }, { no: 2, cancelledOn: null }])
  })

  test('are not told by a leader or an inspector', async () => {
    for (const login of ['leader', 'inspector'])
      expect((await set(login, 'POST', fenyang, 'milestones/1/cancel')).statusCode).toBe(404)
  })
})

describe('sprints', () => {
  const sprint = {
    title: '百日攻坚',
    registration: 'first',
    startsOn: '2010-01-01',
    endsOn: inDays(10),
    targetHomes: 4,
  }

  test('run by what was registered day by day, and are closed once', async () => {
    const started: Campaign = (await set('fenyang-clerk', 'POST', fenyang, 'sprints', sprint)).json()
    const [course] = started.sprints
    expect(course).toMatchObject({ no: 1, done: 1, closedOn: null, targetHomes: 4 })
    expect(course?.burnDown.findLast(({ left }) => left !== null)?.left).toBe(3)
    expect(course?.burnDown.at(-1)?.left ?? null).toBeNull()

    expect((await set('fenyang-clerk', 'POST', fenyang, 'sprints/1/close')).json().sprints[0].closedOn).toBe(today)
    expect((await set('fenyang-clerk', 'POST', fenyang, 'sprints/1/close')).json().code).toBe('sprint_is_over')
    expect((await set('fenyang-clerk', 'POST', fenyang, 'sprints/9/close')).statusCode).toBe(404)
  })

  test('do not end before they start, nor close before they begin', async () => {
    const wrong = await set('fenyang-clerk', 'POST', fenyang, 'sprints', { ...sprint, endsOn: '2009-12-31' })
    expect([wrong.json().code, wrong.json().fields[0].field]).toEqual(['sprint_ends_before_start', 'endsOn'])
    await set('fenyang-clerk', 'POST', fenyang, 'sprints', { ...sprint, startsOn: inDays(5) })
    expect((await set('fenyang-clerk', 'POST', fenyang, 'sprints/2/close')).json().code).toBe('sprint_not_begun')
  })

  test('are not started by an officer or in another county', async () => {
    for (const login of ['housing-officer', 'jiaokou-clerk'])
      expect((await set(login, 'POST', fenyang, 'sprints', sprint)).statusCode).toBe(404)
  })
})

describe('settings', () => {
  const settings = { yellowDays: 4, reminderDays: [1, 5, 1], defaultStepDays: 8 }

  test('are the product’s, then the city’s, then the county’s own', async () => {
    expect((await campaignOf(fenyang)).settings).toMatchObject({ yellowDays: 3, setBy: 'default' })
    await set('city-office', 'PUT', city, 'settings', settings)
    expect((await campaignOf(fenyang)).settings).toEqual({ ...settings, reminderDays: [5, 1], setBy: 'city' })
    await set('fenyang-clerk', 'PUT', fenyang, 'settings', { ...settings, yellowDays: 2 })
    expect((await campaignOf(fenyang)).settings).toMatchObject({ yellowDays: 2, setBy: 'own' })
    expect((await campaignOf(jiaokou, 'jiaokou-clerk')).settings).toMatchObject({ yellowDays: 4, setBy: 'city' })
  })

  test('that make no sense are refused, and others do not set them', async () => {
    const wrong = await set('fenyang-clerk', 'PUT', fenyang, 'settings', { ...settings, yellowDays: 61 })
    expect([wrong.statusCode, wrong.json().fields[0].field]).toEqual([400, 'yellowDays'])
    expect((await set('inspector', 'PUT', fenyang, 'settings', settings)).statusCode).toBe(404)
  })
})

describe('an estate', () => {
  const pathOf = (name: string, county = fenyang) => `/api/counties/${county}/estates/${office.ids[name]}/scope`
  const put = (login: string, body: object, name = '晨光小区') =>
    send(login, 'PUT', pathOf(name), { reason: '整体拆除', inScope: false, basis: null, ...body })
  const paper = { name: '拆除公告.pdf', content: '%PDF-1.7 made up' }
  const figures = async () => (await send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/figures`)).json()
  const candidates = async (): Promise<string[]> =>
    (await send('fenyang-clerk', 'GET', `/api/counties/${fenyang}/meeting-candidates?kind=clinic`))
      .json()
      .map(({ estateId }: { estateId: string }) => estateId)

  test('leaves the campaign only on a basis; figures keep it, queues do not, and it can come back', async () => {
    expect((await send('housing-officer', 'GET', pathOf('晨光小区'))).json()).toMatchObject({
      inScope: true,
      reason: null,
    })
    const before = await figures()
    expect(await candidates()).toContain(office.ids.晨光小区)

    const baseless = await put('fenyang-clerk', {})
    expect([baseless.statusCode, baseless.json().code, baseless.json().fields[0].field]).toEqual([
      400,
      'basis_missing',
      'basis',
    ])
    const out: EstateScope = (await put('fenyang-clerk', { basis: '县政府会议纪要〔2026〕8号' })).json()
    expect(out).toMatchObject({
      inScope: false,
      reason: '整体拆除',
      basis: '县政府会议纪要〔2026〕8号',
      changedOn: today,
    })
    expect((await put('fenyang-clerk', { basis: '又一次' })).json().code).toBe('scope_is_so_already')
    expect(await candidates()).not.toContain(office.ids.晨光小区)
    expect(await figures()).toEqual(before)
    expect((await campaignOf(fenyang)).leftOut).toEqual({ estates: 1, homes: 3 })

    const list = (await send('city-office', 'GET', `/api/regions/${city}/campaign/left-out?limit=1`)).json()
    expect(list.rows.map(({ name, homes }: LeftOutEstate) => [name, homes])).toEqual([['晨光小区', 3]])

    const back = { inScope: true, reason: '查明只拆除了一栋' }
    expect((await put('fenyang-clerk', back)).json()).toMatchObject({ inScope: true, basis: null })
    expect((await put('fenyang-clerk', back)).json().code).toBe('scope_is_so_already')
    expect(await candidates()).toContain(office.ids.晨光小区)
  })

  test('keeps the paper of its leaving, and takes none that proves nothing', async () => {
    const url = `${pathOf('晓月小区')}/evidence`
    expect((await opened.files('fenyang-clerk', url, [paper])).json().code).toBe('estate_in_scope')
    await put('fenyang-clerk', { basis: '征收决定' }, '晓月小区')
    expect((await opened.files('fenyang-clerk', url, [{ ...paper, content: '' }])).json().code).toBe('empty_file')
    expect((await opened.files('fenyang-clerk', url, [paper, paper])).json().code).toBe('one_file_only')

    const kept: EstateScope = (await opened.files('fenyang-clerk', url, [paper])).json()
    expect(kept.evidence).toEqual({ name: '拆除公告.pdf', bytes: paper.content.length })
    expect((await send('housing-officer', 'GET', url)).body).toBe(paper.content)
    expect((await send('jiaokou-clerk', 'GET', url)).statusCode).toBe(404)
    const pages = `/api/regions/${fenyang}/campaign/left-out?limit=1`
    const [first] = [(await send('leader', 'GET', pages)).json()]
    expect((await send('leader', 'GET', `${pages}&after=${encodeURIComponent(first.next)}`)).json().rows).toEqual([])
  })

  test('is not taken out by who may not, nor named under another county', async () => {
    for (const login of ['leader', 'inspector', 'housing-officer', 'jiaokou-clerk'])
      expect((await put(login, { basis: '文件' })).statusCode).toBe(404)
    expect((await send('jiaokou-clerk', 'GET', pathOf('晨光小区', jiaokou))).statusCode).toBe(404)
  })
})

describe('the calendar', () => {
  const yearOf = async (year: number, login = 'fenyang-clerk', region = fenyang): Promise<CalendarYear> =>
    (await send(login, 'GET', `/api/regions/${region}/calendar/${year}`)).json()
  const correct = (login: string, region: string, body: object) =>
    send(login, 'PUT', `/api/regions/${region}/calendar/days`, { reason: '省政府通知', name: '停工日', ...body })
  const publish = (login: string, year: number, region = city) =>
    send(login, 'POST', `/api/regions/${region}/calendar/${year}/publish`, { reason: '放假通知已发' })
  const calendar = () => read(office.house.db, systemActor([fenyang]), calendarIn)

  test('of a shipped year tells its holidays and make-up days', async () => {
    const year = await yearOf(2022)

    expect(year).toMatchObject({ state: 'shipped', city, months: [21, 16, 23, 21, 20, 21, 21, 23, 21, 18, 22, 22] })
    expect(year.days.find(({ day }) => day === '2022-02-01')).toMatchObject({ isWorkday: false, isCorrected: false })
    expect(year.days.find(({ day }) => day === '2022-10-08')).toMatchObject({ isWorkday: true, isCorrected: false })
  })

  test('is corrected by the city’s office: given terms stay, what is counted anew uses it', async () => {
    const person = { organisationId: office.ids.住建局, personId: office.ids.住建局联络员 }
    const issue = async () => {
      const task = { ...{ title: '补办消防手续', wanted: '意见书', estateId: null, dueOn: null }, ...person }
      const tasks = [{ ...task, startsOn: today, workingDays: 5 }]
      const answer = await send('fenyang-clerk', 'POST', `/api/counties/${fenyang}/tasks`, { reason: '下达', tasks })
      return answer.json()[0]
    }
    const before = await issue()
    const day = addWorkingDays(await calendar(), today, 2)

    const year: CalendarYear = (
      await correct('city-office', city, { from: day, until: day, isWorkday: false, name: '全市停工' })
    ).json()

    expect(year.days.find((each) => each.day === day)).toEqual({
      ...{ day, isWorkday: false, name: '全市停工', isCorrected: true },
    })
    expect(isWorkday(await calendar(), day)).toBe(false)
    const kept = await send('fenyang-clerk', 'GET', `/api/counties/${fenyang}/tasks/${before.id}`)
    expect(kept.json().dueOn).toBe(before.dueOn)
    expect((await issue()).dueOn).toBe(addWorkingDays(await calendar(), before.dueOn, 1))
  })

  test('is not corrected to what it says, backwards, or for longer than a month', async () => {
    const codeOf = async (body: object) => (await correct('city-office', city, body)).json().code
    expect(await codeOf({ from: '2022-10-01', until: '2022-10-07', isWorkday: false })).toBe('day_is_so_already')
    expect(await codeOf({ from: '2022-10-10', until: '2022-10-10', isWorkday: true })).toBe('day_is_so_already')
    expect(await codeOf({ from: '2022-10-10', until: '2022-10-09', isWorkday: false })).toBe('days_end_before_start')
    expect(await codeOf({ from: '2022-10-10', until: '2022-12-09', isWorkday: false })).toBe('days_too_many')
  })

  test('of a year to come is provisional until its holidays are entered and published', async () => {
    expect((await yearOf(2027)).state).toBe('provisional')
    expect((await publish('city-office', 2027)).json().code).toBe('year_has_no_holidays')
    await correct('city-office', city, { from: '2027-10-01', until: '2027-10-07', isWorkday: false, name: '国庆节' })

    expect((await publish('city-office', 2027)).json()).toMatchObject({ state: 'published' })
    expect((await publish('city-office', 2027)).json().code).toBe('year_is_published')
    expect((await publish('city-office', 2026)).json().code).toBe('year_is_published')
    expect((await yearOf(2027, 'jiaokou-clerk', jiaokou)).days.map(({ day }) => day)).toContain('2027-10-04')
  })

  test('is not corrected or published by a county, a leader or an inspector', async () => {
    const body = { from: '2027-05-04', until: '2027-05-04', isWorkday: false }
    for (const login of ['fenyang-clerk', 'leader', 'inspector', 'housing-officer']) {
      expect((await correct(login, fenyang, body)).statusCode).toBe(404)
      expect((await correct(login, city, body)).statusCode).toBe(404)
      expect((await publish(login, 2028, fenyang)).statusCode).toBe(404)
    }
    expect((await correct('city-office', fenyang, body)).json().code).toBe('calendar_is_the_citys')
    expect((await publish('city-office', 2028, fenyang)).json().code).toBe('calendar_is_the_citys')
  })
})

test('verify finds all of it as the history tells, and a target or scope changed behind its back', async () => {
  expect(await flaws()).toEqual([])

  await office.house.owner.query(`update campaign_targets set due_on = due_on + 90 where county_code = $1`, [fenyang])
  await office.house.owner.query(`update calendar_days set is_workday = true where day = '2027-10-04'`)
  await office.house.owner.query(`update campaign_scope set basis = '别的依据' where not is_in_scope`)
  expect((await flaws()).map(({ county, check }) => [county, check])).toEqual([
    [city, 'campaign_records'],
    [fenyang, 'campaign_records'],
    [fenyang, 'scope_records'],
  ])
})
