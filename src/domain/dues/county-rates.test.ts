import { describe, expect, test } from 'vitest'
import { deedTax, type StatutoryRate } from './deed-tax.ts'
import { type FundRate, findFundRatesFault, maintenanceFund } from './maintenance-fund.ts'
import { feeUseOf } from './registration-fee.ts'

const source = { document: '示例县维修资金标准', number: null, verified: false }
const rate = (storeysFrom: number, storeysTo: number | null, from = '2015-01-01', until: string | null = null) =>
  ({ use: 'home', storeysFrom, storeysTo, from, until, source, fenPerM2: 45_00 }) as FundRate

describe('a county’s rates of the maintenance fund', () => {
  test.each([
    ['none at all', [], null],
    ['three bands, the last without end', [rate(1, 7), rate(8, 12), rate(13, null)], null],
    ['two tables, one after the other', [rate(1, null, '2015-01-01', '2021-12-31'), rate(1, null, '2022-01-01')], null],
    [
      'bands cut otherwise in the later table',
      [
        rate(1, 7, '2015-01-01', '2021-12-31'),
        rate(8, null, '2015-01-01', '2021-12-31'),
        rate(1, 11, '2022-01-01'),
        rate(12, null, '2022-01-01'),
      ],
      null,
    ],
    [
      'a day left out',
      [rate(1, 7, '2015-01-01', '2021-12-30'), rate(1, 7, '2022-01-01')],
      { fault: 'gap', on: '2021-12-31', row: 1, storeys: 1 },
    ],
    [
      'a day with two rates',
      [rate(1, 7, '2015-01-01', '2022-01-01'), rate(1, 7, '2022-01-01')],
      { fault: 'overlap', on: '2022-01-01', row: 1, storeys: 1 },
    ],
    ['storeys in two bands', [rate(1, 7), rate(7, null)], { fault: 'overlap', on: '2015-01-01', row: 1, storeys: 7 }],
    ['storeys in no band', [rate(1, 7), rate(9, null)], { fault: 'storeys_gap', row: 1, storeys: 8 }],
    [
      'ends before it begins',
      [rate(1, null, '2022-01-02', '2022-01-01')],
      { fault: 'backwards', on: '2022-01-02', row: 0, storeys: 1 },
    ],
    ['from more storeys to fewer', [rate(1, 5), rate(9, 6)], { fault: 'storeys_backwards', row: 1, storeys: 9 }],
  ] as const)('%s', (_, rows, fault) => expect(findFundRatesFault(rows)).toEqual(fault))

  test('rates of one use are no rates of another', () => {
    const parking = { ...rate(1, null), use: 'parking_or_storage' } as const
    expect(findFundRatesFault([rate(1, 7), parking, rate(8, null)])).toBeNull()
    const asked = { areaX100: 100_00, storeys: 6, paidOn: '2022-01-01' }
    expect(maintenanceFund([rate(1, null)], { use: 'parking_or_storage', ...asked })).toEqual({ unknown: 'rate' })
    expect(maintenanceFund([parking], { use: 'parking_or_storage', ...asked })).toMatchObject({ fen: 4_500_00 })
  })
})

describe('the statutory rate of the deed tax', () => {
  const statutory: StatutoryRate[] = [
    { from: '2011-01-01', until: '2021-08-31', source, rate: { parts: 40, of: 1000 } },
    { from: '2021-09-01', until: null, source, rate: { parts: 30, of: 1000 } },
  ]
  const shop = {
    declaredOn: '2022-01-01',
    areaX100: 50_00,
    priceFen: 100_000_00,
    familyHome: null,
    isHome: false,
    statutory,
  }
  test.each([
    ['2010-12-31', { unknown: 'rate' }],
    ['2011-01-01', { fen: 4_000_00 }],
    ['2021-08-31', { fen: 4_000_00 }],
    ['2021-09-01', { fen: 3_000_00 }],
  ])('on a contract of %s', (contractOn, expected) => expect(deedTax({ ...shop, contractOn })).toMatchObject(expected))
  test('does not hold for a first home bought before the table of reliefs: there were others', () =>
    expect(deedTax({ ...shop, contractOn: '2015-01-01', familyHome: 'only', isHome: true })).toEqual({
      unknown: 'rate',
    }))
})

test.each([
  [null, 'home'],
  ['住宅', 'home'],
  ['成套住宅', 'home'],
  ['地下车位', 'parking_or_storage'],
  ['车库', 'parking_or_storage'],
  ['储藏室', 'parking_or_storage'],
  ['商业', 'other'],
])('a unit used as %s pays as %s', (use, expected) => expect(feeUseOf(use)).toBe(expected))
