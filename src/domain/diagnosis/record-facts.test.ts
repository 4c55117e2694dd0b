import { describe, expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { type EstateRecord, recordFacts } from './record-facts.ts'
import { fits } from './values.ts'

const estate: EstateRecord = {
  id: '0199aa00-0000-7000-8000-000000000001',
  category: 'legacy',
  parcelCode: '141199001003GB00027',
  completedIn: '2006-09',
  units: 60,
  surveyed: 60,
  buildings: 2,
  firstRegistered: 60,
}
const facts = (change: Partial<EstateRecord> = {}) =>
  Object.fromEntries(recordFacts({ ...estate, ...change }, '2022-11-30').map(({ fact, value }) => [fact, value]))

test('a full record says all it can, as values of the catalogue', () => {
  expect(facts()).toEqual({
    estate_id: estate.id,
    category: 'legacy',
    homes: 60,
    completed_on: '2006-09',
    land_ownership: 'state',
    building_table: true,
    first_registered: 'all',
  })
  for (const { fact, value, source, asOf } of recordFacts(estate, '2022-11-30')) {
    const definition = catalogue.find(({ id }) => id === fact)
    expect(definition && fits(definition, value)).toBe(true)
    expect({ source, asOf }).toEqual({ source: { kind: 'record' }, asOf: '2022-11-30' })
  }
})

test.each([
  ['141199001003GB00027', 'state'],
  ['141199001003JC00027', 'collective'],
  ['141199001003ZW00027', 'undetermined'],
  [null, undefined],
  ['', undefined],
])('parcel %s is %s', (parcelCode, ownership) => {
  expect(facts({ parcelCode }).land_ownership).toBe(ownership)
})

test.each<[number, string]>([
  [60, 'all'],
  [59, 'part'],
  [1, 'part'],
  [0, 'none'],
])('%i of 60 first-registered is %s', (firstRegistered, said) => {
  expect(facts({ firstRegistered }).first_registered).toBe(said)
})

describe('what the record does not show is not said', () => {
  test('a building table, while a home is not surveyed or stands in no building', () => {
    expect(facts({ surveyed: 59 })).not.toHaveProperty('building_table')
    expect(facts({ buildings: 0 })).not.toHaveProperty('building_table')
  })

  test('anything of homes, while there are none', () => {
    expect(facts({ units: 0, surveyed: 0, firstRegistered: 0 })).toEqual({
      estate_id: estate.id,
      category: 'legacy',
      completed_on: '2006-09',
      land_ownership: 'state',
    })
  })

  test('when it was completed, while nobody wrote it down', () => {
    expect(facts({ completedIn: null })).not.toHaveProperty('completed_on')
  })
})
