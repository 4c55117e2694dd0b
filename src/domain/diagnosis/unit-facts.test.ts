import { describe, expect, test } from 'vitest'
import { obstacles } from '../units/obstacles.ts'
import { type UnitRecord, unitFacts } from './unit-facts.ts'

const silent: UnitRecord = {
  contractNo: null,
  hasInvoice: null,
  deedTaxFen: null,
  maintenanceFundFen: null,
  firstRegisteredOn: '2022-03-01',
  transferredOn: null,
  obstacle: null,
  obstacleOn: null,
  openReason: null,
}

const said = (unit: Partial<UnitRecord>) =>
  Object.fromEntries(unitFacts({ ...silent, ...unit }, '2022-11-30').map(({ fact, value }) => [fact, value]))

describe('what the record of a home establishes', () => {
  test('a record that says nothing leaves everything but its registration unknown', () => {
    expect(said({})).toEqual({ first_registered: 'all' })
    expect(said({ firstRegisteredOn: null })).toEqual({ first_registered: 'none' })
  })

  test('papers and payments in the row are facts; an amount of nothing is not paid', () => {
    expect(said({ contractNo: 'HT-1', hasInvoice: false, deedTaxFen: 178_000_00, maintenanceFundFen: 0 })).toEqual({
      first_registered: 'all',
      contracts_in_order: true,
      invoices_issued: false,
      deed_tax_paid: true,
      maintenance_fund_paid: false,
    })
  })

  test.each([
    ['unwilling', { owner_willing: false }],
    ['unreachable', { owner_reached: false }],
    ['blocked_by_law', { unit_seized: true }],
    ['inheritance', { rights_clear: false }],
    ['divorce', { rights_clear: false }],
    ['identity_mismatch', { identity_clear: false }],
    ['vacant', { sold: false }],
    ['dues_unpaid', {}],
    ['other', {}],
  ] as const)('the obstacle %s says %o', (obstacle, facts) => {
    expect(said({ obstacle, obstacleOn: '2022-10-01', openReason: '其他' })).toEqual({
      first_registered: 'all',
      ...facts,
    })
  })

  test('every obstacle of the ledgers has its line above', () => {
    expect(obstacles).toHaveLength(9)
  })

  test('an unpaid due is the one the reason names, even where the row shows a part payment', () => {
    const unpaid = { obstacle: 'dues_unpaid', obstacleOn: '2022-10-01' } as const
    expect(said({ ...unpaid, openReason: '未缴清契税', deedTaxFen: 100, maintenanceFundFen: 100 })).toEqual({
      first_registered: 'all',
      deed_tax_paid: false,
      maintenance_fund_paid: true,
    })
    expect(said({ ...unpaid, openReason: '未缴住宅专项维修资金' })).toEqual({
      first_registered: 'all',
      maintenance_fund_paid: false,
    })
  })

  test('a transferred home has shown all its owner had to show; an open one has not', () => {
    expect(said({ transferredOn: '2022-05-01' })).toMatchObject({
      owner_willing: true,
      application_lodged: true,
      identity_clear: true,
      unit_seized: false,
    })
    expect(said({})).not.toHaveProperty('owner_willing')
  })

  test('an obstacle is as of its own day and keeps the words of its source', () => {
    const statements = unitFacts(
      { ...silent, obstacle: 'unreachable', obstacleOn: '2022-10-01', openReason: '业主长期在外联系不上' },
      '2022-11-30',
    )
    expect(statements.at(-1)).toEqual({
      fact: 'owner_reached',
      value: false,
      asOf: '2022-10-01',
      source: { kind: 'record' },
      said: '业主长期在外联系不上',
    })
  })
})
