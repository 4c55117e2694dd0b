import { expect, test } from 'vitest'
import { applicationStates } from '../states.ts'
import { nextStep } from './next-step.ts'

const home = { firstRegisteredOn: '2021-12-01', transferredOn: null, isBlocked: false }
const gatesOpen = (...open: string[]) =>
  (['papers', 'tax', 'fund', 'review'] as const).map((gate) => ({
    gate,
    state: open.includes(gate) ? ('open' as const) : ('passed' as const),
  }))
const accepted = (...open: string[]) => ({ state: 'accepted' as const, gates: gatesOpen(...open) })

test('each state of an application has its one next step', () => {
  const steps = applicationStates.map((state) => [state, nextStep(home, { state, gates: gatesOpen('tax', 'review') })])

  expect(Object.fromEntries(steps)).toEqual({
    submitted: 'accept',
    accepted: 'pass_gates',
    correcting: 'correct',
    entered: 'certify',
    certified: 'deliver',
    delivered: 'done',
    not_accepted: 'apply',
    refused: 'apply',
    withdrawn: 'apply',
  })
})

test('gates are passed before the review, and the entry waits for both', () => {
  expect(nextStep(home, accepted('papers', 'review'))).toBe('pass_gates')
  expect(nextStep(home, accepted('review'))).toBe('review')
  expect(nextStep(home, accepted())).toBe('enter')
})

test('what rests on a home holds up application and entry, and neither papers nor gates', () => {
  const seized = { ...home, isBlocked: true }

  expect(nextStep(seized, null)).toBe('lift_restriction')
  expect(nextStep(seized, accepted('tax', 'review'))).toBe('pass_gates')
  expect(nextStep(seized, accepted())).toBe('lift_restriction')
})

test('a home waits for its first registration, and one transferred otherwise is done', () => {
  expect(nextStep({ ...home, firstRegisteredOn: null }, null)).toBe('first_registration')
  expect(nextStep({ ...home, transferredOn: '2022-01-01' }, null)).toBe('done')
})
