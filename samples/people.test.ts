import { expect, test } from 'vitest'
import { bodyCheckCharacter, creditCheckCharacter, creditCode, shopCompany } from './companies.ts'
import { countyPlans } from './county-plans.ts'
import { idCheckCharacter, samplePerson } from './people.ts'

test('the check characters are those of the standards’ own examples', () => {
  expect(idCheckCharacter('11010519491231002')).toBe('X')
  expect(creditCheckCharacter('91110000802100433')).toBe('B')
  expect(bodyCheckCharacter('80210043')).toBe('3')
})

test('people of different numbers have different identity card numbers', () => {
  const numbers = new Set<string>()

  for (let number = 0; number < 400_000; number++) numbers.add(samplePerson(number * 6).idNumber)

  expect(numbers.size).toBe(400_000)
})

test('shops of a county belong to companies of different names and codes', () => {
  for (const plan of countyPlans) {
    const units = plan.categories.reduce((sum, category) => sum + category.units, 0)
    const companies = Array.from({ length: units }, (_, shop) => shopCompany(plan, shop))

    expect(new Set(companies.map(({ name }) => name)).size).toBe(units)
    expect(new Set(companies.map(({ code }) => code)).size).toBe(units)
  }
})

test('a company of one county never has the code of another county’s', () => {
  expect(new Set(countyPlans.map((plan) => creditCode(plan, 1))).size).toBe(countyPlans.length)
})
