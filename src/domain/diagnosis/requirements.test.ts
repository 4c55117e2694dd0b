import { expect, test } from 'vitest'
import { type Differences, diagnoseEstate } from '../../../test/diagnosis/made-estates.ts'

const nowhere = { packs: [], region: '141199', on: '2022-06-30' }

/** Where a requirement stands by its own condition alone, no rule answering it. */
const statusOf = (requirement: string, facts: Differences) =>
  diagnoseEstate(nowhere, facts).requirements.find((one) => one.requirement === requirement)?.status

const reported = (small: boolean | null, quota: boolean | null) => ({
  excess_land_is_small: small,
  over_quota_land: quota,
})

test.each([
  { land: 'as approved, nothing reported', facts: reported(null, null), status: 'met' },
  {
    land: 'one centimetre square beyond',
    facts: { surveyed_land_m2: 1000.01, ...reported(null, null) },
    status: 'missing',
  },
  { land: 'beyond, and not small', facts: { surveyed_land_m2: 1300, ...reported(false, false) }, status: 'missing' },
  {
    land: 'not measured, excess reported',
    facts: { surveyed_land_m2: null, ...reported(true, null) },
    status: 'missing',
  },
  {
    land: 'not measured, over the quota',
    facts: { approved_land_m2: null, ...reported(null, true) },
    status: 'missing',
  },
  { land: 'not measured, none reported', facts: { surveyed_land_m2: null, ...reported(false, false) }, status: 'met' },
  {
    land: 'not measured, half reported',
    facts: { surveyed_land_m2: null, ...reported(false, null) },
    status: 'unknown',
  },
  {
    land: 'not measured, nothing reported',
    facts: { surveyed_land_m2: null, ...reported(null, null) },
    status: 'unknown',
  },
])('land area: $land → $status', ({ facts, status }) => {
  expect(statusOf('land_area', facts)).toBe(status)
})

const amounts = (settled: boolean | null, due: number | null, paid: number | null) => ({
  land_price_settled: settled,
  land_price_due_fen: due,
  land_price_paid_fen: paid,
})

test.each([
  { price: 'settled', facts: amounts(true, null, null), status: 'met' },
  { price: 'not settled, amounts unknown', facts: amounts(false, null, null), status: 'missing' },
  { price: 'amounts equal', facts: amounts(null, 100, 100), status: 'met' },
  { price: 'one fen owed', facts: amounts(null, 101, 100), status: 'missing' },
  { price: 'paid unknown', facts: amounts(null, 100, null), status: 'unknown' },
])('land price: $price → $status', ({ facts, status }) => {
  expect(statusOf('land_price', facts)).toBe(status)
})
