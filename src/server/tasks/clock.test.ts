import { afterAll, beforeAll, expect, test } from 'vitest'
import { addWorkingDays, type WorkCalendar } from '#domain/tasks/calendar.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice } from '../../../test/tasks/made-office.ts'
import { read, systemActor, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { createTasks } from './actions.ts'
import { calendarIn } from './calendar.ts'
import { runClock } from './clock.ts'

let office: MadeOffice
let calendar: WorkCalendar
let start: string

beforeAll(async () => {
  office = await makeOffice()
  calendar = await read(office.house.db, systemActor([fenyang]), calendarIn)
  start = addWorkingDays(calendar, officeToday(), 1)
})
afterAll(() => office.house.drop())

const day = (n: number) => (n === 0 ? start : addWorkingDays(calendar, start, n))
const run = (n: number) => runClock(office.house.db, fenyang, day(n))
const lights = async () => {
  const { rows } = await office.house.owner.query('select title, light from tasks order by title')
  return Object.fromEntries(rows.map(({ title, light }) => [title, light]))
}
const notices = async () => {
  const { rows } = await office.house.owner.query(
    `select n.kind || ' ' || coalesce(t.title, '') as said, n.content from notices as n left join tasks as t on t.id = n.task_id
      where n.kind <> 'assigned' order by n.made_at, 1`,
  )
  return rows as { said: string; content: Record<string, number> }[]
}
const said = async () => (await notices()).map((notice) => notice.said)

async function give(title: string, dueOn: string): Promise<void> {
  const by = { countyCode: fenyang, actor: systemActor([fenyang]), reason: '下达' }
  const task = {
    title,
    wanted: '材料',
    source: 'hand',
    estateId: null,
    organisationId: office.ids.住建局 ?? '',
    personId: null,
  } as const
  await transact(office.house.db, by.actor, (tx) =>
    createTasks(tx, by, [{ ...task, startsOn: officeToday(), dueOn, workingDays: null }]),
  )
}

test('a server stopped for three days over a deadline says afterwards what holds then, and says nothing twice', async () => {
  await give('当日到期', day(0))
  await give('三日后到期', day(3))
  await give('七日后到期', day(7))
  await give('很久以后', day(40))

  expect(await run(0)).toMatchObject({ notices: 2 })
  expect(await lights()).toEqual({ 当日到期: 'yellow', 三日后到期: 'yellow', 七日后到期: 'green', 很久以后: 'green' })
  expect(await said()).toEqual(['digest ', 'reminder 三日后到期'].toSorted())

  // days 1, 2 and 3 pass with the server down; on day 4 it starts again, and two of them start at once
  const runs = await Promise.all([run(4), run(4)])
  expect(await lights()).toEqual({ 当日到期: 'red', 三日后到期: 'red', 七日后到期: 'yellow', 很久以后: 'green' })
  const later = (await said()).slice(2).toSorted()
  expect(later).toEqual(['digest ', 'overdue 三日后到期', 'overdue 当日到期', 'reminder 七日后到期'])
  expect(runs.map(({ notices: n }) => n).toSorted()).toEqual([0, 4])
  expect((await notices()).filter(({ said: words }) => words === 'digest ').at(-1)?.content).toMatchObject({
    overdue: 2,
    to_check: 0,
  })

  expect(await run(4)).toEqual({ lights: 0, notices: 0 })
  // the next day it is still overdue: the digest says so, the task itself is not spoken of again
  await run(5)
  expect((await said()).filter((words) => words.startsWith('overdue'))).toHaveLength(2)
})

test('a reminder that fell on days missed is still said while there is time', async () => {
  await give('补提醒', day(15))
  await run(10)
  await run(14)
  const reminders = (await said()).filter((words) => words === 'reminder 补提醒')
  expect(reminders).toHaveLength(1)
})

test('the clock makes no act and touches no other county', async () => {
  const acts = async () => (await office.house.owner.query('select count(*)::integer as n from acts')).rows[0].n
  const before = await acts()
  await run(20)
  expect(await acts()).toBe(before)
  const { rows } = await office.house.owner.query('select distinct county_code from clock_runs')
  expect(rows).toEqual([{ county_code: fenyang }])
  expect(await runClock(office.house.db, jiaokou, day(20))).toEqual({ lights: 0, notices: 0 })
})
