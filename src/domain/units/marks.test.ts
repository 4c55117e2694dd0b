import { expect, test } from 'vitest'
import {
  countMarks,
  type HomeRecord,
  homeStateOf,
  homeStates,
  legend,
  marksOf,
  stateMarks,
  type TransferProgress,
} from './marks.ts'
import { nextStepOf } from './next-step.ts'

const home = (given: Partial<HomeRecord> = {}): HomeRecord => ({
  areaM2: 90,
  firstRegisteredOn: '2022-04-01',
  transferredOn: null,
  isMailed: null,
  hasFirstApplication: false,
  transfer: null,
  ...given,
})
const transfer = (given: Partial<TransferProgress> = {}): TransferProgress => ({
  acceptedOn: '2022-05-02',
  isCorrecting: false,
  isReviewable: false,
  enteredOn: null,
  certifiedOn: null,
  deliveredOn: null,
  ...given,
})
const entered = { transferredOn: '2022-05-09' }

test.each([
  ['listed', home({ areaM2: null, firstRegisteredOn: null })],
  ['surveyed', home({ firstRegisteredOn: null })],
  ['first_applied', home({ firstRegisteredOn: null, hasFirstApplication: true })],
  ['first_registered', home()],
  ['received', home({ transfer: transfer({ acceptedOn: null }) })],
  ['accepted', home({ transfer: transfer() })],
  ['correcting', home({ transfer: transfer({ isCorrecting: true, isReviewable: true }) })],
  ['in_review', home({ transfer: transfer({ isReviewable: true }) })],
  ['entered', home(entered)],
  ['certified', home({ ...entered, transfer: transfer({ certifiedOn: '2022-05-10' }) })],
  ['delivered', home({ ...entered, transfer: transfer({ certifiedOn: '2022-05-10', deliveredOn: '2022-05-11' }) })],
  ['mailed', home({ ...entered, isMailed: true })],
] as const)('a home is %s by what its records reach', (state, record) => {
  expect(homeStateOf(record)).toBe(state)
})

test('states outweigh each other in the order a home goes through them', () => {
  const priorities = homeStates.map((state) => stateMarks[state].priority)
  expect(priorities).toEqual(priorities.toSorted((a, b) => a - b))
  expect(new Set(legend.map(({ priority }) => priority)).size).toBe(legend.length)
})

test('no two marks of the legend share their letter, so that paper without colour can be read', () => {
  for (const language of ['zh', 'en'] as const) {
    const letters = legend.map(({ letter }) => letter[language])
    expect(letters.filter((letter, at) => letters.indexOf(letter) !== at)).toEqual([])
  }
})

test('a home shows all its marks, the one that colours it first, then the heaviest', () => {
  const marked = {
    state: 'accepted',
    obstacle: 'unwilling',
    restrictions: ['mortgage', 'seizure', 'mortgage'],
  } as const
  expect(marksOf(marked)).toEqual([
    'state:accepted',
    'restriction:seizure',
    'restriction:mortgage',
    'obstacle:unwilling',
  ])
})

test('the legend counts each mark, and leaves out what no home has', () => {
  const counted = countMarks([
    { state: 'listed', obstacle: null, restrictions: [] },
    { state: 'listed', obstacle: 'vacant', restrictions: ['seizure'] },
    { state: 'entered', obstacle: null, restrictions: ['seizure'] },
  ])
  expect(counted.map(({ key, n }) => [key, n])).toEqual([
    ['state:listed', 2],
    ['state:entered', 1],
    ['restriction:seizure', 2],
    ['obstacle:vacant', 1],
  ])
})

test('what comes next follows from how far a home has come', () => {
  expect(homeStates.map((state) => nextStepOf(state, true))).toEqual([
    'survey',
    'apply_first',
    'decide_first',
    'apply_transfer',
    'accept',
    'pass_gates',
    'await_correction',
    'review',
    'certify',
    'deliver',
    'nothing',
    'nothing',
  ])
  expect(nextStepOf('entered', false)).toBe('nothing')
})
