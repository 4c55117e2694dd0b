import { type CellNotes, type CleaningKind, type CleaningReport, cleaningKinds, type Habit } from '../cells/cleaning.ts'
import { type Finding, type FindingKind, findingKinds } from '../findings.ts'
import type { Cell } from '../sheet.ts'
import type { RecognisedColumn } from '../tables.ts'

/** What a rule has against a row: at a column, with other columns it is also about. */
type Doubt = {
  kind: FindingKind
  at: RecognisedColumn
  message: string
  related?: readonly (RecognisedColumn | undefined)[] | undefined
  suggestion?: string | undefined
}

/** Gathers what is noticed while the rows of one table are read. */
export type RowNotes = CellNotes & {
  start(row: number): void
  /** Says a doubt about the row at hand. */
  say(doubt: Doubt): void
  /** Whether a doubt of severity `error` already stands at the column in the row at hand. */
  isDoubted(column: RecognisedColumn | undefined): boolean
  /** Findings and number of cleaned cells of the row at hand. */
  take(): { findings: readonly Finding[]; cleaned: number }
  /** What was cleaned in all rows so far. */
  report(): CleaningReport[]
}

const none: readonly Finding[] = []

/** Notes on the rows of one table; `isTyped` is false for delimited text. */
export function createRowNotes(
  place: { file: string; sheet: string },
  isTyped: boolean,
  firstColumn: RecognisedColumn,
): RowNotes {
  const reports = new Map<CleaningKind, CleaningReport>()
  const habits: WatchedHabit[] = []
  let row = 0
  let findings: Finding[] | undefined
  let cleanedCells = 0
  let lastCleaned: RecognisedColumn | undefined

  const notes: RowNotes = {
    column: firstColumn,
    isTyped,
    start(number) {
      row = number
      findings = undefined
      cleanedCells = 0
      lastCleaned = undefined
    },
    cleaned(kind, raw, clean) {
      if (lastCleaned !== notes.column) cleanedCells++
      lastCleaned = notes.column
      const report = reports.get(kind)
      if (report) report.count++
      else reports.set(kind, { kind, count: 1, example: exampleOf(notes.column, row, raw, clean) })
    },
    habit(kind) {
      const watched = watchHabit(kind, () => `${notes.column.column}${row}`)
      habits.push(watched)
      return watched
    },
    doubt(kind, message, suggestion) {
      notes.say({ kind, at: notes.column, message, suggestion })
    },
    say({ kind, at, message, related = [], suggestion }) {
      const cells = related.flatMap((column) => (column ? [`${column.column}${row}`] : []))
      const finding = {
        ...place,
        cell: `${at.column}${row}`,
        kind,
        severity: findingKinds[kind],
        message,
        relatedCells: cells,
      }
      findings ??= []
      findings.push(suggestion === undefined ? finding : { ...finding, suggestion })
    },
    isDoubted(column) {
      if (!findings || !column) return false
      const cell = `${column.column}${row}`
      return findings.some((finding) => finding.cell === cell && finding.severity === 'error')
    },
    take: () => ({ findings: findings ?? none, cleaned: cleanedCells }),
    report: () => sumReports([...reports.values(), ...habits.flatMap((habit) => habit.exceptions())]),
  }
  return notes
}

type WatchedHabit = Habit & { exceptions(): CleaningReport[] }

function watchHabit(kind: CleaningKind, here: () => string): WatchedHabit {
  const writings = new Map<string, { count: number; cell: string; raw: Cell }>()
  return {
    saw(writing, raw) {
      const known = writings.get(writing)
      if (known) known.count++
      else writings.set(writing, { count: 1, cell: here(), raw })
    },
    exceptions() {
      const [usual, ...others] = [...writings].toSorted(([, one], [, other]) => other.count - one.count)
      return others.map(([, { count, cell, raw }]) => ({
        kind,
        count,
        example: { cell, raw: shownRaw(raw), clean: usual?.[0] ?? '' },
      }))
    },
  }
}

function sumReports(all: readonly CleaningReport[]): CleaningReport[] {
  const order = Object.keys(cleaningKinds)
  const byKind = new Map<CleaningKind, CleaningReport>()
  for (const report of all) {
    const sum = byKind.get(report.kind)
    byKind.set(report.kind, sum ? { ...sum, count: sum.count + report.count } : report)
  }
  return [...byKind.values()].toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}

function exampleOf(column: RecognisedColumn, row: number, raw: Cell, clean: unknown): CleaningReport['example'] {
  return { cell: `${column.column}${row}`, raw: shownRaw(raw), clean: String(clean) }
}

function shownRaw(raw: Cell): string {
  return typeof raw === 'object' && raw !== null ? ('day' in raw ? raw.day : raw.error) : String(raw)
}
