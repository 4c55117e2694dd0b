import type { Fen, IsoDate } from '../shared/quantities.ts'
import { arrearsOf, type DueStanding } from './entries.ts'
import { type RowOutcome, type RowReason, rowReasons } from './list-findings.ts'
import { yuanOf } from './money.ts'
import { isOfRun } from './receipts.ts'

/** A line that can be read: what it asks to be booked, and what the records say of the things it names. */
export type ReadableRow = {
  rowNo: number
  sheetRow: number
  fen: Fen
  paidOn: IsoDate
  receiptNo: string
  hasName: boolean
  hasKind: boolean
  kindWord: string | null
  /** Null: the line names no estate. */
  estateKnown: boolean | null
  nearestEstate: string | null
  namesHome: boolean
  /** The payment that carries the line's receipt number already. */
  booked: { fen: Fen; paidOn: IsoDate; isReversed: boolean } | null
}

/** A due, or a home without one, that a line may be about, with what speaks for it. */
export type Candidate = {
  /** Null: the home has no due of the kind. */
  dueId: string | null
  unitId: string | null
  standing: DueStanding | null
  byNumber: boolean
  byId: boolean
  byPlace: boolean
  byName: boolean
  isOrganisation: boolean
  idDiffers: boolean
  /** Whom the records name, to be told where the line names another. */
  debtor: string
}

export type Verdict = {
  rowNo: number
  outcome: RowOutcome
  why: RowReason
  detail: string | null
  /** The due it is about, also where all of the money is held. */
  dueId: string | null
  paysFen: Fen
  heldFen: Fen
  /** Dues a person may choose from. */
  candidates: readonly string[]
}

/**
 * What becomes of each line, in the order of the list: earlier lines use up what a due still owes, and the first line under a
 * receipt number has it. Every fen of a line is booked, held, or stays outside with the line's reason.
 */
export function judgeLines(
  rows: readonly ReadableRow[],
  candidatesOf: (rowNo: number) => readonly Candidate[],
): readonly Verdict[] {
  const firstUnder = new Map<string, number>()
  const spent = new Map<string, Fen>()
  return rows.map((row) => {
    const first = firstUnder.get(row.receiptNo)
    if (first !== undefined) return verdict(row, 'receipt_twice', String(first))
    firstUnder.set(row.receiptNo, row.sheetRow)
    if (row.booked) return judgeBooked(row, row.booked)
    if (isOfRun(row.receiptNo)) return verdict(row, 'receipt_of_run', null)
    const candidates = candidatesOf(row.rowNo)
    const found = findDue(row, candidates)
    if (found.candidate === null) return verdict(row, found.why, found.detail, dueIdsOf(candidates))
    return payOn(row, found.candidate, found.why, spent)
  })
}

const dueIdsOf = (candidates: readonly Candidate[]): readonly string[] => [
  ...new Set(candidates.flatMap(({ dueId, standing }) => (dueId && standing && !standing.isCancelled ? dueId : []))),
]

/** A receipt number that stands in the books: the same payment again, or a contradiction. */
function judgeBooked(row: ReadableRow, { fen, paidOn, isReversed }: NonNullable<ReadableRow['booked']>): Verdict {
  if (isReversed) return verdict(row, 'receipt_reversed', null)
  if (fen === row.fen && paidOn === row.paidOn) return verdict(row, 'booked_before', null)
  return verdict(row, 'receipt_differs', `${yuanOf(fen)} 元，${paidOn}`)
}

type Found = { candidate: Candidate; why: RowReason } | { candidate: null; why: RowReason; detail: string | null }

/** The one due a line is about, with how it was found; or why no one due can be told. */
function findDue(row: ReadableRow, candidates: readonly Candidate[]): Found {
  if (candidates.length === 0) return nothingFound(row)
  const strongest = strongestOf(row, candidates)
  const [one] = strongest.found
  if (!one || strongest.way === null) return unsure(row, candidates)
  if (!row.hasKind) return { candidate: null, why: 'kind_unknown', detail: row.kindWord }
  const owed = strongest.found.filter(({ standing }) => standing && arrearsOf(standing) > 0)
  const [due, another] = owed
  if (another) return { candidate: null, why: 'several', detail: String(owed.length) }
  if (due) return { candidate: due, why: strongest.way }
  const ended = strongest.found.filter(({ dueId }) => dueId !== null)
  if (ended.length === 0) return { candidate: null, why: 'no_due', detail: null }
  if (new Set(ended.map(({ unitId }) => unitId)).size > 1)
    return { candidate: null, why: 'several', detail: String(ended.length) }
  return { candidate: ended.find(({ standing }) => !standing?.isCancelled) ?? ended[0] ?? one, why: strongest.way }
}

/** Ways that leave no doubt, the strongest first. */
const sureWays: readonly { way: RowReason; holds: (candidate: Candidate, row: ReadableRow) => boolean }[] = [
  { way: 'by_number', holds: ({ byNumber }) => byNumber },
  { way: 'by_id_and_place', holds: ({ byId, byPlace }) => byId && byPlace },
  { way: 'by_id', holds: ({ byId, byName }, { hasName }) => byId && (byName || !hasName) },
  {
    way: 'by_place_and_name',
    holds: ({ byPlace, byName, idDiffers, isOrganisation }) => byPlace && byName && !idDiffers && !isOrganisation,
  },
  {
    way: 'by_organisation',
    holds: ({ isOrganisation, byName, byPlace }, row) =>
      isOrganisation && byName && (byPlace || row.estateKnown === null),
  },
]

/** What the strongest way finds. An ID number of one home on a line that names another is no way at all. */
function strongestOf(
  row: ReadableRow,
  candidates: readonly Candidate[],
): { way: RowReason | null; found: readonly Candidate[] } {
  for (const { way, holds } of sureWays) {
    if ((way === 'by_id' || way === 'by_place_and_name') && contradicts(candidates)) continue
    const found = candidates.filter((candidate) => holds(candidate, row))
    if (found.length > 0) return { way, found }
  }
  return { way: null, found: [] }
}

const contradicts = (candidates: readonly Candidate[]): boolean =>
  candidates.some(({ byId, byPlace }) => byId && !byPlace) && candidates.some(({ byId, byPlace }) => byPlace && !byId)

function nothingFound({ estateKnown, nearestEstate, namesHome }: ReadableRow): Found {
  if (estateKnown === false) return { candidate: null, why: 'unknown_estate', detail: nearestEstate }
  if (estateKnown && namesHome) return { candidate: null, why: 'unknown_home', detail: null }
  return { candidate: null, why: 'nobody', detail: null }
}

/** Something speaks for these, but not enough: what is missing is named. */
function unsure(row: ReadableRow, candidates: readonly Candidate[]): Found {
  const first = (why: RowReason, holds: (candidate: Candidate) => boolean): Found | null => {
    const found = candidates.find(holds)
    return found ? { candidate: null, why, detail: found.debtor || null } : null
  }
  if (contradicts(candidates)) return { candidate: null, why: 'contradicts', detail: null }
  const doubt =
    first('id_differs', ({ byPlace, byName, idDiffers }) => byPlace && byName && idDiffers) ??
    first('name_differs', ({ byId }) => byId) ??
    first('place_only', ({ byPlace, isOrganisation }) => byPlace && !isOrganisation)
  if (doubt) return doubt
  // a home by that name in another place says less than that the place itself is unknown
  return row.estateKnown === false
    ? { candidate: null, why: 'unknown_estate', detail: row.nearestEstate }
    : { candidate: null, why: 'name_only', detail: null }
}

/** Pays with a line what its due still owes; the rest is held. */
export function payOn(
  row: { rowNo: number; fen: Fen },
  candidate: Pick<Candidate, 'dueId' | 'standing'>,
  why: RowReason,
  spent: Map<string, Fen>,
): Verdict {
  const { dueId, standing } = candidate
  if (dueId === null || standing === null) throw new Error('a line is booked on a due')
  const used = spent.get(dueId) ?? 0
  const paysFen = standing.isCancelled ? 0 : Math.min(row.fen, Math.max(arrearsOf(standing) - used, 0))
  spent.set(dueId, used + paysFen)
  const heldFen = row.fen - paysFen
  const booked = { rowNo: row.rowNo, dueId, paysFen, heldFen, candidates: [] }
  if (heldFen === 0) return { ...booked, outcome: 'booked', why, detail: null }
  if (paysFen > 0) return { ...booked, outcome: 'held', why: 'more_than_owed', detail: yuanOf(heldFen) }
  return { ...booked, outcome: 'held', why: standing.isCancelled ? 'due_cancelled' : 'nothing_owed', detail: null }
}

const verdict = (
  row: ReadableRow,
  why: RowReason,
  detail: string | null,
  candidates: readonly string[] = [],
): Verdict => ({
  rowNo: row.rowNo,
  outcome: rowReasons[why].outcome,
  why,
  detail,
  dueId: null,
  paysFen: 0,
  heldFen: 0,
  candidates,
})
