import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber, dayOfNumber } from '../shared/days.ts'
import { lateFee, lateFeeOn, lateFeeTo } from './late-fees.ts'
import { followOf, instalmentStates, kindsToRecover, planFault, termOfRecovery } from './recovery.ts'

describe('the late fee on a debt over time', () => {
  const debt = { amountFen: 1_000_00, dueOn: '2022-01-01', settled: [], deferrals: [] }

  test.each([
    ['2022-01-01', 0],
    ['2022-01-02', 50],
    ['2022-01-11', 5_00],
    ['2021-12-01', 0],
  ])('on taxes is 0.05 % a day from the day after: up to %s it is %d fen', (on, fen) =>
    expect(lateFeeTo(on, 'tax', debt)).toMatchObject({ fen }),
  )

  test('counts each part to the day it was paid, the rest to the day asked, and rounds once', () => {
    const paid = { ...debt, settled: [{ on: '2022-01-11', fen: 400_00 }] }
    // 400.00 × 10 days + 600.00 × 20 days = 16,000.00 fen-days × 1 ‰
    expect(lateFeeTo('2022-01-21', 'land_price', paid)).toMatchObject({
      fen: 16_00,
      inputs: { owedFen: 600_00, days: 20 },
    })
  })

  test.each([
    ['inside', '2022-01-05', '2022-01-08', 6],
    ['granted before the debt was due', '2021-12-01', '2022-01-04', 7],
    ['not over yet', '2022-01-09', '2022-03-01', 7],
    ['over before the debt was due', '2021-11-01', '2021-12-31', 10],
  ])('leaves out the days of a deferral: %s', (_, from, until, days) =>
    expect(lateFeeTo('2022-01-11', 'tax', { ...debt, deferrals: [{ from, until }] })).toMatchObject({
      inputs: { days },
    }),
  )

  test('two deferrals over the same days are left out once', () => {
    const deferrals = [
      { from: '2022-01-03', until: '2022-01-06' },
      { from: '2022-01-05', until: '2022-01-07' },
    ]
    expect(lateFeeTo('2022-01-11', 'tax', { ...debt, deferrals })).toMatchObject({ inputs: { days: 5 } })
  })

  test('is not told where the day or the rate of the time is unknown', () => {
    expect(lateFeeTo('2022-01-11', 'tax', { ...debt, dueOn: null })).toEqual({ unknown: 'due_day' })
    expect(lateFeeTo('2022-01-11', 'land_price', { ...debt, dueOn: '2005-01-01' })).toEqual({ unknown: 'rate' })
  })

  test('agrees with the fee on a debt paid at once, whatever its amount and days', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 ** 12 }),
        fc.nat(5000),
        fc.constantFrom('tax', 'land_price'),
        (fen, days, kind) => {
          const paidOn = dayOfNumber(dayNumber('2010-01-01') + days)
          const whole = lateFee(kind, { owedFen: fen, dueOn: '2010-01-01', paidOn })
          const asked = lateFeeTo(paidOn, kind, { ...debt, amountFen: fen, dueOn: '2010-01-01' })
          expect('fen' in asked && 'fen' in whole && asked.fen === whole.fen).toBe(true)
        },
      ),
    ))

  test('is never charged on a late fee, nor on what no rule is known of', () => {
    expect(
      ['land_price', 'income_tax', 'tax_late_fee', 'land_price_default', 'maintenance_fund'].map((kind) =>
        lateFeeOn(kind as 'land_price'),
      ),
    ).toEqual(['land_price', 'tax', null, null, null])
  })
})

describe('debts to be recovered apart from the registration', () => {
  const nothing = { requirements: [], landPriceSettled: null, taxesSettled: null }

  test.each([
    ['separated', 'land_price', 'land_price', 'separated'],
    ['deferred', 'civil_defence', 'civil_defence_fee', 'deferred'],
    ['missing', 'land_price', 'land_price', undefined],
    ['met', 'taxes', 'income_tax', undefined],
  ] as const)('%s %s: %s is %s', (status, requirement, kind, cause) =>
    expect(kindsToRecover({ ...nothing, requirements: [{ requirement, status }] }).get(kind)).toBe(cause),
  )

  test('what the estate is known not to have settled counts, what is unknown does not', () => {
    expect(kindsToRecover({ ...nothing, landPriceSettled: false }).get('land_price')).toBe('diagnosis')
    expect(kindsToRecover({ ...nothing, taxesSettled: false }).get('value_added_tax')).toBe('diagnosis')
    expect(kindsToRecover(nothing).size).toBe(0)
  })

  test('a parting by rule is told before what is only known', () => {
    const both = {
      ...nothing,
      landPriceSettled: false,
      requirements: [{ requirement: 'land_price', status: 'separated' }],
    }
    expect(kindsToRecover(both).get('land_price')).toBe('separated')
  })
})

describe('the term of a case', () => {
  const day = (dueOn: string | null, deferredUntil: string | null = null, owedFen = 1) => ({
    dueOn,
    deferredUntil,
    owedFen,
  })

  test.each([
    [[day('2022-03-01'), day('2022-02-01')], '2022-02-01'],
    [[day('2022-03-01'), day('2022-02-01', '2022-05-01')], '2022-03-01'],
    [[day('2022-03-01'), day('2022-02-01', null, 0)], '2022-03-01'],
    [[day('2022-03-01'), day(null)], null],
    [[], null],
  ])('of debts %o is %s', (debts, term) => expect(termOfRecovery(debts, [])).toBe(term))

  test('of a plan is its first instalment not paid', () =>
    expect(
      termOfRecovery(
        [day('2022-01-01')],
        [
          { dueOn: '2022-04-01', state: 'paid' },
          { dueOn: '2022-05-01', state: 'partly' },
        ],
      ),
    ).toBe('2022-05-01'))
})

test('instalments are paid in their order; what is short on its day is late', () => {
  const plan = [
    { dueOn: '2022-01-01', amountFen: 100 },
    { dueOn: '2022-02-01', amountFen: 100 },
    { dueOn: '2022-03-01', amountFen: 100 },
  ]
  const states = (paid: number, today: string) => instalmentStates(plan, paid, today).map(({ state }) => state)
  expect(states(150, '2022-02-01')).toEqual(['paid', 'partly', 'open'])
  expect(states(150, '2022-02-02')).toEqual(['paid', 'late', 'open'])
  expect(states(-50, '2022-01-02')).toEqual(['late', 'open', 'open'])
  expect(states(300, '2023-01-01')).toEqual(['paid', 'paid', 'paid'])
})

test.each([
  [[], null, 'no_instalment'],
  [[['2022-01-01', 10]], 0, 'day_past'],
  [
    [
      ['2022-02-01', 5],
      ['2022-02-01', 5],
    ],
    1,
    'days_out_of_order',
  ],
  [
    [
      ['2022-02-01', 5],
      ['2022-02-02', 4],
    ],
    null,
    'not_what_is_owed',
  ],
] as const)('a plan of %o is refused at %s: %s', (rows, at, code) =>
  expect(
    planFault(
      rows.map(([dueOn, amountFen]) => ({ dueOn, amountFen })),
      10,
      '2022-01-15',
    ),
  ).toEqual({ at, code }),
)

test.each([
  [null, 0, 'settle'],
  [null, 1, null],
  ['settled', 0, null],
  ['settled', 1, 'go_on'],
  ['decided', 0, null],
  ['decided', 1, null],
] as const)('a case ended by %s of which %d fen are owed: %s', (endKind, owed, step) =>
  expect(followOf({ endKind }, owed)).toBe(step),
)
