import { expect, test } from 'vitest'
import { stepOf } from './task-steps.ts'

test('what is handed in waits at the check, its evidence behind it', () => {
  expect(stepOf({ state: 'submitted', pausedFrom: null })).toEqual({ step: 3, status: 'process' })
})

test('what is returned stands at the work again, and as wrong', () => {
  expect(stepOf({ state: 'returned', pausedFrom: null })).toEqual({ step: 1, status: 'error' })
})

test('what is paused waits where it was', () => {
  expect(stepOf({ state: 'paused', pausedFrom: 'issued' })).toEqual({ step: 0, status: 'wait' })
  expect(stepOf({ state: 'paused', pausedFrom: 'working' })).toEqual({ step: 1, status: 'wait' })
})

test('what is written off has all steps behind it', () => {
  expect(stepOf({ state: 'written_off', pausedFrom: null })).toEqual({ step: 5, status: 'finish' })
})
