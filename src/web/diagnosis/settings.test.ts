import { expect, test } from 'vitest'
import { settingsIn, settingsText } from './settings.ts'

const pack = 'made-pack'
const settings = [
  { pack, rule: 'llq-04', parameter: 'most', value: 3.5 },
  { pack, rule: null, parameter: 'survey_days', value: 20 },
  { pack, rule: null, parameter: 'last_day', value: '2013' },
  { pack, rule: 'llq-07', parameter: 'grade', value: 'b_u' },
  { pack, rule: null, parameter: 'visit_days', value: null },
]

test('settings come back from the address as they went in, a year as a day and not as a number', () => {
  expect(settingsIn(settingsText(settings), pack)).toEqual(settings)
})

test('no settings leave no trace in the address', () => {
  expect(settingsText([])).toBeUndefined()
  expect(settingsIn(undefined, pack)).toEqual([])
})

test('an address somebody made up sets nothing', () => {
  for (const text of ['x', 'a.b', 'a.b=5', '__proto__', 'a.b=n5e9', '<b>.c=n1'])
    expect(settingsIn(text, pack), text).toEqual([])
})
