import { expect, test } from 'vitest'
import { stationOf, stationsOf } from './document-steps.ts'

const way = { servedOn: null, answers: 0, asksAnswer: true }

test('a letter that asks an answer goes through six stations, another through five', () => {
  expect(stationsOf(true)).toContain('answered')
  expect(stationsOf(false)).not.toContain('answered')
  expect(stationOf({ ...way, state: 'filed' })).toEqual({ place: 6, status: 'finish' })
  expect(stationOf({ ...way, state: 'filed', asksAnswer: false })).toEqual({ place: 5, status: 'finish' })
})

test('a withdrawn one stops where it was', () => {
  expect(stationOf({ ...way, state: 'withdrawn' })).toEqual({ place: 2, status: 'error' })
  expect(stationOf({ ...way, state: 'withdrawn', servedOn: '2022-09-01' })).toEqual({ place: 3, status: 'error' })
  expect(stationOf({ ...way, state: 'withdrawn', servedOn: '2022-09-01', answers: 1 }).place).toBe(4)
})
