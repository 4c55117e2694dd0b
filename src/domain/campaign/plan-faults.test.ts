import { expect, test } from 'vitest'
import { faultOfReaching, faultOfSprint, faultOfTargets, orderedReminders } from './plan-faults.ts'

const today = '2026-11-02'

test('targets lie ahead, transfer not before first registration', () => {
  expect(faultOfTargets({ first: today, transfer: today }, today)).toBeNull()
  expect(faultOfTargets({ first: '2026-11-01', transfer: '2026-12-31' }, today)).toEqual({
    code: 'target_before_today',
    field: 'first',
  })
  expect(faultOfTargets({ first: today, transfer: '2026-11-01' }, today)).toEqual({
    code: 'target_before_today',
    field: 'transfer',
  })
  expect(faultOfTargets({ first: '2026-12-31', transfer: '2026-12-30' }, today)).toEqual({
    code: 'transfer_before_first',
    field: 'transfer',
  })
})

test('a sprint may last one day and not less', () => {
  expect(faultOfSprint({ startsOn: today, endsOn: today })).toBeNull()
  expect(faultOfSprint({ startsOn: today, endsOn: '2026-11-01' })).toEqual({
    code: 'sprint_ends_before_start',
    field: 'endsOn',
  })
})

test('a milestone is reached today or was before', () => {
  expect(faultOfReaching(today, today)).toBeNull()
  expect(faultOfReaching('2026-11-03', today)).toEqual({ code: 'reached_in_future', field: 'on' })
})

test('reminders go out furthest ahead first, each once', () => {
  expect(orderedReminders([1, 10, 3, 1])).toEqual([10, 3, 1])
})
