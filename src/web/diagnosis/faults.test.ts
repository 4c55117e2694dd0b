import { expect, test } from 'vitest'
import { faultsAt, ruleFaults } from './faults.ts'

const fault = (rule: string | null, path: string, code = 'wrong_type') => ({
  pack: 'made',
  rule,
  path,
  code,
  message: path,
})
const faults = [
  fault('a', 'when.all[0].is'),
  fault('a', 'rules.0.steps.1.unit', 'bad_shape'),
  fault('b', 'validFrom'),
  fault(null, 'parameters.most.value'),
]

test('a rule gets its own faults, with paths that begin at the rule', () => {
  expect(ruleFaults(faults, { id: 'a' }, 0).map(({ path }) => path)).toEqual(['when.all[0].is', 'steps[1].unit'])
  expect(ruleFaults(faults, { id: 'b' }, 1).map(({ path }) => path)).toEqual(['validFrom'])
})

test('a fault shows at its field and not at one whose name only begins alike', () => {
  const own = ruleFaults(faults, { id: 'a' }, 0)
  expect(faultsAt(own, 'when')).toHaveLength(1)
  expect(faultsAt(own, 'steps[1]')).toHaveLength(1)
  expect(faultsAt(own, 'step')).toEqual([])
})
