import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowOutcomeNames } from './list-findings.ts'
import { type Candidate, judgeLines, type ReadableRow } from './matching.ts'

const row = (given: Partial<ReadableRow> = {}): ReadableRow => ({
  rowNo: 1,
  sheetRow: 2,
  fen: 100,
  paidOn: '2022-11-03',
  receiptNo: 'P-1',
  hasName: true,
  hasKind: true,
  kindWord: '契税',
  estateKnown: true,
  nearestEstate: null,
  namesHome: true,
  booked: null,
  ...given,
})

const candidate = (given: Partial<Candidate> = {}): Candidate => ({
  dueId: 'due',
  unitId: 'home',
  standing: { amountFen: 100, paidFen: 0, reducedFen: 0, isCancelled: false },
  byNumber: false,
  byId: false,
  byPlace: false,
  byName: false,
  isOrganisation: false,
  idDiffers: false,
  debtor: '甲某',
  ...given,
})

const judge = (line: ReadableRow, candidates: readonly Candidate[]) => judgeLines([line], () => candidates)[0]

describe('a due is found where nothing speaks against it', () => {
  test.each([
    ['by_number', { byNumber: true }, {}],
    ['by_id_and_place', { byId: true, byPlace: true }, {}],
    ['by_id', { byId: true, byName: true }, {}],
    ['by_id', { byId: true }, { hasName: false }],
    ['by_place_and_name', { byPlace: true, byName: true }, {}],
    ['by_organisation', { isOrganisation: true, byName: true, byPlace: true }, {}],
    ['by_organisation', { isOrganisation: true, byName: true }, { estateKnown: null }],
  ] as const)('%s', (why, of, line) =>
    expect(judge(row(line), [candidate(of)])).toMatchObject({
      outcome: 'booked',
      why,
      dueId: 'due',
      paysFen: 100,
      heldFen: 0,
    }),
  )
})

describe('where something is missing or contradicts, a person is asked and told why', () => {
  const known = { byPlace: true, byName: true }
  test.each([
    ['name_differs', {}, [candidate({ byId: true })]],
    ['id_differs', {}, [candidate({ ...known, idDiffers: true })]],
    ['place_only', {}, [candidate({ byPlace: true })]],
    ['name_only', {}, [candidate({ byName: true })]],
    [
      'contradicts',
      {},
      [candidate({ byId: true, byName: true }), candidate({ dueId: 'other', unitId: 'other', byPlace: true })],
    ],
    ['several', {}, [candidate(known), candidate({ ...known, dueId: 'second' })]],
    ['kind_unknown', { hasKind: false, kindWord: null }, [candidate(known)]],
    ['no_due', {}, [candidate({ ...known, dueId: null, standing: null })]],
    ['unknown_estate', { estateKnown: false }, []],
    ['unknown_home', {}, []],
    ['nobody', { estateKnown: null }, []],
  ] as const)('%s', (why, line, candidates) =>
    expect(judge(row(line), candidates)).toMatchObject({ outcome: 'doubtful', why, paysFen: 0, heldFen: 0 }),
  )
})

describe('money that came in is never turned away', () => {
  const known = { byPlace: true, byName: true }
  const standing = { amountFen: 100, paidFen: 0, reducedFen: 0, isCancelled: false }
  test.each([
    ['more_than_owed', { ...standing, paidFen: 40 }, 60, 40],
    ['nothing_owed', { ...standing, paidFen: 100 }, 0, 100],
    ['due_cancelled', { ...standing, reducedFen: 100, isCancelled: true }, 0, 100],
  ] as const)('%s', (why, of, paysFen, heldFen) =>
    expect(judge(row(), [candidate({ ...known, standing: of })])).toMatchObject({
      outcome: 'held',
      why,
      paysFen,
      heldFen,
    }),
  )

  test('a second line on a due has what the first left', () => {
    const lines = [
      row({ fen: 70 }),
      row({ rowNo: 2, receiptNo: 'P-2', fen: 70 }),
      row({ rowNo: 3, receiptNo: 'P-3', fen: 70 }),
    ]
    const verdicts = judgeLines(lines, () => [candidate(known)])
    expect(verdicts.map(({ paysFen, heldFen }) => [paysFen, heldFen])).toEqual([
      [70, 0],
      [30, 40],
      [0, 70],
    ])
  })
})

describe('a receipt number is booked once', () => {
  const booked = { fen: 100, paidOn: '2022-11-03', isReversed: false }
  test.each([
    ['already', 'booked_before', booked],
    ['refused', 'receipt_differs', { ...booked, fen: 99 }],
    ['refused', 'receipt_differs', { ...booked, paidOn: '2022-11-04' }],
    ['refused', 'receipt_reversed', { ...booked, isReversed: true }],
  ] as const)('%s: %s', (outcome, why, of) => expect(judge(row({ booked: of }), [])).toMatchObject({ outcome, why }))

  test('a number of the county’s own run that is not in the books is sent back', () =>
    expect(judge(row({ receiptNo: '收（2022）方山县第0000009号' }), [])).toMatchObject({
      outcome: 'refused',
      why: 'receipt_of_run',
    }))

  test('the second line under a number of the list is sent back, naming the first', () =>
    expect(judgeLines([row(), row({ rowNo: 2, sheetRow: 3 })], () => [])[1]).toMatchObject({
      outcome: 'refused',
      why: 'receipt_twice',
      detail: '2',
    }))
})

test('whatever lines come, every fen is booked, held or outside with a reason, and no due is paid more than it owes', () => {
  const flag = fc.boolean()
  const candidates = fc.array(
    fc.record({
      dueId: fc.constantFrom('a', 'b', 'c', null),
      unitId: fc.constantFrom('home', 'other', null),
      byNumber: flag,
      byId: flag,
      byPlace: flag,
      byName: flag,
      isOrganisation: flag,
      idDiffers: flag,
    }),
    { maxLength: 3 },
  )
  const standings = { a: 500, b: 100, c: 0 }
  const lines = fc.array(
    fc.record({
      fen: fc.integer({ min: 1, max: 400 }),
      receiptNo: fc.constantFrom('1', '2', '3', '4', '5', '6'),
      hasKind: flag,
      hasName: flag,
      estateKnown: fc.constantFrom(true, false, null),
      candidates,
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(lines, (given) => {
      const rows = given.map(({ candidates: _, ...line }, at) => row({ ...line, rowNo: at + 1 }))
      const verdicts = judgeLines(rows, (rowNo) =>
        (given[rowNo - 1]?.candidates ?? []).map((of) =>
          candidate({
            ...of,
            standing: of.dueId
              ? { amountFen: standings[of.dueId] + 10, paidFen: 10, reducedFen: 0, isCancelled: of.dueId === 'c' }
              : null,
          }),
        ),
      )
      const fenOf = (outcome: string) =>
        verdicts.reduce((sum, verdict, at) => sum + (verdict.outcome === outcome ? (rows[at]?.fen ?? 0) : 0), 0)
      expect(rowOutcomeNames.reduce((sum, outcome) => sum + fenOf(outcome), 0)).toBe(
        rows.reduce((sum, { fen }) => sum + fen, 0),
      )
      for (const [at, { outcome, paysFen, heldFen, dueId }] of verdicts.entries()) {
        expect(paysFen + heldFen).toBe(outcome === 'booked' || outcome === 'held' ? rows[at]?.fen : 0)
        expect(paysFen > 0 && dueId === null).toBe(false)
      }
      for (const [dueId, owed] of Object.entries(standings))
        expect(
          verdicts.reduce((sum, verdict) => sum + (verdict.dueId === dueId ? verdict.paysFen : 0), 0),
        ).toBeLessThanOrEqual(owed)
    }),
  )
})
