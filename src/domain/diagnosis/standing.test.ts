import { expect, test } from 'vitest'
import { firePolicy } from '../../../test/diagnosis/fire-policy.ts'
import { shippedPacks } from '../../../test/diagnosis/shipped-packs.ts'
import { answersTo } from './asks.ts'
import { currentFacts } from './current-facts.ts'
import { diagnose } from './diagnose.ts'
import { createRulebook } from './rulebook.ts'
import { standingOf } from './standing.ts'

const rulebook = createRulebook([...shippedPacks.values(), firePolicy('1411')], { region: '141128', on: '2022-10-10' })
const stated = (fact: string, value: boolean | number | string) =>
  ({ fact, value, asOf: '2022-09-30', source: { kind: 'officer' } }) as const

/** Every fact with every answer worth trying, each beside a missing fire acceptance of an estate of 2005. */
const cases = rulebook.definitions.flatMap((definition) =>
  answersTo(rulebook, definition).map((value) =>
    currentFacts([stated('fire', false), stated('completed_on', '2005'), stated(definition.id, value)]),
  ),
)

test('a standing is what the diagnosis says, whatever is known', () => {
  expect(cases.length).toBeGreaterThan(100)
  for (const facts of cases) {
    const { verdict, settled, workingDays } = diagnose(rulebook, facts)
    expect(standingOf(rulebook, facts)).toEqual({ verdict, settled, workingDays })
  }
  expect(new Set(cases.map((facts) => standingOf(rulebook, facts).workingDays)).size).toBeGreaterThan(1)
})
