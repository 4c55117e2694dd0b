import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addWorkingDays, isWorkday } from '#domain/tasks/calendar.ts'
import { createTestDatabase } from '../../../test/test-database.ts'
import { read, recordAct, systemActor, transact } from '../platform/acts.ts'
import { calendarIn, shippedYears } from './calendar.ts'

let house: Awaited<ReturnType<typeof createTestDatabase>>

beforeAll(async () => {
  house = await createTestDatabase()
})
afterAll(() => house.drop())

const calendarOf = (counties: readonly string[]) => read(house.app, systemActor(counties), calendarIn)

test('the shipped calendar knows 2004 to 2026 with make-up days, and does not pretend to know 2027', async () => {
  const calendar = await calendarOf(['141182'])

  expect(shippedYears.toSorted()).toEqual(Array.from({ length: 23 }, (_, place) => 2004 + place))
  expect(calendar.publishedYears.has(2027)).toBe(false)
  expect(isWorkday(calendar, '2022-01-29')).toBe(true)
  expect(isWorkday(calendar, '2022-02-01')).toBe(false)
  expect(addWorkingDays(calendar, '2022-01-28', 3)).toBe('2022-02-07')
  expect(addWorkingDays(calendar, '2022-09-30', 3)).toBe('2022-10-10')
})

test('a correction of the city holds in each of its counties', async () => {
  await transact(house.app, systemActor(['141100']), async (tx) => {
    const { actNo } = await recordAct(tx, {
      countyCode: '141100',
      kind: 'calendar_corrected',
      actor: systemActor(['141100']),
      reason: '市政府通知',
      rows: [],
    })
    await sql`insert into calendar_days (county_code, day, is_workday, name, act_no) values ('141100', '2022-11-21', false, '全市停工', ${actNo})`.execute(
      tx,
    )
    await sql`insert into calendar_years (county_code, year, act_no) values ('141100', 2027, ${actNo})`.execute(tx)
  })

  const calendar = await calendarOf(['141182'])

  expect(isWorkday(calendar, '2022-11-21')).toBe(false)
  expect(calendar.publishedYears.has(2027)).toBe(true)
  expect(isWorkday(await calendarOf(['141199']), '2022-11-21')).toBe(true)
})
