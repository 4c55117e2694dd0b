import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capitalAmount } from './capital-amount.ts'
import { differencesOf, readCounted, refuseAcceptance, refuseCount, totalOf } from './closing.ts'
import { changeOf, refuseWays, splitByWay } from './visits.ts'

describe('a visit', () => {
  const cash = (fen: number, tenderedFen: number | null = null) => ({ way: 'cash', fen, tenderedFen }) as const
  const pos = (fen: number) => ({ way: 'pos', fen, tenderedFen: null }) as const

  test('pays exactly what its dues are paid by', () => {
    expect(refuseWays(100_00, [pos(60_00), cash(40_00, 50_00)])).toBeNull()
    expect(refuseWays(100_00, [pos(60_00)])).toMatchObject({ code: 'ways_short', at: 0 })
    expect(refuseWays(100_00, [pos(60_00), cash(40_01)])?.words).toContain('多出 0.01 元')
  })

  test('names a way once, and takes no cash that is short', () => {
    expect(refuseWays(2, [pos(1), pos(1)])).toMatchObject({ code: 'way_twice', at: 1 })
    expect(refuseWays(40_00, [cash(40_00, 39_99)])).toMatchObject({ code: 'cash_short', at: 0 })
    expect(changeOf(cash(40_00, 50_00))).toBe(10_00)
  })

  test('is split so that every way and every due comes out to the fen', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(amounts, fc.array(fc.nat(), { minLength: 0, maxLength: 3 }), (dues, cuts) => {
        const total = dues.reduce((sum, fen) => sum + fen, 0)
        const at = [...new Set([0, ...cuts.map((cut) => cut % total), total])].toSorted((a, b) => a - b)
        const ways = at.slice(1).map((cut, no) => ({ fen: cut - (at[no] ?? 0) }))
        const allocations = dues.map((fen, no) => ({ dueId: String(no), fen }))
        const split = splitByWay(allocations, ways)
        const sum = (list: readonly { fen: number }[]) => list.reduce((all, { fen }) => all + fen, 0)
        expect(split.map(sum)).toEqual(ways.map(({ fen }) => fen))
        expect(allocations.map(({ dueId }) => sum(split.flat().filter((part) => part.dueId === dueId)))).toEqual(dues)
        expect(split.flat().every(({ fen }) => fen > 0)).toBe(true)
      }),
    )
  })
})

describe('a closing', () => {
  const booked = { cash: 500_00, pos: 300_00, bank: 0, offset: 0 }
  const count = { day: '2022-10-09', today: '2022-10-09', entries: 3, booked, counted: booked, reason: null }
  const counted = { countedBy: 'a', isClosed: false, isEven: false, booked }

  test('is closed by a count without difference; a difference must be explained, also one that evens out', () => {
    expect(refuseCount(null, count)).toBeNull()
    const swapped = { ...count, counted: { ...booked, cash: 300_00, pos: 500_00 } }
    expect(totalOf(differencesOf(booked, swapped.counted))).toBe(0)
    expect(refuseCount(null, swapped)).toBe('difference_unexplained')
    expect(refuseCount(null, { ...swapped, reason: '刷卡记成现金' })).toBeNull()
  })

  test('is not of a day to come, of nothing, or closed twice', () => {
    expect(refuseCount(null, { ...count, day: '2022-10-10' })).toBe('day_in_future')
    expect(refuseCount(null, { ...count, entries: 0 })).toBe('nothing_to_close')
    expect(refuseCount({ ...counted, isClosed: true }, count)).toBe('already_closed')
  })

  test('is accepted by another person, of what is still booked so', () => {
    expect(refuseAcceptance(null, { by: 'b', bookedNow: booked })).toBe('not_counted')
    expect(refuseAcceptance(counted, { by: 'a', bookedNow: booked })).toBe('own_difference')
    expect(refuseAcceptance(counted, { by: 'b', bookedNow: { ...booked, cash: 1 } })).toBe('booked_since')
    expect(refuseAcceptance({ ...counted, isClosed: true }, { by: 'b', bookedNow: booked })).toBe('already_closed')
    expect(refuseAcceptance(counted, { by: 'b', bookedNow: booked })).toBeNull()
  })
})

test.each([
  ['', 0],
  ['1,234.56', 1_234_56],
  ['-80', -80_00],
  ['$5', { fault: 'foreign' }],
  ['--5', { fault: 'negative' }],
  ['0.001', { fault: 'parts_of_a_fen' }],
])('a count of “%s” is read', (typed, read) => {
  expect(readCounted(typed)).toEqual(read)
})

test.each([
  [0, '人民币零元整'],
  [5, '人民币伍分'],
  [60, '人民币陆角整'],
  [80_00, '人民币捌拾元整'],
  [120_05, '人民币壹佰贰拾元零伍分'],
  [1_006_00, '人民币壹仟零陆元整'],
  [1_680_32, '人民币壹仟陆佰捌拾元叁角贰分'],
  [10_000_00, '人民币壹万元整'],
  [10_005_00, '人民币壹万零伍元整'],
  [10_500_00, '人民币壹万零伍佰元整'],
  [107_000_53, '人民币壹拾万柒仟元伍角叁分'],
  [6_000_007_14, '人民币陆佰万零柒元壹角肆分'],
  [100_000_000_00, '人民币壹亿元整'],
  [100_000_001_00, '人民币壹亿零壹元整'],
  [123_456_789_99, '人民币壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元玖角玖分'],
  [-80_00, '人民币负捌拾元整'],
])('%d fen is written %s', (fen, words) => {
  expect(capitalAmount(fen)).toBe(words)
})
