import { expect, test } from 'vitest'
import { responsibleUnits } from '../diagnosis/catalogue.ts'
import { factsProduced, isOutsider, taskDays, unitInCharge } from './steps.ts'

test('what a step produces is stated where its rule says a plain value, alone or together', () => {
  const fire = { fact: 'fire', is: true }
  expect(factsProduced(undefined)).toEqual([])
  expect(factsProduced(fire)).toEqual([{ fact: 'fire', value: true }])
  expect(factsProduced({ all: [fire, { fact: 'successor', is: 'designated' }] })).toEqual([
    { fact: 'fire', value: true },
    { fact: 'successor', value: 'designated' },
  ])
  expect(factsProduced({ any: [fire, { fact: 'quality', is: true }] })).toEqual([])
  expect(factsProduced({ fact: 'homes', is: { fact: 'buildings' } })).toEqual([])
  expect(factsProduced({ fact: 'homes', is: 3, atMost: 5 })).toEqual([])
  expect(factsProduced({ not: fire })).toEqual([])
})

test('an office chases what somebody outside has to do', () => {
  expect(unitInCharge({ unit: 'housing', requirementUnit: 'tax' })).toBe('housing')
  expect(unitInCharge({ unit: 'developer', requirementUnit: 'tax' })).toBe('tax')
  expect(unitInCharge({ unit: 'court', requirementUnit: null })).toBe('clearance_office')
  expect(unitInCharge({ unit: 'third_party', requirementUnit: 'owner' })).toBe('clearance_office')
  expect(Object.keys(responsibleUnits).filter(isOutsider)).toEqual(['court', 'developer', 'third_party', 'owner'])
})

test('days nobody fixed are the county’s, and a task takes at least one', () => {
  expect(taskDays({ workingDays: 7, daysUnset: false }, 5)).toBe(7)
  expect(taskDays({ workingDays: 0, daysUnset: true }, 5)).toBe(5)
  expect(taskDays({ workingDays: 8, daysUnset: true }, 5)).toBe(8)
  expect(taskDays({ workingDays: 0, daysUnset: false }, 5)).toBe(1)
})
