import { expect, test } from 'vitest'
import { type OwnerRecord, ownerStageOf, ownerStages, ownerWay, turnOf } from './way.ts'

const listed: OwnerRecord = {
  areaM2: null,
  firstRegisteredOn: null,
  transferredOn: null,
  isMailed: null,
  hasFirstApplication: false,
  transfer: null,
  submittedOn: null,
  sentOn: null,
}
const surveyed = { ...listed, areaM2: 101.5 }
const ready = { ...surveyed, firstRegisteredOn: '2022-03-01' }
const begun = {
  acceptedOn: null,
  isCorrecting: false,
  isReviewable: false,
  enteredOn: null,
  certifiedOn: null,
  deliveredOn: null,
}
const applied = { ...ready, submittedOn: '2022-10-08', transfer: begun }
const accepted = { ...applied, transfer: { ...begun, acceptedOn: '2022-10-09' } }
const enteredOn = '2022-10-12'
const entered = { ...accepted, transferredOn: enteredOn, transfer: { ...accepted.transfer, enteredOn } }
const certified = { ...entered, transfer: { ...entered.transfer, certifiedOn: '2022-10-13' } }

const homes: readonly (readonly [(typeof ownerStages)[number], OwnerRecord])[] = [
  ['listed', listed],
  ['surveyed', surveyed],
  ['first_applied', { ...surveyed, hasFirstApplication: true }],
  ['ready', ready],
  ['applied', applied],
  ['accepted', accepted],
  ['correcting', { ...accepted, transfer: { ...accepted.transfer, isCorrecting: true } }],
  ['in_review', { ...accepted, transfer: { ...accepted.transfer, isReviewable: true } }],
  ['entered', entered],
  ['certified', certified],
  ['posted', { ...certified, sentOn: '2022-10-14' }],
  ['delivered', { ...certified, transfer: { ...certified.transfer, deliveredOn: '2022-10-20' } }],
  ['recorded', { ...ready, transferredOn: '2020-05-06' }],
]

test.each(homes)('a home is told to be %s', (stage, home) => {
  expect(ownerStageOf(home)).toBe(stage)
})

test('every stage is told of some home', () => {
  expect(homes.map(([stage]) => stage)).toEqual(ownerStages)
})

test.each(homes)(
  'the way of a home that is %s has what is done before what is now, and that before the rest',
  (_, home) => {
    const states = ownerWay(home).map(({ state }) => state)
    const order = { done: 0, now: 1, later: 2 }

    expect(states).toEqual(states.toSorted((a, b) => order[a] - order[b]))
    expect(states.filter((state) => state === 'now').length).toBe(turnOf[ownerStageOf(home)] === 'nobody' ? 0 : 1)
  },
)

test('a step that lies ahead has no day, though a record may know one', () => {
  const withEarlyDay = { ...ready, submittedOn: '2022-10-08' }

  expect(ownerWay(withEarlyDay).find(({ step }) => step === 'apply')).toEqual({ step: 'apply', state: 'now', on: null })
})
