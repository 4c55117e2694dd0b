import { expect, test } from 'vitest'
import { decideAcceptance } from './opinions.ts'
import { missingOf } from './readiness.ts'

const agree = { stance: 'agree', on: '2022-10-10' } as const

test('one joint opinion is given once every unit has spoken and none is against', () => {
  const today = '2022-11-30'

  expect(decideAcceptance([agree, { stance: 'not_needed', on: '2022-10-12' }], '2022-10-12', today)).toBeNull()
  expect(decideAcceptance([agree, { stance: 'open', on: null }], '2022-10-12', today)).toBe('opinions_open')
  expect(decideAcceptance([agree, { stance: 'disagree', on: '2022-10-11' }], '2022-10-12', today)).toBe(
    'opinion_disagrees',
  )
  expect(decideAcceptance([agree], '2022-10-09', today)).toBe('before_opinions')
  expect(decideAcceptance([agree], '2022-12-01', today)).toBe('day_in_future')
})

const home = { isFirstRegistered: true, isTransferred: false, application: null }
const of = (state: string, openGates: readonly string[] = []) => ({ ...home, application: { state, openGates } })

test('a home is ready once its certificate is printed; before, everything it lacks is named', () => {
  expect(missingOf({ ...home, isFirstRegistered: false })).toEqual(['not_first_registered', 'no_application'])
  expect(missingOf(home)).toEqual(['no_application'])
  expect(missingOf(of('submitted'))).toEqual(['not_accepted'])
  expect(missingOf(of('accepted', ['review', 'tax', 'fund']))).toEqual(['tax', 'fund', 'review'])
  expect(missingOf(of('accepted'))).toEqual(['not_entered'])
  expect(missingOf(of('entered'))).toEqual(['not_certified'])
  expect(missingOf(of('certified'))).toEqual([])
  expect(missingOf(of('delivered'))).toEqual([])
  expect(missingOf({ ...home, isTransferred: true })).toEqual([])
})
