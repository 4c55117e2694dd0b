import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verify } from '#server/audit/verify.ts'
import { systemActor, transact } from '#server/platform/acts.ts'
import { ownerDb } from '#server/platform/database.ts'
import { fenyang } from '../made-house.ts'
import { dayAfter, type MadeHall, makeHall, today } from './made-hall.ts'

let hall: MadeHall
let units: readonly string[]
let placeId: string
let sessionId: string
beforeAll(async () => {
  hall = await makeHall({ homes: 60 })
  units = hall.registered.unitIds
  ;({ placeId, sessionId } = await hall.openToday())
})
afterAll(() => hall.drop())

const booking = (given: object) => ({ reason: '电话预约', matter: 'apply', units: [], ...given })
const book = (session: string, given: object) => hall.ask('POST', `/sessions/${session}/appointments`, booking(given))
const seats = async (session: string) =>
  (await hall.ask('GET', `/sessions/${session}`)).slots as { no: number; capacity: number; taken: number }[]

/** A session of its own on a day to come. */
async function openOn(day: string, given: object = {}): Promise<string> {
  const plan = { reason: '加班办理', from: day, until: day, worksDaysOff: true, staff: [], ...given }
  await hall.ask('POST', `/registration-places/${placeId}/sessions`, plan)
  return (await hall.ask('GET', `/sessions?from=${day}&until=${day}&place=${placeId}`))[0].id
}

describe('a place and its days', () => {
  test('sessions are planned for a stretch of days, each told why it was left out', async () => {
    const plan = { reason: '按计划开放', from: dayAfter(-1), until: dayAfter(0), worksDaysOff: true }
    const { results } = await hall.ask('POST', `/registration-places/${placeId}/sessions`, plan)

    expect(results.map(({ message }: { message: string }) => message)).toEqual(['日期已经过去', '这一天已有场次'])
  })

  test('nobody is at two places on one day', async () => {
    const other = hall.place({
      name: '政务大厅专项窗口',
      kind: 'special_window',
      staff: [hall.clerkId],
    })
    const { id } = await hall.ask('POST', '/registration-places', other)
    const plan = { reason: '按计划开放', from: today, until: today, worksDaysOff: true }
    const { results } = await hall.ask('POST', `/registration-places/${id}/sessions`, plan)

    expect(results[0].message).toBe('示例汾阳窗口这一天在别处')
    const direct = hall.house.owner.query(
      `with s as (insert into place_sessions (county_code, place_id, held_on, starts_at, ends_at, nature, counters)
                  values ($1, $2, $3, '09:00', '10:00', 'regular', 1) returning id)
       insert into session_staff (county_code, session_id, person_id, held_on, is_there) select $1, s.id, $4, $3, true from s`,
      [fenyang, id, today, hall.clerkId],
    )
    await expect(direct).rejects.toThrow('person_is_at_one_place_a_day')
  })

  test('a session beyond the usual hours is overtime, one on a day off is told so', async () => {
    const saturday =
      [1, 2, 3, 4, 5, 6, 7].map((n) => dayAfter(n + 20)).find((day) => new Date(day).getUTCDay() === 6) ?? ''
    const session = await openOn(saturday, { startsAt: '08:30', endsAt: '20:00' })

    expect((await hall.ask('GET', `/sessions/${session}`)).nature).toBe('day_off')
  })

  test.each([
    ['a name that is there', { name: '晨光小区临时登记点' }, 'place_name_taken'],
    ['hours turned round', { name: '另一处', opensAt: '18:00', closesAt: '09:00' }, 'odd_hours'],
    ['a break outside its hours', { name: '另一处', breakFrom: '07:00', breakUntil: '08:00' }, 'odd_hours'],
    ['an end before its beginning', { name: '另一处', closedOn: dayAfter(-3) }, 'ends_before_it_began'],
    ['people of nowhere', { name: '另一处', staff: ['00000000-0000-7000-8000-000000000000'] }, 'no_such_person'],
  ])('refused: %s', async (_, given, code) => {
    expect((await hall.refused('POST', '/registration-places', hall.place(given)))[1]).toBe(code)
  })

  test('an outdated change is refused', async () => {
    const change = { ...hall.place(), reason: '调整名额', revision: 99 }
    expect(await hall.refused('PUT', `/registration-places/${placeId}`, change)).toEqual([409, 'changed_meanwhile'])
  })
})

describe('appointments', () => {
  test('fill the seats in order, and each home beyond them is told why', async () => {
    const session = await openOn(dayAfter(3), { startsAt: '09:00', endsAt: '10:00' })
    const { results } = await book(session, { units: [...units.slice(0, 5), '00000000-0000-7000-8000-000000000000'] })

    expect(results.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, true, true, true, false, false])
    expect(results[4].message).toBe('这个场次没有余号了')
    expect(results[5].message).toBe('没有这一户')
    expect((await seats(session)).map(({ taken }) => taken)).toEqual([2, 2])
    const again = await book(session, { units: units.slice(0, 1) })
    expect(again.results[0].message).toContain('同一事项已约在')
  })

  test('are moved where a seat is left, and the seat they had is free again', async () => {
    const [from, to] = [await openOn(dayAfter(5)), await openOn(dayAfter(6))]
    await book(from, { units: units.slice(10, 11), slotNo: 1 })
    const { rows } = await hall.ask('GET', `/sessions/${from}/appointments`)
    await hall.ask('POST', `/appointments/${rows[0].id}/move`, { reason: '业主要求改期', sessionId: to, slotNo: 3 })

    expect((await seats(from))[0]?.taken).toBe(0)
    expect((await seats(to))[2]?.taken).toBe(1)
    await book(to, { units: units.slice(11, 13), slotNo: 4 })
    const full = { reason: '业主要求改期', sessionId: to, slotNo: 4 }
    expect(await hall.refused('POST', `/appointments/${rows[0].id}/move`, full)).toEqual([409, 'slot_full'])
  })

  test('are cancelled with a reason, which frees the seat; nobody arrives before the day', async () => {
    const session = await openOn(dayAfter(7))
    await book(session, { units: units.slice(14, 16), slotNo: 1 })
    const { rows } = await hall.ask('GET', `/sessions/${session}/appointments`)
    const mark = (name: string) =>
      hall.ask('POST', '/appointment-marks', { reason: '业主临时有事', mark: name, appointments: [rows[0].id] })

    expect((await mark('arrive')).results[0].message).toContain('还没有到')
    expect((await mark('cancel')).results[0].ok).toBe(true)
    expect((await mark('cancel')).results[0].ok).toBe(false)
    expect((await seats(session))[0]?.taken).toBe(1)
  })

  test('end with their session, for the same reason', async () => {
    const session = await openOn(dayAfter(8))
    await book(session, { units: units.slice(17, 19) })
    await hall.ask('POST', `/sessions/${session}/cancel`, { reason: '停电' })
    const { rows } = await hall.ask('GET', `/sessions/${session}/appointments`)

    expect(rows.map(({ state, endReason }: { state: string; endReason: string }) => [state, endReason])).toEqual([
      ['cancelled', '停电'],
      ['cancelled', '停电'],
    ])
    expect(
      await hall.refused('POST', `/sessions/${session}/appointments`, booking({ units: units.slice(17, 18) })),
    ).toEqual([409, 'session_cancelled'])
  })

  test('seats are never fewer than are taken', async () => {
    const session = await openOn(dayAfter(9))
    await book(session, { units: units.slice(20, 22), slotNo: 1 })
    const { revision } = await hall.ask('GET', `/sessions/${session}`)
    const change = { reason: '减少名额', revision, counters: 1, slotCapacity: 1, staff: [], note: null }

    expect(await hall.refused('PUT', `/sessions/${session}`, change)).toEqual([409, 'seats_taken'])
  })

  test('of two clerks at once never exceed the seats, whoever is first', async () => {
    const session = await openOn(dayAfter(10), { startsAt: '09:00', endsAt: '10:30' })
    const free = units.slice(24, 44)
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...free], { minLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        async (homes, slotNo) => {
          const half = Math.ceil(homes.length / 2)
          await Promise.all([
            book(session, { units: homes.slice(0, half), slotNo }),
            book(session, { units: homes.slice(half), slotNo }),
          ])
          const slots = await seats(session)
          const { rows } = await hall.house.owner.query(
            `select slot_no as no, count(*)::integer as n from appointments where session_id = $1 and state <> 'cancelled' group by 1`,
            [session],
          )
          for (const { no, capacity, taken } of slots) {
            expect(taken).toBeLessThanOrEqual(capacity)
            expect(rows.find((row) => row.no === no)?.n ?? 0).toBe(taken)
          }
        },
      ),
      { numRuns: 8 },
    )
  })

  test('past all rules of the application are still counted by the database', async () => {
    const session = await openOn(dayAfter(11))
    const insert = (unitId: string) =>
      transact(hall.house.db, systemActor([fenyang]), (tx) =>
        sql`insert into appointments (county_code, session_id, slot_no, unit_id, matter, booked_by, booker_name)
            values (${fenyang}, ${session}, 1, ${unitId}, 'ask', '00000000-0000-0000-0000-000000000000', '系统')`.execute(
          tx,
        ),
      )
    const results = await Promise.allSettled(units.slice(45, 50).map(insert))

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(String((results.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason)).toContain(
      'slot_is_not_overbooked',
    )
    const setTaken = transact(hall.house.db, systemActor([fenyang]), (tx) =>
      sql`update session_slots set taken = 0 where county_code = ${fenyang} and session_id = ${session}`.execute(tx),
    )
    await expect(setTaken).rejects.toThrow('permission denied')
    await hall.house.owner.query('delete from appointments where session_id = $1', [session])
    await hall.house.owner.query('update session_slots set taken = 0 where session_id = $1', [session])
  })
})

describe('the queue of the day', () => {
  const queue = () => hall.ask('GET', `/sessions/${sessionId}/queue`)
  const take = (given: object) => hall.ask('POST', `/sessions/${sessionId}/tickets`, given)
  const call = (counter: number, no: number | null = null) =>
    hall.ask('POST', `/sessions/${sessionId}/calls`, { counter, no })

  test('numbers run from one; a counter calls the next, and is done with whom it had', async () => {
    await book(sessionId, { units: units.slice(50, 51), slotNo: 1 })
    const { rows } = await hall.ask('GET', `/sessions/${sessionId}/appointments`)
    expect(await take({ matter: 'ask', name: '王小明' })).toEqual({ no: 1 })
    expect(await take({ matter: 'collect' })).toEqual({ no: 2 })
    expect(await take({ appointmentId: rows[0].id })).toEqual({ no: 3 })
    expect(await hall.refused('POST', `/sessions/${sessionId}/tickets`, { appointmentId: rows[0].id })).toEqual([
      409,
      'has_a_ticket',
    ])

    const first = (await call(1)).no
    const { called, waiting } = await queue()
    expect(called.map(({ no, counter }: { no: number; counter: number }) => [no, counter])).toEqual([[first, 1]])
    expect(waiting).toHaveLength(2)
    expect(JSON.stringify([called, waiting])).toContain('王**')
    expect(JSON.stringify([called, waiting])).not.toContain('王小明')

    const second = (await call(1)).no
    expect(second).not.toBe(first)
    expect((await queue()).done).toBe(1)
  })

  test('who is not there is skipped and may be called again; one at another counter may not', async () => {
    const { called } = await queue()
    const { no } = called[0]
    await hall.ask('POST', `/sessions/${sessionId}/tickets/${no}/end`, { as: 'skip' })
    expect((await queue()).skipped.map((ticket: { no: number }) => ticket.no)).toEqual([no])
    expect(await call(2, no)).toEqual({ no })
    expect(await hall.refused('POST', `/sessions/${sessionId}/calls`, { counter: 1, no })).toEqual([409, 'wrong_state'])
    expect(await hall.refused('POST', `/sessions/${sessionId}/calls`, { counter: 9 })).toEqual([400, 'no_such_counter'])
  })

  test('there is none on another day', async () => {
    const session = await openOn(dayAfter(12))
    expect(await hall.refused('POST', `/sessions/${session}/tickets`, { matter: 'ask' })).toEqual([409, 'not_today'])
  })

  test('calls nobody where nobody waits', async () => {
    while ((await call(1)).no !== null);
    expect((await queue()).waiting).toEqual([])
  })
})

describe('who may not', () => {
  test.each(['leader', 'inspector', 'fenyang-registrar', 'jiaokou-clerk', 'fenyang-surveyor'])(
    '%s arranges nothing here',
    async (login) => {
      const body = hall.place({ name: '越权' })
      expect(await hall.refused('POST', '/registration-places', body, login)).toEqual([404, 'not_found'])
      expect(
        await hall.refused('POST', `/sessions/${sessionId}/appointments`, booking({ units: units.slice(0, 1) }), login),
      ).toEqual([404, 'not_found'])
      expect(await hall.refused('POST', `/sessions/${sessionId}/calls`, { counter: 1 }, login)).toEqual([
        404,
        'not_found',
      ])
    },
  )

  test('a leader reads what the window does, a clerk of another county does not', async () => {
    expect(await hall.ask('GET', '/registration-places', undefined, 'leader')).toHaveLength(2)
    expect(await hall.refused('GET', '/registration-places', undefined, 'jiaokou-clerk')).toEqual([404, 'not_found'])
  })
})

test('the records are what their history says', async () => {
  const { flaws } = await verify(ownerDb(hall.house.owner), { counties: [fenyang], onProgress: () => {} })
  expect(flaws).toEqual([])
})
