import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EstateSchedule, Forecast, Schedule, ScheduleLoad, Slip } from '#contract/schedule.ts'
import type { TaskLine } from '#contract/tasks.ts'
import { addWorkingDays, workingDayFrom } from '#domain/tasks/calendar.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../test/tasks/made-office.ts'
import { read, recordAct, systemActor, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn } from '../tasks/actions.ts'

const city = '141100'
const today = officeToday()
const place = `/api/counties/${fenyang}`

let office: MadeOffice
let opened: Awaited<ReturnType<typeof openOffice>>
let ids: Record<string, string>
let calendar: Awaited<ReturnType<typeof calendarIn>>

beforeAll(async () => {
  office = await makeOffice()
  ids = office.ids
  opened = await openOffice(office)
  calendar = await read(office.house.db, systemActor([fenyang]), calendarIn)
})
afterAll(() => office.house.drop())

const inDays = (days: number) => addWorkingDays(calendar, workingDayFrom(calendar, today), days)
const get = async <T>(path: string, login = 'fenyang-clerk'): Promise<T> => {
  const answer = await opened.send(login, 'GET', path)
  expect([path, answer.statusCode]).toEqual([path, 200])
  return answer.json()
}
const gantt = (name: string) => get<EstateSchedule>(`${place}/estates/${ids[name]}/schedule`)
const list = (query = '', region = fenyang, login = 'fenyang-clerk') =>
  get<Schedule>(`/api/regions/${region}/schedule${query}`, login)
const bar = ({ activities }: EstateSchedule, end: string) => {
  const found = activities.find(({ id }) => id.endsWith(`/${end}`))
  if (!found) throw new Error(`no ${end} in ${activities.map(({ id }) => id)}`)
  return found
}

/** The target of a region as the campaign keeps it; null takes it away again. */
async function setTarget(region: string, registration: 'first' | 'transfer', dueOn: string): Promise<void> {
  const actor = systemActor([region])
  await transact(office.house.db, actor, async (tx) => {
    const { actNo } = await recordAct(tx, { countyCode: region, actor, kind: 'target_set', reason: '定目标', rows: [] })
    await sql`
      insert into campaign_targets (county_code, registration, due_on, act_no) values (${region}, ${registration}, ${dueOn}, ${actNo})
      on conflict (county_code, registration) do update set due_on = excluded.due_on, act_no = excluded.act_no`.execute(
      tx,
    )
  })
}

async function give(step: string, estate = '晓月小区'): Promise<TaskLine> {
  const { id, registration } = bar(await gantt(estate), step)
  const [rule] = id.slice(id.indexOf(':') + 1).split('/')
  const steps = [{ estateId: ids[estate], registration, rule, step }]
  const body = { reason: '坐诊下达', startsOn: today, steps }
  const answer = await opened.send('fenyang-clerk', 'POST', `${place}/task-assignments`, body)
  const [task] = answer.json().tasks
  if (!task) throw new Error(answer.body)
  return task
}

async function needs(task: { id: string }, ...others: { id: string }[]): Promise<void> {
  await office.house.owner.query(
    `insert into task_needs (county_code, task_id, needs_id) select $1, $2, unnest($3::uuid[])`,
    [fenyang, task.id, others.map(({ id }) => id)],
  )
}

describe('an estate without a target', () => {
  test('is planned from today on: its own steps, then the first registration itself', async () => {
    const schedule = await gantt('晓月小区')

    expect(schedule).toMatchObject({ slackDays: null, extensionDays: 0, leastTarget: null, light: 'grey', cycle: null })
    expect(schedule.activities.map(({ id }) => id.replace(/.*\//, ''))).toEqual([
      'fund',
      'appraise',
      'opinion',
      'register',
    ])
    expect(bar(schedule, 'fund')).toMatchObject({ workingDays: 5, daysAssumed: true, taskId: null, light: 'grey' })
    expect(bar(schedule, 'register')).toMatchObject({
      earliestStart: bar(schedule, 'opinion').earliestFinish,
      isCritical: true,
      organisation: null,
      unit: '不动产登记中心',
    })
    expect(schedule.finishOn).toBe(addWorkingDays(calendar, today, 20))
  })
})

describe('a target', () => {
  test('of the city holds until the county has its own', async () => {
    await setTarget(city, 'first', inDays(40))
    const { targets, rows } = await list()
    expect(targets).toEqual([{ countyCode: fenyang, countyName: '汾阳市', firstOn: inDays(40), transferOn: null }])
    expect(rows.map(({ light, slackDays }) => [light, (slackDays ?? 0) > 3])).toEqual([
      ['green', true],
      ['green', true],
    ])

    await setTarget(fenyang, 'first', inDays(21))
    expect((await list()).targets[0]?.firstOn).toBe(inDays(21))
    expect((await list()).rows.every(({ light }) => light === 'yellow')).toBe(true)
  })

  test('that cannot be kept says so, with the least extension that works', async () => {
    await setTarget(fenyang, 'first', inDays(12))
    const schedule = await gantt('晓月小区')
    expect(schedule.light).toBe('red')
    expect(schedule.slackDays).toBeLessThan(0)
    expect(schedule.extensionDays).toBeGreaterThan(0)
    expect(bar(schedule, 'fund').light).toBe('red')
    expect((await list()).totals).toMatchObject({ estates: 2, late: 2, infeasible: 2 })

    const least = schedule.leastTarget ?? ''
    expect(least).toBe(addWorkingDays(calendar, inDays(12), schedule.extensionDays))
    await setTarget(fenyang, 'first', addWorkingDays(calendar, least, -1))
    expect((await gantt('晓月小区')).extensionDays).toBe(1)
    await setTarget(fenyang, 'first', least)
    expect(await gantt('晓月小区')).toMatchObject({ extensionDays: 0, leastTarget: null, light: 'yellow' })
  })
})

describe('a step that is a task', () => {
  test('takes what is left of its term, from its start; more time and other tasks move the plan', async () => {
    await setTarget(fenyang, 'first', inDays(120))
    const task = await give('fund')
    const before = await gantt('晓月小区')
    expect(bar(before, 'fund')).toMatchObject({ taskId: task.id, no: task.no, state: 'issued', daysAssumed: false })
    expect(bar(before, 'fund').organisation).toEqual(task.organisation)

    const { revision } = await get<{ revision: number }>(`${place}/tasks/${task.id}`)
    const asked = { until: inDays(15), reason: '等待评审', tasks: [{ id: task.id, revision }] }
    const holder = task.organisation.name === '住建局' ? 'housing-officer' : 'land-officer'
    await opened.send(holder, 'POST', `${place}/tasks/extensions`, asked)
    const askedTask = await get<{ revision: number }>(`${place}/tasks/${task.id}`)
    const decision = { decision: 'granted', reason: '同意', tasks: [{ id: task.id, revision: askedTask.revision }] }
    const decided = await opened.send('fenyang-clerk', 'POST', `${place}/tasks/extensions/decide`, decision)
    expect(decided.json()).toMatchObject({ done: 1 })
    const later = await gantt('晓月小区')
    expect(bar(later, 'fund').earliestFinish).toBe(inDays(15))
    expect((later.finishOn ?? '') > (before.finishOn ?? '')).toBe(true)
    expect((later.slackDays ?? 0) < (before.slackDays ?? 0)).toBe(true)

    const elsewhere = {
      title: '核拨经费',
      wanted: '拨款单',
      estateId: null,
      organisationId: ids.住建局,
      personId: null,
      startsOn: today,
      dueOn: inDays(30),
      workingDays: null,
    }
    const body = { reason: '下达', tasks: [elsewhere] }
    const [other] = (await opened.send('fenyang-clerk', 'POST', `${place}/tasks`, body)).json()
    await needs(task, other)
    expect(bar(await gantt('晓月小区'), 'fund').earliestStart).toBe(inDays(30))
  })

  test('that waits in a ring with another is named, and nothing is planned', async () => {
    const [fund, appraise] = [await give('fund', '晨光小区'), await give('appraise', '晨光小区')]
    await needs(fund, appraise)

    const schedule = await gantt('晨光小区')
    expect(schedule.cycle?.toSorted()).toEqual(['聘请第三方资质单位检测评估消防', '财政保障检测评估经费'].toSorted())
    expect(schedule).toMatchObject({ activities: [], finishOn: null })
    const row = (await list()).rows.find(({ estateId }) => estateId === ids.晨光小区)
    expect(row?.cycle).toHaveLength(2)
    const slip = `${place}/estates/${ids.晨光小区}/schedule/slip?activity=x&days=1`
    expect((await opened.send('fenyang-clerk', 'GET', slip)).json()).toMatchObject({ code: 'needs_in_a_circle' })
    await office.house.owner.query(`delete from task_needs where task_id = $1 and needs_id = $2`, [
      fund.id,
      appraise.id,
    ])
  })
})

test('a slip moves what waits for it, and says when a target is missed', async () => {
  const of = (days: number, end = 'opinion', estate = '晓月小区') =>
    gantt(estate).then((schedule) =>
      get<Slip>(
        `${place}/estates/${ids[estate]}/schedule/slip?activity=${encodeURIComponent(bar(schedule, end).id)}&days=${days}`,
      ),
    )
  const slip = await of(3)
  expect(slip.missesTarget).toBe(false)
  expect(slip.moved.map(({ title }) => title)).toEqual(['合格后出具消防认定意见', '办理首次登记'])
  expect(slip.finishAfter).toBe(addWorkingDays(calendar, slip.finishBefore, 3))
  expect((await of(200)).missesTarget).toBe(true)
  const nothing = `${place}/estates/${ids.晓月小区}/schedule/slip?activity=first:none/none&days=1`
  expect((await opened.send('fenyang-clerk', 'GET', nothing)).json()).toMatchObject({ code: 'no_such_activity' })
})

test('load counts the working days of each unit in the weeks in which they fall', async () => {
  const { rows } = await get<ScheduleLoad>(`/api/regions/${fenyang}/schedule/load`)
  const planned = (await Promise.all(['晨光小区', '晓月小区'].map(gantt))).flatMap(({ activities }) => activities)

  expect(rows.reduce((sum, { days }) => sum + days, 0)).toBe(
    planned.reduce((sum, { workingDays }) => sum + workingDays, 0),
  )
  expect(rows.every(({ week }) => new Date(week).getUTCDay() === 1)).toBe(true)
  expect(rows.find(({ unit }) => unit === '不动产登记中心')).toMatchObject({ organisationId: null })
})

describe('the list', () => {
  test('is a page at a time, by slack or by rank, and its weights change the order', async () => {
    const first = await list('?limit=1')
    const second = await list(`?limit=1&after=${first.next}`)
    expect([first.total, second.next]).toEqual([2, null])
    expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual((await list()).rows.map(({ name }) => name))
    expect((await list('?sort=rank&ease=0&nearness=0')).rows.map(({ name, rank }) => [name, rank])).toEqual([
      ['晨光小区', 1],
      ['晓月小区', 2],
    ])
    expect((await list('?sort=rank&size=0&nearness=0')).rows.map(({ parts: { ease } }) => ease)[1]).toBe(0)
    expect((await list('?search=晓月')).rows.map(({ name }) => name)).toEqual(['晓月小区'])
    expect((await opened.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/schedule?after=x`)).statusCode).toBe(400)
  })

  test('leaves out an estate taken out of the campaign, which keeps its own schedule', async () => {
    const actor = systemActor([fenyang])
    await transact(office.house.db, actor, async (tx) => {
      const { actNo } = await recordAct(tx, { countyCode: fenyang, actor, kind: 'scoped', reason: '移出', rows: [] })
      await sql`
        insert into campaign_scope (county_code, estate_id, is_in_scope, reason, basis, changed_on, act_no)
        values (${fenyang}, ${ids.晨光小区}, false, '已拆除', '县政府常务会', ${today}, ${actNo})`.execute(tx)
    })

    expect((await list()).rows.map(({ name }) => name)).toEqual(['晓月小区'])
    expect((await gantt('晨光小区')).activities).toHaveLength(4)
    const { rows, first } = await get<Forecast>(`/api/regions/${fenyang}/forecast`)
    expect(rows.map(({ name }) => name)).toEqual(['晓月小区'])
    expect(first.remaining).toBe(2)
    const ofCity = await get<Forecast>(`/api/regions/${city}/forecast`, 'city-office')
    expect(ofCity.rows.find(({ key }) => key === fenyang)?.first.remaining).toBe(2)
    await office.house.owner.query(`update campaign_scope set is_in_scope = true where estate_id = $1`, [ids.晨光小区])
  })
})

test('a task given by hand is work of its estate while it is open', async () => {
  const { rows } = await office.house.owner.query(`select id from organisations where name = '住建局'`)
  const days = { startsOn: today, dueOn: inDays(9), workingDays: null }
  const task = {
    title: '补交配套费',
    wanted: '缴费凭证',
    estateId: ids.晓月小区,
    organisationId: rows[0].id,
    personId: null,
    ...days,
  }
  const answer = await opened.send('fenyang-clerk', 'POST', `${place}/tasks`, { reason: '会上议定', tasks: [task] })
  expect(answer.statusCode).toBe(200)
  const own = ({ activities }: EstateSchedule) => activities.find(({ title }) => title === '补交配套费')

  expect(own(await gantt('晓月小区'))).toMatchObject({ earliestFinish: inDays(9), needs: [], isBeside: false })

  await office.house.owner.query(`update tasks set state = 'cancelled' where title = '补交配套费'`)
  expect(own(await gantt('晓月小区'))).toBeUndefined()
})

test('the forecast goes on at the pace of the weeks behind, the same for the same records', async () => {
  const asOf = '2022-03-04'
  const path = `/api/regions/${fenyang}/forecast?asOf=${asOf}`
  const forecast = await get<Forecast>(path)

  expect(forecast.weekEnds.slice(0, 2)).toEqual([asOf, '2022-02-25'])
  expect(forecast.first).toMatchObject({ pace: 1 / 65, targetOn: inDays(120) })
  expect(forecast.first.weekly).toEqual([1, ...Array.from({ length: 12 }, () => 0)])
  const { p50, p80, p95 } = forecast.first
  expect(p50 && p80 && p95 && asOf < p50 && p50 <= p80 && p80 <= p95).toBe(true)
  expect(forecast.transfer).toMatchObject({ pace: 0, p50: null, p80: null, p95: null })
  expect(await get<Forecast>(path)).toEqual(forecast)
})

describe('who may read it', () => {
  const paths = () => [
    `/api/regions/${fenyang}/schedule`,
    `/api/regions/${fenyang}/schedule/load`,
    `/api/regions/${fenyang}/forecast`,
    `${place}/estates/${ids.晓月小区}/schedule`,
  ]

  test.each(['inspector', 'city-office', 'housing-officer'])('%s reads', async (login) => {
    for (const path of paths()) expect([path, (await opened.send(login, 'GET', path)).statusCode]).toEqual([path, 200])
  })

  test('another county’s clerk sees nothing of it, nor under his own county', async () => {
    const foreign = [...paths(), `/api/counties/${jiaokou}/estates/${ids.晓月小区}/schedule`]
    for (const path of foreign)
      expect([path, (await opened.send('jiaokou-clerk', 'GET', path)).statusCode]).toEqual([path, 404])
  })

  test('the city sees its counties together', async () => {
    const { level, targets, rows } = await list('', city, 'city-office')
    expect(level).toBe('city')
    expect(new Map(targets.map(({ countyCode, firstOn }) => [countyCode, firstOn])).get(jiaokou)).toBe(inDays(40))
    expect(new Set(rows.map(({ countyCode }) => countyCode))).toEqual(new Set([fenyang, jiaokou]))
  })
})
