import { dayNumber, dayOfNumber } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'

/** Where a number comes from. `verified` false: practice or memory, to be held against the text before anybody is charged by it alone. */
export type RateSource = { document: string; number: string | null; verified: boolean }

/** A row of a table that holds for a time: from this day, up to and with that day; `until` null: still. */
export type Dated = { from: IsoDate; until: IsoDate | null; source: RateSource }

/** The first place where the rows of a table leave a day out or hold on the same day twice; null when they follow each other. */
export function findTableFault(rows: readonly Dated[]): { fault: 'gap' | 'overlap' | 'backwards'; on: IsoDate } | null {
  const order = rows.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))
  for (const [at, row] of order.entries()) {
    if (row.until !== null && row.until < row.from) return { fault: 'backwards', on: row.from }
    const next = order[at + 1]
    if (!next) continue
    if (row.until === null || row.until >= next.from) return { fault: 'overlap', on: next.from }
    const dayAfter = dayOfNumber(dayNumber(row.until) + 1)
    if (dayAfter !== next.from) return { fault: 'gap', on: dayAfter }
  }
  return null
}

/** The row that holds on a day, or undefined where the table says nothing of it. */
export function inForceOn<R extends Dated>(rows: readonly R[], day: IsoDate): R | undefined {
  return rows.find(({ from, until }) => from <= day && (until === null || day <= until))
}

/** Which row of a table a fault is found at: the one that begins too early, too late, or after its own end. */
export function rowAtFault(rows: readonly Dated[], { fault, on }: { fault: string; on: IsoDate }): number {
  if (fault !== 'gap') return rows.findLastIndex(({ from }) => from === on)
  const after = rows.map(({ from }) => from).filter((from) => from > on)
  return rows.findLastIndex(({ from }) => from === after.toSorted()[0])
}
