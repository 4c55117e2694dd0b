import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isComputed } from './computed.ts'
import { type DeedTaxInputs, deedTax, deedTaxTable } from './deed-tax.ts'
import { lateFee } from './late-fees.ts'
import { type FundRate, maintenanceFund } from './maintenance-fund.ts'
import { percentOf, portionOf, readYuan, yuanOf } from './money.ts'
import { findTableFault } from './rate-tables.ts'
import { registrationFee, registrationFeeTable } from './registration-fee.ts'

const home: DeedTaxInputs = {
  contractOn: '2020-05-01',
  declaredOn: '2022-05-01',
  areaX100: 90_00,
  priceFen: 300_000_00,
  familyHome: 'only',
  isHome: true,
  statutory: [],
}
const taxOf = (inputs: Partial<DeedTaxInputs>) => {
  const outcome = deedTax({ ...home, ...inputs })
  return isComputed(outcome) ? outcome.fen : outcome.unknown
}

describe('deed tax 契税, worked by hand for 300,000 yuan', () => {
  test.each([
    ['an only home of 90 ㎡: 1 %', { areaX100: 90_00 }, 3_000_00],
    ['an only home of 90.01 ㎡: 1.5 %', { areaX100: 90_01 }, 4_500_00],
    ['a second home of 90 ㎡: 1 %', { familyHome: 'second' }, 3_000_00],
    ['a second home of 90.01 ㎡: 2 %', { familyHome: 'second', areaX100: 90_01 }, 6_000_00],
    ['on the first day of the table', { contractOn: '2016-02-22' }, 3_000_00],
    ['the day before the table begins is not known', { contractOn: '2016-02-21' }, 'rate'],
  ] as const)('%s', (_, inputs, expected) => expect(taxOf(inputs)).toBe(expected))

  test.each([
    ['an only home of 140 ㎡: 1 %', { areaX100: 140_00 }, 3_000_00],
    ['an only home of 140.01 ㎡: 1.5 %', { areaX100: 140_01 }, 4_500_00],
    ['a second home of 140 ㎡: 1 %', { familyHome: 'second', areaX100: 140_00 }, 3_000_00],
    ['a second home of 140.01 ㎡: 2 %', { familyHome: 'second', areaX100: 140_01 }, 6_000_00],
  ] as const)('contracts from 2024-12-01: %s', (_, inputs, expected) =>
    expect(taxOf({ contractOn: '2024-12-01', declaredOn: '2024-12-01', ...inputs })).toBe(expected),
  )

  test.each([
    ['bought on 2024-11-30, declared the same day: the old boundary of 90 ㎡', '2024-11-30', '2024-11-30', 4_500_00],
    ['bought on 2024-11-30, declared on 2024-12-01: the new one of 140 ㎡', '2024-11-30', '2024-12-01', 3_000_00],
    ['bought in 2018, declared in 2025: the new one', '2018-03-01', '2025-03-01', 3_000_00],
    ['bought before any table, declared in 2025: the new one', '2009-03-01', '2025-03-01', 3_000_00],
  ] as const)('the turn of 2024-12-01, 120 ㎡: %s', (_, contractOn, declaredOn, expected) =>
    expect(taxOf({ areaX100: 120_00, contractOn, declaredOn })).toBe(expected),
  )

  test('a home bought before the old relief and declared within it does not get it: nothing says so', () =>
    expect(taxOf({ contractOn: '2010-01-01', declaredOn: '2022-01-01' })).toBe('rate'))

  test('a shop or a parking place has no relief, and is not asked which home of the family it is', () => {
    expect(deedTax({ ...home, isHome: false, familyHome: null })).toEqual({ unknown: 'rate' })
  })

  test('a further home pays the statutory rate, once the county has entered it', () => {
    expect(taxOf({ familyHome: 'further' })).toBe('rate')
    const statutory = {
      from: '2011-01-01',
      until: null,
      source: { document: '示例', number: null, verified: false },
      rate: { parts: 3, of: 100 },
    }
    expect(taxOf({ familyHome: 'further', statutory: [statutory] })).toBe(9_000_00)
  })

  test.each([
    ['contract_day', { contractOn: null }],
    ['price', { priceFen: null }],
    ['area', { areaX100: null }],
    ['family_homes', { familyHome: null }],
  ] as const)('without %s it is unknown, never nothing', (unknown, inputs) => expect(taxOf(inputs)).toBe(unknown))

  test('half a fen counts upwards', () => {
    expect(taxOf({ priceFen: 150 })).toBe(2) // 1.5 fen
    expect(taxOf({ priceFen: 149 })).toBe(1) // 1.49 fen
  })
})

describe('late fees, two kinds', () => {
  test.each([
    ['paid on the day it was due', '2022-01-01', 0],
    ['one day late: 0.05 %', '2022-01-02', 50],
    ['30 days late: 1.5 %', '2022-01-31', 15_00],
    ['paid early', '2021-12-01', 0],
  ])('on 1,000 yuan of tax, due 2022-01-01, %s', (_, paidOn, expected) =>
    expect(lateFee('tax', { owedFen: 1_000_00, dueOn: '2022-01-01', paidOn })).toMatchObject({ fen: expected }),
  )

  test('on the land price twice as much a day, or what the contract says; on tax no contract counts', () => {
    const owed = { owedFen: 1_000_00, dueOn: '2022-01-01', paidOn: '2022-01-11' }
    expect(lateFee('land_price', owed)).toMatchObject({ fen: 10_00 })
    expect(lateFee('land_price', { ...owed, daily: { parts: 3, of: 10_000 } })).toMatchObject({ fen: 3_00 })
    expect(lateFee('tax', { ...owed, daily: { parts: 1, of: 2 } })).toMatchObject({ fen: 5_00 })
    expect(lateFee('tax', { ...owed, dueOn: null })).toEqual({ unknown: 'due_day' })
  })
})

describe('registration fee 登记费', () => {
  test.each([
    ['home', 1, null, 80_00],
    ['home', 3, null, 100_00],
    ['parking_or_storage', 1, null, 80_00],
    ['other', 1, null, 550_00],
    ['other', 2, 'small_enterprise', 0],
    ['home', 2, 'public_housing', 0],
  ] as const)('%s, %d certificates, exemption %s', (use, books, exemption, expected) =>
    expect(registrationFee({ use, books, exemption }).fen).toBe(expected),
  )
})

describe('maintenance fund 维修资金', () => {
  const source = { document: '示例县维修资金标准', number: null, verified: false }
  const rates: FundRate[] = [
    { from: '2015-01-01', until: '2021-12-31', source, use: 'home', storeysFrom: 1, storeysTo: 7, fenPerM2: 45_00 },
    { from: '2022-01-01', until: null, source, use: 'home', storeysFrom: 1, storeysTo: 7, fenPerM2: 48_00 },
    { from: '2015-01-01', until: null, source, use: 'home', storeysFrom: 8, storeysTo: null, fenPerM2: 90_00 },
  ]
  test.each([
    [6, 100_00, '2021-12-31', 4_500_00],
    [7, 100_00, '2022-01-01', 4_800_00],
    [8, 88_88, '2022-01-01', 7_999_20],
    [33, 100_50, '2022-01-01', 9_045_00],
  ])('%d storeys, %d hundredths of ㎡, on %s', (storeys, areaX100, paidOn, expected) =>
    expect(maintenanceFund(rates, { use: 'home', areaX100, storeys, paidOn })).toMatchObject({ fen: expected }),
  )
  test('without a rate, an area or storeys it is unknown', () => {
    expect(maintenanceFund([], { use: 'home', areaX100: 1, storeys: 1, paidOn: '2022-01-01' })).toEqual({
      unknown: 'rate',
    })
    expect(maintenanceFund(rates, { use: 'home', areaX100: null, storeys: 1, paidOn: '2022-01-01' })).toEqual({
      unknown: 'area',
    })
    expect(maintenanceFund(rates, { use: 'home', areaX100: 1, storeys: null, paidOn: '2022-01-01' })).toEqual({
      unknown: 'storeys',
    })
  })
})

describe('tables of rates', () => {
  const source = { document: '示例', number: null, verified: false }
  test('what is shipped leaves no day out and says none twice', () => {
    expect(findTableFault(deedTaxTable)).toBeNull()
    expect(findTableFault(registrationFeeTable)).toBeNull()
  })
  test.each([
    [
      { fault: 'gap', on: '2022-02-01' },
      [
        ['2022-01-01', '2022-01-31'],
        ['2022-02-02', null],
      ],
    ],
    [
      { fault: 'overlap', on: '2022-01-31' },
      [
        ['2022-01-01', '2022-01-31'],
        ['2022-01-31', null],
      ],
    ],
    [
      { fault: 'overlap', on: '2022-05-01' },
      [
        ['2022-01-01', null],
        ['2022-05-01', null],
      ],
    ],
    [{ fault: 'backwards', on: '2022-05-01' }, [['2022-05-01', '2022-04-30']]],
    [
      null,
      [
        ['2022-02-01', null],
        ['2022-01-01', '2022-01-31'],
      ],
    ],
  ] as const)('%o', (fault, rows) =>
    expect(findTableFault(rows.map(([from, until]) => ({ from, until, source })))).toEqual(fault),
  )
})

describe('money', () => {
  test.each([
    ['1,234.56', 123456],
    ['１２３４．５元', 123450],
    ['0', 0],
    ['人民币 5元', 500],
    ['1.230', 123],
    ['12.345', { fault: 'parts_of_a_fen' }],
    ['-5', { fault: 'negative' }],
    ['$5', { fault: 'foreign' }],
    ['5美元', { fault: 'foreign' }],
    ['五元', { fault: 'not_a_number' }],
    ['1e3', { fault: 'not_a_number' }],
    ['', { fault: 'not_a_number' }],
    ['1234567890123', { fault: 'too_large' }],
  ])('%s', (typed, expected) => expect(readYuan(typed)).toEqual(expected))

  test('what is shown reads back as the same amount', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (fen) => {
        expect(readYuan(yuanOf(fen))).toBe(fen)
      }),
    ))

  test('a portion is exact to half a fen', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), fc.integer({ min: 0, max: 1000 }), (fen, parts) => {
        const exact = BigInt(fen) * BigInt(parts)
        const off = 2n * (BigInt(portionOf(fen, { parts, of: 1000 })) * 1000n - exact)
        expect(off <= 1000n && off > -1000n).toBe(true)
      }),
    ))

  test('rates are told in percent', () => {
    expect(percentOf({ parts: 15, of: 1000 })).toBe('1.5%')
    expect(percentOf({ parts: 5, of: 10_000 })).toBe('0.05%')
  })
})
