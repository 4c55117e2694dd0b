import { expect, test } from 'vitest'
import { sampleCounties } from './campaign.ts'
import { sampleResponsibleUnits } from './organisations.ts'

const city = sampleCounties('city')

test('every problem is settled after it was raised, by an office of its county, before the homes were registered', () => {
  const offices = new Set(sampleResponsibleUnits().map(({ name }) => name))
  for (const { estates, problems } of city) {
    const registered = new Map(estates.map(({ name, firstRegisteredOn }) => [name, firstRegisteredOn ?? '']))
    const wrong = problems.filter(
      ({ estate, raisedOn, dueOn, doneOn, responsibleUnit }) =>
        !(
          raisedOn &&
          dueOn &&
          doneOn &&
          raisedOn <= dueOn &&
          raisedOn <= doneOn &&
          doneOn <= (registered.get(estate) ?? '')
        ) || !offices.has(responsibleUnit ?? ''),
    )
    expect(wrong).toEqual([])
  }
})

test('方山县 lists the forty-odd problems it reported, the others one for each of their estates’ problems', () => {
  const of = (code: string) => city.find((county) => county.code === code)
  const named = (of('141182')?.estates ?? []).flatMap(({ problems }) => problems?.split('；') ?? [])
  expect(of('141128')?.problems).toHaveLength(43)
  expect(of('141182')?.problems).toHaveLength(named.length)
})

test('some were settled late, most in time', () => {
  const all = city.flatMap(({ problems }) => problems)
  const late = all.filter(({ dueOn, doneOn }) => (doneOn ?? '') > (dueOn ?? '')).length
  expect(late / all.length).toBeGreaterThan(0.1)
  expect(late / all.length).toBeLessThan(0.35)
})
