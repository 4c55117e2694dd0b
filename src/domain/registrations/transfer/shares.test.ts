import { expect, test } from 'vitest'
import { findSharesFault, makeTheWhole, readShare, type Share, shareWords } from './shares.ts'

test.each([
  ['1/2', '1/2'],
  [' 1 / 3 ', '1/3'],
  ['２／３', '2/3'],
  ['3分之1', '1/3'],
  ['50%', '50/100'],
  ['33.3333%', '333333/1000000'],
  ['100％', '100/100'],
])('the share “%s” is %s', (written, share) => {
  const read = readShare(written)

  expect(read && shareWords(read)).toBe(share)
})

test.each(['0/2', '3/2', '1/0', '0%', '101%', '一半', '0.5', '1/', '-1/2', '1/99999999', '33.33333%'])(
  '“%s” is no share',
  (written) => {
    expect(readShare(written)).toBeNull()
  },
)

/** Every way to divide a whole of up to twelve parts among two to four owners. */
function* divisions(whole: number, owners: number, least = 1): Generator<number[]> {
  if (owners === 1) {
    if (whole >= least) yield [whole]
    return
  }
  for (let first = least; first * owners <= whole; first++)
    for (const rest of divisions(whole - first, owners - 1, first)) yield [first, ...rest]
}

/** The same share, written with other numbers. */
const widened = ({ parts, whole }: Share, by: number): Share => ({ parts: parts * by, whole: whole * by })

test('whatever the whole is divided into makes the whole however it is written, and one part less or more does not', () => {
  let tried = 0
  for (let whole = 2; whole <= 12; whole++)
    for (let owners = 2; owners <= 4; owners++)
      for (const parts of divisions(whole, owners)) {
        const shares = parts.map((part, at) => widened({ parts: part, whole }, at * 7 + 1))
        tried++
        expect(makeTheWhole(shares)).toBe(true)
        expect(makeTheWhole(shares.toReversed())).toBe(true)
        expect(makeTheWhole(shares.slice(1))).toBe(false)
        expect(makeTheWhole([...shares, { parts: 1, whole: 1_000_000 }])).toBe(false)
      }
  expect(tried).toBeGreaterThan(100)
})

test('thirds are exact, and a hundredth left over is seen', () => {
  const third = { parts: 1, whole: 3 }

  expect(makeTheWhole([third, third, third])).toBe(true)
  expect(makeTheWhole([third, third, { parts: 3333, whole: 10_000 }])).toBe(false)
  expect(makeTheWhole([])).toBe(false)
})

test.each([
  ['sole', [null], null],
  ['sole', [null, null], 'sole_with_several'],
  [null, [null], null],
  [null, [null, null], 'several_without_kind'],
  ['joint', [null, null], null],
  [
    'joint',
    [
      { parts: 1, whole: 2 },
      { parts: 1, whole: 2 },
    ],
    null,
  ],
  [
    'joint',
    [
      { parts: 1, whole: 2 },
      { parts: 1, whole: 3 },
    ],
    'shares_not_whole',
  ],
  ['by_share', [{ parts: 1, whole: 2 }, null], 'shares_missing'],
  [
    'by_share',
    [
      { parts: 1, whole: 2 },
      { parts: 1, whole: 3 },
    ],
    'shares_not_whole',
  ],
  [
    'by_share',
    [
      { parts: 1, whole: 2 },
      { parts: 2, whole: 4 },
    ],
    null,
  ],
] as const)('%s with shares %j: %s', (coOwnership, shares, fault) => {
  expect(findSharesFault(coOwnership, shares)).toBe(fault)
})
