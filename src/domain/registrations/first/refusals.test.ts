import { expect, test } from 'vitest'
import type { Basis } from '../../diagnosis/packs.ts'
import { firstApplicants, refuseApplicant } from './applicants.ts'
import type { FirstPaper } from './papers.ts'
import {
  type FirstApplication,
  type FirstCase,
  type FirstRefusalCode,
  refusalsOfApplication,
  refusalsOfEstate,
} from './refusals.ts'

const basis: Basis = { document: '细则', level: 'law', verified: false }
const paper = (requirement: string, status: FirstPaper['status'], ways: FirstPaper['ways'] = []): FirstPaper => {
  const common = {
    title: requirement,
    titleEn: requirement,
    unit: 'natural_resources',
    unitName: '自然资源局',
    basis,
    rule: null,
    until: null,
  }
  return { ...common, requirement, status, ways, unknownFacts: [] }
}

const sound: FirstCase = {
  verdict: 'can_do',
  enforcement: [],
  ruleTitle: (rule) => rule,
  papers: [paper('fire', 'met'), paper('taxes', 'separated')],
  facts: {
    developerStanding: 'existing',
    successor: null,
    landOwnership: 'state',
    landIsProtected: false,
    seized: false,
    disputed: false,
    completedOn: '2010-06-30',
  },
}
const home = { id: '1', place: '1#1单元101', isSurveyed: true, firstRegisteredOn: null, block: null }
const ordinary: FirstApplication = {
  applicant: 'developer',
  applicantBasis: null,
  submittedOn: '2022-10-01',
  today: '2022-10-08',
  homes: [home],
}
const codes = (refusals: readonly { code: FirstRefusalCode }[]) => refusals.map(({ code }) => code)
const facts = (differences: Partial<FirstCase['facts']>): FirstCase => ({
  ...sound,
  facts: { ...sound.facts, ...differences },
})

test('a sound estate may be registered, whatever its developer owes', () => {
  expect(refusalsOfEstate(sound)).toEqual([])
  expect(refusalsOfApplication(sound, ordinary)).toEqual([])
})

test.each<[string, FirstCase, FirstRefusalCode]>([
  [
    'an unlawful one is dealt with by law first',
    { ...sound, verdict: 'by_law', enforcement: [{ rule: 'x', state: 'active', blocks: true }] },
    'unlawful',
  ],
  ['collective land', facts({ landOwnership: 'collective' }), 'collective_land'],
  ['protected land', facts({ landIsProtected: true }), 'protected_land'],
  ['a seizure', facts({ seized: true }), 'seized'],
  ['a dispute', facts({ disputed: true }), 'disputed'],
  ['a paper missing', { ...sound, papers: [paper('fire', 'missing')] }, 'papers_missing'],
  ['a paper nobody has established', { ...sound, papers: [paper('fire', 'unknown')] }, 'papers_unknown'],
])('what the law has against an estate: %s', (_, estate, code) => {
  expect(codes(refusalsOfEstate(estate))).toEqual([code])
})

test.each(['met', 'substituted', 'deferred', 'separated', 'waived', 'not_applicable', 'noticed'] as const)(
  'a paper that is %s does not stand in the way',
  (status) => {
    expect(refusalsOfEstate({ ...sound, papers: [paper('fire', status)] })).toEqual([])
  },
)

test('a missing paper says which rule opens the way and who acts next', () => {
  const step = { title: '出具认定意见', titleEn: 'Opinion', unit: 'approval', unitName: '行政审批局' }
  const way = { rule: 'r', title: '以认定意见替代', titleEn: 'By opinion', basis, steps: [step] }

  expect(refusalsOfEstate({ ...sound, papers: [paper('fire', 'missing', [way])] })[0]?.words).toBe(
    '缺“fire”：可按“以认定意见替代”办理，下一步由行政审批局出具认定意见',
  )
})

test.each<[string, Partial<FirstApplication>, FirstRefusalCode]>([
  ['no home', { homes: [] }, 'no_homes'],
  ['a home registered before', { homes: [{ ...home, firstRegisteredOn: '2021-01-01' }] }, 'already_registered'],
  ['a home without an area', { homes: [{ ...home, isSurveyed: false }] }, 'not_surveyed'],
  ['a restricted home', { homes: [{ ...home, block: '查封期间不得登记' }] }, 'restricted'],
  ['a day to come', { submittedOn: '2022-10-09' }, 'dates_out_of_order'],
  ['a day before completion', { submittedOn: '2010-06-29' }, 'dates_out_of_order'],
  [
    'another applicant while the developer exists',
    { applicant: 'successor', applicantBasis: '批文' },
    'developer_exists',
  ],
])('what the law has against an application: %s', (_, differences, code) => {
  expect(codes(refusalsOfApplication(sound, { ...ordinary, ...differences }))).toEqual([code])
})

test('in the place of a developer that is gone one applies on a basis', () => {
  const gone = facts({ developerStanding: 'extinct', successor: 'designated' })

  expect(codes(refusalsOfApplication(gone, { ...ordinary, applicant: 'designated' }))).toEqual(['no_basis'])
  expect(refusalsOfApplication(gone, { ...ordinary, applicant: 'designated', applicantBasis: '批文' })).toEqual([])
})

test('many homes are named by the first of them and counted', () => {
  const homes = ['101', '102', '103', '104'].map((room) => ({ ...home, id: room, place: room, isSurveyed: false }))

  expect(refusalsOfApplication(sound, { ...ordinary, homes })[0]?.words).toMatch(/^101、102、103等 4 户没有测绘面积/)
})

const standings = [null, 'existing', 'deregistered', 'revoked', 'missing', 'extinct'] as const
const successors = [null, 'successor', 'superior', 'designated', 'none'] as const
const everyApplicant = firstApplicants.flatMap((kind) =>
  standings.flatMap((developerStanding) => successors.map((successor) => ({ kind, developerStanding, successor }))),
)

test.each(everyApplicant)(
  '$kind for a developer that is $developerStanding, followed by $successor',
  ({ kind, ...of }) => {
    const isGone = of.developerStanding !== null && of.developerStanding !== 'existing'
    const expected =
      kind === 'developer'
        ? isGone && 'developer_gone'
        : (of.developerStanding === 'existing' && 'developer_exists') ||
          (of.successor !== null && of.successor !== kind && 'no_successor')

    expect(refuseApplicant(kind, of)?.code ?? false).toBe(expected)
  },
)
