import { problemsIn } from './read-problems.ts'
import type { FactValue } from './values.ts'

/** One cell of a column that stands for a problem: ticked, denied, or nothing plain. */
export type Mark = { label: string; is: boolean | null; word: string | null; cell: string }

/** What a mark says of a fact. `isImplied`: the cell is blank, and the row's own count says that nothing is left out. */
export type MarkedFact = {
  fact: string
  value: FactValue | null
  said: string | null
  cell: string
  isImplied: boolean
}

/** Of these a ledger that names no problem says that all is well; of the others it says nothing. */
const settledByAbsence: ReadonlySet<string> = new Set([
  'land_source_papers',
  'excess_land_is_small',
  'over_quota_land',
  'land_split_needed',
  'use_change_needed',
  'land_is_protected',
  'planning_permit',
  'planning',
  'unapproved_extension',
  'construction_permit',
  'acceptance',
  'fire',
  'civil_defence',
  'civil_defence_fee_paid',
  'cadastral_survey',
  'building_table',
  'common_parts_confirmed',
  'developer_violation',
  'contracts_in_order',
  'invoices_issued',
  'land_price_settled',
  'taxes_settled',
  'seized',
  'mortgaged',
  'disputed',
])

/** What the row says beside its marks. */
export type MarkedRow = { count: number | null; completedIn: string | null; asOf: string }

/**
 * The facts that the problem columns of one row establish. A tick is the problem, a no its contrary. A blank is a no
 * only where the row counts exactly its ticks; otherwise nothing is known by it.
 */
export function factsOfMarks(marks: readonly Mark[], row: MarkedRow): MarkedFact[] {
  const isCounted = row.count === marks.filter(({ is }) => is === true).length
  const read = marks.flatMap((mark) => factsOfMark(mark, row, isCounted))
  const ticked = read.filter(({ is }) => is === true)
  const others = read.filter(({ is, fact }) => is !== true && !ticked.some((tick) => tick.fact === fact))
  return [...ticked, ...others.filter(isFirstWord)].map(({ is: _, ...fact }) => fact)
}

type ReadMark = MarkedFact & { is: boolean | null }

function factsOfMark(mark: Mark, row: MarkedRow, isCounted: boolean): ReadMark[] {
  const isBlank = mark.is === null && mark.word === null
  const is = isBlank && isCounted ? false : mark.is
  return problemsOfLabel(mark.label, row.asOf).flatMap(({ fact, value }) => {
    if (is === false && !saysNo(fact, value, mark.label, row.completedIn)) return []
    const said = isBlank && is === false ? `问题数 ${row.count}` : mark.word
    const stated = is === null ? null : is ? value : contraryOf(value)
    return [{ fact, value: stated, said, cell: mark.cell, isImplied: isBlank && is === false, is }]
  })
}

/** What a label names; a bare thing under 存在问题 (消防验收) is meant to be missing. */
function problemsOfLabel(label: string, asOf: string): { fact: string; value: FactValue }[] {
  const named = problemsIn(label, asOf)
  return named.length > 0 ? named : problemsIn(`${label}缺失`, asOf)
}

/** Whether an unticked column says that all is well with this estate. */
function saysNo(fact: string, value: FactValue, label: string, completedIn: string | null): boolean {
  if (!settledByAbsence.has(fact) || (typeof value === 'string' && value !== 'incomplete')) return false
  const before = /(\d{4})年?(?:\d{1,2}月)?(?:以?前|之前)/.exec(label)?.[1]
  // 2013年前无人防手续 is not asked of what was built later
  return before === undefined || (completedIn !== null && completedIn < before)
}

const contraryOf = (value: FactValue): FactValue => (value === 'incomplete' ? 'complete' : value !== true)

/** Of several columns about the same fact, the first that says something; else the first. */
function isFirstWord(one: ReadMark, _: number, all: readonly ReadMark[]): boolean {
  const same = all.filter(({ fact }) => fact === one.fact)
  return one === (same.find(({ value }) => value !== null) ?? same[0])
}
