import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EstateSchedule, Schedule } from '#contract/schedule.ts'
import { addWorkingDays } from '#domain/tasks/calendar.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../test/tasks/made-office.ts'
import { read, systemActor } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn } from '../tasks/actions.ts'

let office: MadeOffice
let opened: Awaited<ReturnType<typeof openOffice>>

beforeAll(async () => {
  office = await makeOffice()
  opened = await openOffice(office)
})
afterAll(() => office.house.drop())

const today = officeToday()
const workingDaysOn = (days: number) =>
  read(office.house.db, systemActor([fenyang]), async (tx) => addWorkingDays(await calendarIn(tx), today, days))
const get = (url: string, login = 'fenyang-clerk') => opened.send(login, 'GET', url)
const ofEstate = (query = ''): string => `/api/counties/${fenyang}/estates/${office.ids.晓月小区}/schedule${query}`
const estate = async (query = ''): Promise<EstateSchedule> => (await get(ofEstate(query))).json()
const region = async (query = ''): Promise<Schedule> => (await get(`/api/regions/${fenyang}/schedule${query}`)).json()
const row = async (query = '') => (await region(query)).rows.find(({ estateId }) => estateId === office.ids.晓月小区)

describe('the schedule of an estate', () => {
  test('holds the steps of its diagnosis and says when the last is over', async () => {
    const { steps, finishOn, slackDays, extensionDays } = await estate()

    expect(steps.length).toBeGreaterThan(0)
    expect(steps.some(({ isCritical }) => isCritical)).toBe(true)
    const ends = steps.filter(({ isBeside }) => !isBeside).map(({ earliestFinish }) => earliestFinish)
    expect(finishOn).toBe(ends.toSorted().at(-1))
    expect([slackDays, extensionDays]).toEqual([null, 0])
  })

  test('says the least extension of a target that cannot be kept; with it the target is kept to the day', async () => {
    const day = await workingDaysOn(1)
    const { extensionDays, slackDays } = await estate(`?first=${day}&transfer=${day}`)
    const moved = await workingDaysOn(1 + extensionDays)

    expect(extensionDays).toBeGreaterThan(0)
    expect(slackDays).toBe(-extensionDays)
    expect(await estate(`?first=${moved}&transfer=${moved}`)).toMatchObject({ slackDays: 0, extensionDays: 0 })
  })

  test('follows the term of the task a step has become', async () => {
    const before = await estate()
    const proposed = (await get(`/api/counties/${fenyang}/estates/${office.ids.晓月小区}/proposed-tasks`)).json()[0]
    const long = 200
    const given = await opened.send('fenyang-clerk', 'POST', `/api/counties/${fenyang}/tasks`, {
      reason: '坐诊下达',
      tasks: [
        {
          title: '补测绘',
          wanted: '测绘成果',
          estateId: office.ids.晓月小区,
          organisationId: proposed.organisation.id,
          personId: null,
          startsOn: today,
          dueOn: null,
          workingDays: long,
        },
      ],
    })

    const later = await estate()

    const task = later.steps.find(({ taskId }) => taskId === given.json()[0].id)
    expect(task).toMatchObject({ title: '补测绘', workingDays: long, earliestFinish: await workingDaysOn(long) })
    expect((before.finishOn ?? '') < (later.finishOn ?? '')).toBe(true)
    expect(later.finishOn).toBe(await workingDaysOn(long))
  })

  test('does not exist for an officer of another county', async () => {
    expect((await get(ofEstate(), 'jiaokou-clerk')).statusCode).toBe(404)
    expect((await get(`/api/counties/${jiaokou}/estates/${office.ids.晓月小区}/schedule`)).statusCode).toBe(404)
  })
})

describe('the order of work', () => {
  test('says of each estate what its own schedule says', async () => {
    const targets = `?first=${await workingDaysOn(3)}&transfer=${await workingDaysOn(3)}`
    const { steps, ...of } = await estate(targets)

    expect(await row(targets)).toMatchObject({
      finishOn: of.finishOn,
      slackDays: of.slackDays,
      extensionDays: of.extensionDays,
      steps: steps.length,
      light: 'red',
    })
  })

  test('is by size alone where only size has weight, and goes on from page to page', async () => {
    const weights = '?size=1&ease=0&nearness=0'
    const whole = await region(weights)
    const [first, second] = [await region(`${weights}&limit=1`), await region(`${weights}&limit=1&after=1`)]

    expect(whole.rows.map(({ homes }) => homes.transfer)).toEqual(
      whole.rows.map(({ homes }) => homes.transfer).toSorted((a, b) => b - a),
    )
    expect([...first.rows, ...second.rows]).toEqual(whole.rows.slice(0, 2))
    expect(first.next).toBe('1')
    expect(whole).toMatchObject({ next: null, totals: { estates: whole.rows.length, late: 0, withoutPlan: 0 } })
  })

  test('of another county does not exist', async () => {
    expect((await get(`/api/regions/${fenyang}/schedule`, 'jiaokou-clerk')).statusCode).toBe(404)
  })
})

test.each([
  ['a day that has passed', '?transfer=2021-05-01', 'target_passed'],
  ['transfers before the first registration', '?first=2999-12-31&transfer=2999-01-01', 'targets_reversed'],
])('%s is refused as a target', async (_, query, code) => {
  const answer = await get(ofEstate(query))

  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(answer.json().code).toBe(code)
})
