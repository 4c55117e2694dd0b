import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { periodOf } from '#domain/reports/periods.ts'
import { freezeMoment, hoursBefore } from '#domain/reports/rhythm.ts'
import { fenyang, jiaokou } from '../../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../../test/tasks/made-office.ts'
import { verify } from '../../audit/verify.ts'
import { read, systemActor, transact } from '../../platform/acts.ts'
import { ownerDb } from '../../platform/database.ts'
import { officeToday } from '../../platform/office-day.ts'
import { remindHandIns } from './reminders.ts'

let office: MadeOffice
let send: Awaited<ReturnType<typeof openOffice>>['send']
beforeAll(async () => {
  office = await makeOffice()
  const opened = await openOffice(office)
  send = opened.send
})
afterAll(() => office.house.drop())

const month = periodOf('month', officeToday())
const monthly = {
  kind: 'month',
  askedFrom: '2022-10-01',
  asksFigures: true,
  freezeDays: 3,
  freezeTime: '18:00',
  remindHours: 72,
}
const rhythm = { ...monthly, reason: '开始按月报送' }
const words = { progress: '已完成测绘', difficulties: '缺消防意见', nextPlan: '补充检测' }
const empty = { progress: '', difficulties: '', nextPlan: '', figures: {} }

const urlOf = (unit: string, period = month.key, kind = 'month') =>
  `/api/counties/${fenyang}/hand-ins/${kind}/${period}/${unit === 'county' ? 'county' : office.ids[unit]}`

async function put(login: string, unit: string, body: object, period = month.key) {
  const answer = await send(login, 'PUT', urlOf(unit, period), { submit: true, ...words, figures: {}, ...body })
  return { status: answer.statusCode, ...answer.json() }
}

async function decide(login: string, unit: string, body: object, period = month.key) {
  const answer = await send(login, 'POST', `${urlOf(unit, period)}/decision`, body)
  return { status: answer.statusCode, ...answer.json() }
}

const isProved = async () =>
  (await verify(ownerDb(office.house.owner), { counties: [fenyang, jiaokou, '141100'], onProgress: () => {} })).flaws

describe('before a county asks', () => {
  test('nobody hands in', async () => {
    expect(await put('housing-officer', '住建局', { revision: 0 })).toMatchObject({ status: 409, code: 'not_asked' })
  })

  test('its office sets the rhythm; a unit, a leader or an inspector does not', async () => {
    const url = `/api/regions/${fenyang}/report-rhythms`
    for (const login of ['housing-officer', 'leader', 'inspector', 'jiaokou-clerk'])
      expect((await send(login, 'PUT', url, rhythm)).statusCode).toBe(404)
    const set = await send('fenyang-clerk', 'PUT', url, rhythm)
    expect(set.json()).toContainEqual(monthly)
    expect((await send('inspector', 'GET', url)).json()).toContainEqual(monthly)
  })

  test('a time that is none, or a freeze after the next period began, is refused at its field', async () => {
    const url = `/api/regions/${fenyang}/report-rhythms`
    const answer = await send('fenyang-clerk', 'PUT', url, { ...rhythm, freezeTime: '25:00', freezeDays: 11 })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().fields.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining(['freezeTime', 'freezeDays']),
    )
  })
})

describe('a unit hands in', () => {
  test('a draft, which nobody else reads', async () => {
    const kept = await put('housing-officer', '住建局', { submit: false, progress: '正在写', revision: 0 })
    expect(kept).toMatchObject({ status: 200, state: 'draft', progress: '正在写', revision: 1 })
    const seen = (await send('inspector', 'GET', urlOf('住建局'))).json()
    expect(seen).toMatchObject({ state: null, progress: '', mayHandIn: false, mayDecide: false })
  })

  test('nothing for another unit, and nobody but a unit or the office hands in at all', async () => {
    expect(await put('housing-officer', '自然资源局', { revision: 0 })).toMatchObject({
      status: 403,
      code: 'other_unit',
    })
    expect(await put('housing-officer', 'county', { revision: 0 })).toMatchObject({ status: 403, code: 'other_unit' })
    for (const login of ['inspector', 'leader', 'fenyang-visitor', 'city-office', 'jiaokou-clerk'])
      expect(await put(login, '住建局', { revision: 1 })).toMatchObject({ status: 404 })
  })

  test('words on the progress at least, and only numbers it was asked for', async () => {
    expect(await put('housing-officer', '住建局', { ...empty, progress: ' ', revision: 1 })).toMatchObject({
      status: 400,
      code: 'progress_missing',
      message: '进展情况不能空着',
    })
    const figures = { transferred: 3 }
    expect(await put('housing-officer', '住建局', { figures, revision: 1 })).toMatchObject({ code: 'figure_not_asked' })
    const negative = await put('housing-officer', '住建局', { figures: { open: -1 }, revision: 1 })
    expect(negative.status).toBe(400)
  })

  test('over what somebody changed meanwhile: refused', async () => {
    expect(await put('housing-officer', '住建局', { revision: 0 })).toMatchObject({ code: 'changed_meanwhile' })
  })

  test('and its numbers stand beside those counted; one left out is a gap', async () => {
    const handed = await put('housing-officer', '住建局', { figures: { written_off: 2 }, revision: 1 })
    expect(handed).toMatchObject({ status: 200, state: 'submitted', isLate: false, submitted: { by: '住建经办' } })
    expect(handed.figures).toEqual([
      { name: 'written_off', handed: 2, counted: null },
      { name: 'open', handed: null, counted: null },
      { name: 'overdue', handed: null, counted: null },
    ])
    expect(await put('housing-officer', '住建局', { revision: 2 })).toMatchObject({
      status: 409,
      code: 'may_not_submit',
    })
  })

  test('later than the freeze moment: taken, and marked late', async () => {
    expect(await put('land-officer', '自然资源局', { revision: 0 }, '2022-11')).toMatchObject({
      state: 'submitted',
      isLate: true,
    })
    expect(await put('land-officer', '自然资源局', { revision: 0 }, '2099-01')).toMatchObject({
      code: 'period_not_begun',
    })
    expect(await put('land-officer', '自然资源局', { revision: 0 }, '2022-13')).toMatchObject({
      code: 'no_such_period',
    })
  })
})

describe('the office decides', () => {
  test('and nobody else', async () => {
    for (const login of ['housing-officer', 'leader', 'inspector', 'jiaokou-clerk'])
      expect((await decide(login, '住建局', { decision: 'accept', revision: 2, reason: '采纳' })).status).toBe(404)
  })

  test('returning says why, to whoever handed in', async () => {
    const blank = await decide('fenyang-clerk', '住建局', { decision: 'return', revision: 2, reason: ' ' })
    expect(blank).toMatchObject({ status: 400 })
    const returned = await decide('fenyang-clerk', '住建局', {
      decision: 'return',
      revision: 2,
      reason: '请补充在办任务数',
    })
    expect(returned).toMatchObject({ status: 200, state: 'returned', decided: { reason: '请补充在办任务数' } })
    const { rows } = (await send('housing-officer', 'GET', '/api/notices')).json()
    expect(rows[0]).toMatchObject({
      kind: 'hand_in_returned',
      report: { kind: 'month', period: month.key, reason: '请补充在办任务数' },
    })
    expect((await send('land-officer', 'GET', '/api/notices')).json().rows).toEqual([])
  })

  test('what came back is handed in again and accepted; then it stays', async () => {
    const again = await put('housing-officer', '住建局', { figures: { written_off: 2, open: 0 }, revision: 3 })
    expect(again).toMatchObject({ state: 'submitted', decided: null })
    const accepted = await decide('fenyang-clerk', '住建局', {
      decision: 'accept',
      revision: again.revision,
      reason: '内容完整',
    })
    expect(accepted).toMatchObject({ status: 200, state: 'accepted' })
    const once = { decision: 'accept', revision: accepted.revision, reason: '内容完整' }
    expect(await decide('fenyang-clerk', '住建局', once)).toMatchObject({ status: 409, code: 'may_not_accept' })
    expect(await put('housing-officer', '住建局', { revision: accepted.revision })).toMatchObject({
      code: 'may_not_submit',
    })
  })

  test('on what it enters for a unit, by another person', async () => {
    const entered = await put('fenyang-clerk', '空缺局', { revision: 0 })
    expect(entered).toMatchObject({ state: 'submitted', mayDecide: false })
    const accept = { decision: 'accept', revision: entered.revision, reason: '纸质材料一致' }
    expect(await decide('fenyang-clerk', '空缺局', accept)).toMatchObject({ status: 403, code: 'own_hand_in' })
    expect(await decide('second-clerk', '空缺局', accept)).toMatchObject({ state: 'accepted' })
  })

  test('on nothing that was not handed in', async () => {
    const accept = { decision: 'accept', revision: 0, reason: '采纳' }
    expect(await decide('fenyang-clerk', '自然资源局', accept)).toMatchObject({
      status: 404,
      code: 'nothing_handed_in',
    })
  })
})

describe('a county hands in to the city', () => {
  beforeAll(async () => {
    await send('city-office', 'PUT', '/api/regions/141100/report-rhythms', { ...rhythm, freezeDays: 5 })
  })

  test('by its office, with numbers of its homes beside those counted; the city decides, not the county', async () => {
    const handed = await put('fenyang-clerk', 'county', {
      figures: { first_registered: 1, transferred: 9 },
      revision: 0,
    })
    expect(handed).toMatchObject({ status: 200, name: '汾阳市', state: 'submitted', mayDecide: false })
    expect(handed.freezeAt).toBe(freezeMoment(month, { ...monthly, freezeDays: 5 }))
    expect(handed.figures).toEqual([
      { name: 'first_registered', handed: 1, counted: 1 },
      { name: 'transferred', handed: 9, counted: 0 },
    ])
    const accept = { decision: 'accept', revision: handed.revision, reason: '采纳' }
    expect(await decide('second-clerk', 'county', accept)).toMatchObject({ status: 403, code: 'decided_above' })
    expect(await decide('city-office', 'county', accept)).toMatchObject({ state: 'accepted' })
  })

  test('and sees it among its own units; the city sees every county', async () => {
    const county = (await send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/hand-ins?kind=month`)).json()
    const states = county.rows.map(({ name, cells }: { name: string; cells: { state: string }[] }) => [
      name,
      cells[0]?.state,
    ])
    expect(states).toEqual([
      ['汾阳市', 'accepted'],
      ['住建局', 'accepted'],
      ['空缺局', 'accepted'],
      ['自然资源局', null],
    ])
    const city = (await send('city-office', 'GET', '/api/regions/141100/hand-ins?kind=month')).json()
    expect(city.rows.length).toBe(13)
    expect(city.rows.find(({ name }: { name: string }) => name === '汾阳市').cells[0].state).toBe('accepted')
    expect((await send('fenyang-clerk', 'GET', '/api/regions/141100/hand-ins?kind=month')).statusCode).toBe(404)
  })
})

describe('the report of the period', () => {
  const report = async (login: string, region: string) =>
    (await send(login, 'GET', `/api/regions/${region}/reports/month/${month.key}`)).json()
  type Section = { key: string; paragraphs: string[]; table?: { rows: unknown[][] } }
  const sectionOf = ({ sections }: { sections: Section[] }, key: string) => sections.find((one) => one.key === key)

  test('tells what was accepted, and names who has not handed in', async () => {
    const handIns = sectionOf(await report('leader', fenyang), 'hand_ins')
    expect(handIns?.paragraphs).toEqual([
      '应报送的责任单位3个，已采纳2个；未报1个：自然资源局。',
      '住建局。进展情况：已完成测绘。困难问题：缺消防意见。下步打算：补充检测。',
      '空缺局。进展情况：已完成测绘。困难问题：缺消防意见。下步打算：补充检测。',
    ])
    const figures = sectionOf(await report('leader', fenyang), 'handed_figures')
    expect(figures?.table?.rows).toContainEqual(['住建局', '本期销号任务（项）', 2, '未报', '—'])
  })

  test('of the city tells what its counties handed in, and where their numbers differ', async () => {
    const figures = sectionOf(await report('city-office', '141100'), 'handed_figures')
    expect(figures?.paragraphs).toEqual(['报送数与台账数不一致的县（市、区）1个：汾阳市。本报告其他各项以台账数为准。'])
    expect(figures?.table?.rows).toContainEqual(['汾阳市', '累计转移登记（套）', 9, 0, 9])
  })

  test('of a county that asks nobody says nothing of it', async () => {
    expect(sectionOf(await report('jiaokou-clerk', jiaokou), 'hand_ins')).toBeUndefined()
  })
})

test('a county knows what its city asks, and nothing of how another county runs its reports', async () => {
  const known = (county: string) =>
    read(office.house.db, systemActor([county]), async (tx) => {
      const { rows } = await sql<{ county: string }>`
        select distinct county_code as county from report_rhythms order by 1`.execute(tx)
      return rows.map((row) => row.county)
    })
  expect(await known(jiaokou)).toEqual(['141100'])
  expect(await known(fenyang)).toEqual(['141100', fenyang])
  expect(await known('999999')).toEqual([])
})

describe('whoever has not handed in is reminded', () => {
  const remind = (now: string) =>
    transact(office.house.db, systemActor(['141100', fenyang, jiaokou]), (tx) =>
      remindHandIns(tx, ['141100', fenyang, jiaokou], now),
    )
  const freeze = freezeMoment(month, { ...monthly, freezeDays: 3 })

  test('from the hours before the freeze that the county set, once', async () => {
    expect(await remind(hoursBefore(freeze, 73))).toBe(0)
    expect(await remind(hoursBefore(freeze, 20))).toBe(1)
    expect(await remind(hoursBefore(freeze, 2))).toBe(0)
    const { rows } = (await send('land-officer', 'GET', '/api/notices')).json()
    expect(rows).toMatchObject([
      { kind: 'hand_in_due', report: { kind: 'month', period: month.key, freezeAt: freeze } },
    ])
  })

  test('and those who have are left in peace', async () => {
    const { rows } = (await send('housing-officer', 'GET', '/api/notices')).json()
    expect(rows.filter(({ kind }: { kind: string }) => kind === 'hand_in_due')).toEqual([])
  })
})

describe('the history', () => {
  test('proves every hand-in', async () => {
    expect(await isProved()).toEqual([])
  })

  test('finds one changed behind its back', async () => {
    await office.house.owner.query(
      `update hand_ins set progress = '改过的' where progress = '已完成测绘' and organisation_id = $1`,
      [office.ids.住建局],
    )
    expect((await isProved()).map(({ check }) => check)).toEqual(['hand_ins_records'])
  })
})
