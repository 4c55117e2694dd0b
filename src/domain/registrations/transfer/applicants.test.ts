import { expect, test } from 'vitest'
import {
  type Authorisation,
  authorisations,
  findApplicantFault,
  mayAuthorise,
  transferApplicantKinds,
  transferApplicants,
} from './applicants.ts'

const standings = ['existing', 'gone', 'unknown', 'none'] as const

/** What the law has it say for each kind of applicant and each standing of the developer, with a basis told. */
const expected = {
  both: { existing: null, gone: 'developer_missing', unknown: null, none: 'developer_missing' },
  developer: { existing: null, gone: 'developer_missing', unknown: null, none: 'developer_missing' },
  buyer: { existing: 'developer_exists', gone: null, unknown: null, none: null },
  heir: { existing: null, gone: null, unknown: null, none: null },
} as const

const everyCase = transferApplicantKinds.flatMap((kind) => standings.map((developer) => ({ kind, developer })))

test.each(everyCase)('$kind applies where the developer is $developer', ({ kind, developer }) => {
  expect(findApplicantFault(kind, { basis: '汾政办函〔2022〕8号', developer })).toBe(expected[kind][developer])
})

test.each(everyCase)('$kind without a basis, the developer being $developer', ({ kind, developer }) => {
  const fault = findApplicantFault(kind, { basis: null, developer })

  expect(fault).toBe(transferApplicants[kind].needsBasis ? 'basis_missing' : expected[kind][developer])
})

test('a photo authorises a buyer’s agent and never a seller’s', () => {
  const ways = Object.keys(authorisations) as Authorisation[]

  expect(ways.filter((by) => mayAuthorise('buyer', by))).toEqual(ways)
  expect(ways.filter((by) => mayAuthorise('seller', by))).toEqual(['on_site', 'notary'])
})
