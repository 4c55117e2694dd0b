import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Battle } from '#contract/battle.ts'
import type { Wall } from '#contract/reports.ts'
import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'
import { roles } from '#domain/staff/roles.ts'
import { taskStates } from '#domain/tasks/moves.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../test/tasks/made-office.ts'
import { read, systemActor } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { battleOf } from './actions.ts'
import { lightOf, measuresOf } from './measures.ts'

let office: MadeOffice
let opened: Awaited<ReturnType<typeof openOffice>>
let ids: Record<string, string>

beforeAll(async () => {
  office = await makeOffice()
  ids = office.ids
  opened = await openOffice(office)
})
afterAll(() => office.house.drop())

const today = officeToday()
const day = (n: number) => dayOfNumber(dayNumber(today) + n)
const send = (...call: Parameters<typeof opened.send>) => opened.send(...call)
const wall = async (login = 'fenyang-clerk', query = ''): Promise<Wall> =>
  (await send(login, 'GET', `/api/regions/${fenyang}/wall${query}`)).json()
const battle = async (): Promise<Battle> => {
  const { battle } = await wall()
  if (!battle) throw new Error('no battle map on today’s wall')
  return battle
}

/** A task of every state for every day around today, as the table keeps them. */
async function makeTasks(unit: string, estate: string | null, from: number, until: number): Promise<void> {
  await office.house.owner.query(
    `insert into tasks (county_code, task_no, title, wanted, source, estate_id, organisation_id, person_id, issued_on, starts_on, due_on, first_due_on,
                        state, state_on, paused_from, written_off_on, light, light_on)
     select $1, coalesce((select max(task_no) from tasks where county_code = $1), 0) + row_number() over (), '任务', '材料', 'ledger', $2, $3, $4,
            $5::date - 90, $5::date - 90, $5::date + d, $5::date + d, state, $5, case when state = 'paused' then 'working' end,
            case when state = 'written_off' then $5::date end, 'grey', $5
       from generate_series($6::integer, $7::integer) as d cross join unnest($8::text[]) as state`,
    [fenyang, estate && ids[estate], ids[unit], ids[`${unit}联络员`], today, from, until, taskStates],
  )
}

const ofToday = (waiting: Parameters<typeof battleOf>[2] = new Map()) =>
  read(office.house.db, systemActor([fenyang]), (tx) => battleOf(tx, [fenyang], waiting, today))

test('counts by due days what the rules of the lights say of each task', async () => {
  await makeTasks('住建局', '晨光小区', -25, 25)

  const { battle: map, lights: ofEstates } = await ofToday()
  const measures = await read(office.house.db, systemActor([fenyang]), (tx) => measuresOf(tx, fenyang, today))
  const days = Array.from({ length: 51 }, (_, n) => day(n - 25))
  const lights = taskStates.flatMap((state) =>
    days.map((dueOn) => ({ state, light: lightOf(measures, { state, startsOn: day(-90), dueOn }) })),
  )
  const red = lights.filter(({ light }) => light === 'red')
  expect(map.red).toMatchObject([{ organisation: '住建局', head: '住建局一把手', red: red.length }])
  expect(map.overdue).toBe(red.filter(({ state }) => state !== 'submitted' && state !== 'accepted').length)
  expect(map.open).toBe(lights.filter(({ state }) => state !== 'written_off' && state !== 'cancelled').length)
  expect(map.writtenOff).toEqual({ today: 51, week: 51, total: 51 })
  expect([...ofEstates]).toEqual([[ids.晨光小区, 'red']])
})

test('an estate shows the worst light of its open tasks, and blue once all of them are written off', async () => {
  const light = async () => (await ofToday()).lights.get(ids.晓月小区 ?? '')
  expect(await light()).toBeUndefined()

  await makeTasks('自然资源局', '晓月小区', 60, 60)
  expect(await light()).toBe('green')

  await office.house.owner.query(
    `delete from tasks where estate_id = $1 and state not in ('written_off', 'cancelled')`,
    [ids.晓月小区],
  )
  expect(await light()).toBe('blue')
})

test('names the unit furthest behind first, and the estate where most homes wait', async () => {
  await makeTasks('自然资源局', '晓月小区', -40, -10)

  const waiting = new Map([
    [ids.晨光小区 ?? '', { name: '晨光小区', homes: 3 }],
    [ids.晓月小区 ?? '', { name: '晓月小区', homes: 9 }],
  ])
  const { battle: map } = await ofToday(waiting)
  expect(map.red.map(({ organisation }) => organisation)).toEqual(
    map.red.toSorted((a, b) => b.red - a.red).map(({ organisation }) => organisation),
  )
  expect(map.red).toHaveLength(2)
  expect(map.critical.map(({ name }) => name)).toEqual(['晓月小区', '晨光小区'])
  expect(map.critical[0]?.worstDays).toBeGreaterThan(map.critical[1]?.worstDays ?? 0)
})

test('the kept wall is made anew as soon as a second person writes off', async () => {
  const before = await battle()
  const given = await send('fenyang-clerk', 'POST', `/api/counties/${fenyang}/tasks`, {
    reason: '坐诊下达',
    tasks: [
      {
        title: '补办消防手续',
        wanted: '消防验收意见书',
        estateId: ids.晨光小区,
        organisationId: ids.住建局,
        personId: null,
        startsOn: today,
        dueOn: null,
        workingDays: 5,
      },
    ],
  })
  const [task] = given.json()
  await expect.poll(battle).toMatchObject({ open: before.open + 1 }) // told by the database, a moment later

  const place = `/api/counties/${fenyang}/tasks`
  const act = async (login: string, door: string, move: string) => {
    const { revision } = (await send(login, 'GET', `${place}/${task.id}`)).json()
    const done = await send(login, 'POST', `${place}/${door}`, {
      move,
      reason: '照章办理',
      tasks: [{ id: task.id, revision }],
    })
    expect(done.json()).toMatchObject({ done: 1 })
  }
  await act('housing-officer', 'work', 'receive')
  await opened.files('housing-officer', `${place}/${task.id}/evidence`, [{ name: '意见书.pdf', content: '%PDF-1.7' }])
  await act('housing-officer', 'work', 'submit')
  await act('second-clerk', 'check', 'write_off')
  await expect.poll(battle).toMatchObject({
    open: before.open,
    writtenOff: { today: before.writtenOff.today + 1, total: before.writtenOff.total + 1 },
  })
})

test('the wall of another day has no battle map', async () => {
  expect((await wall('fenyang-clerk', `?asOf=${day(-1)}`)).battle).toBeNull()
})

test('whoever reads figures reads tasks, and of another county neither', async () => {
  for (const permissions of Object.values<readonly string[]>(roles))
    expect(permissions.includes('figures.read') && !permissions.includes('tasks.read')).toBe(false)
  expect((await send('fenyang-clerk', 'GET', `/api/regions/${jiaokou}/wall`)).statusCode).toBe(404)
  expect((await send(null, 'GET', `/api/regions/${fenyang}/wall`)).statusCode).toBe(401)
})
