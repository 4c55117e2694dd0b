import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appointmentMoveNames, appointmentMoves, appointmentStates, decideAppointment } from './appointments.ts'
import { maskName, mayMoveTicket, nextInQueue, ticketMoves, ticketStates } from './queue.ts'
import { seatHomes } from './seating.ts'
import { daysOn, minutesOf, natureOf, slotsOf } from './sessions.ts'

const day = { startsAt: '08:30', endsAt: '17:30', breakFrom: '12:00', breakUntil: '14:00', slotMinutes: 30 }

describe('the times of a day', () => {
  test('are whole, leave out the break and number on from one', () => {
    const slots = slotsOf(day)

    expect(slots).toHaveLength(14)
    expect(slots[6]).toEqual({ no: 7, startsAt: '11:30', endsAt: '12:00' })
    expect(slots[7]).toEqual({ no: 8, startsAt: '14:00', endsAt: '14:30' })
  })

  test('are not offered where the break or the end would cut them short', () => {
    expect(slotsOf({ ...day, slotMinutes: 50 }).at(-1)).toMatchObject({ startsAt: '16:30', endsAt: '17:20' })
    expect(slotsOf({ ...day, endsAt: '08:50', breakFrom: null, breakUntil: null })).toEqual([])
  })

  test('never overlap, whatever the hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 240 }), (slotMinutes) => {
        const slots = slotsOf({ ...day, slotMinutes })
        slots.slice(1).forEach((slot, at) => {
          expect(slot.startsAt >= (slots[at]?.endsAt ?? '')).toBe(true)
        })
        expect(slots.every(({ startsAt, endsAt }) => minutesOf(endsAt) - minutesOf(startsAt) === slotMinutes)).toBe(
          true,
        )
      }),
    )
  })
})

test('a session is overtime beyond the usual hours, and on a day off whatever its hours', () => {
  const usual = { opensAt: '08:30', closesAt: '17:30' }

  expect(natureOf(usual, { startsAt: '08:30', endsAt: '17:30' }, true)).toBe('regular')
  expect(natureOf(usual, { startsAt: '08:30', endsAt: '20:00' }, true)).toBe('overtime')
  expect(natureOf(usual, { startsAt: '08:30', endsAt: '17:30' }, false)).toBe('day_off')
})

test('days fall on their weekdays', () => {
  expect(daysOn('2022-11-01', '2022-11-13', [6, 7])).toEqual(['2022-11-05', '2022-11-06', '2022-11-12', '2022-11-13'])
  expect(daysOn('2022-11-02', '2022-11-01', [3])).toEqual([])
})

const everyMove = appointmentStates.flatMap((state) => appointmentMoveNames.map((move) => ({ state, move })))

test.each(everyMove)('an appointment that is $state: $move follows the table', ({ state, move }) => {
  const isLawful = (appointmentMoves[move].from as readonly string[]).includes(state)

  expect(decideAppointment({ state, heldOn: '2022-11-01' }, move, '2022-11-01')).toBe(isLawful ? null : 'wrong_state')
})

test('nobody arrives before the day, and nothing is moved or cancelled once it is over', () => {
  const booked = { state: 'booked', heldOn: '2022-11-02' } as const

  expect(decideAppointment(booked, 'arrive', '2022-11-01')).toBe('day_not_come')
  expect(decideAppointment(booked, 'miss', '2022-11-01')).toBe('day_not_come')
  expect(decideAppointment(booked, 'move', '2022-11-03')).toBe('day_is_over')
  expect(decideAppointment(booked, 'cancel', '2022-11-03')).toBe('day_is_over')
  expect(decideAppointment(booked, 'miss', '2022-11-03')).toBeNull()
})

test('an appointment whose time has come goes before numbers, and numbers before times to come', () => {
  const ticket = (no: number, slotStartsAt: string | null, state: 'waiting' | 'done' = 'waiting') => ({
    no,
    slotStartsAt,
    state,
  })
  const queue = [ticket(1, null, 'done'), ticket(2, null), ticket(3, '09:30'), ticket(4, '09:00'), ticket(5, '10:00')]

  expect(nextInQueue(queue, '09:30')?.no).toBe(4)
  expect(nextInQueue(queue, '08:59')?.no).toBe(2)
  expect(nextInQueue([ticket(1, null, 'done')], '09:00')).toBeUndefined()
})

test.each(ticketStates)('a ticket that is %s is moved by the table alone', (state) => {
  for (const move of Object.keys(ticketMoves) as (keyof typeof ticketMoves)[])
    expect(mayMoveTicket(state, move)).toBe((ticketMoves[move].from as readonly string[]).includes(state))
})

test('the hall sees the family name alone', () => {
  expect(['王明', '王小明', '欧阳某某某某', '𠮷某', ' 李 '].map(maskName)).toEqual([
    '王*',
    '王**',
    '欧***',
    '𠮷*',
    '李*',
  ])
})

test('homes are seated in order, at the time asked for or the first with a seat; the others are told', () => {
  const slots = [
    { no: 1, capacity: 2, taken: 1 },
    { no: 2, capacity: 1, taken: 1 },
    { no: 3, capacity: 2, taken: 0 },
  ]

  expect([...seatHomes(['a', 'b', 'c', 'd'], slots, null)]).toEqual([
    ['a', 1],
    ['b', 3],
    ['c', 3],
    ['d', null],
  ])
  expect([...seatHomes(['a'], slots, 2)]).toEqual([['a', null]])
})
