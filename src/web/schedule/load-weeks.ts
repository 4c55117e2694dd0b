import type { ScheduleLoad } from '#contract/schedule.ts'
import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'

type LoadRow = ScheduleLoad['rows'][number]
type LoadUnit = { key: string; countyName: string; unit: string; days: number; byWeek: ReadonlyMap<string, LoadRow> }

/** The units with the most work first, and every week from the first to the last, empty ones too. */
export function loadByUnit(rows: readonly LoadRow[]): { units: LoadUnit[]; weeks: string[]; most: number } {
  const units = [
    ...Map.groupBy(rows, ({ countyCode, organisationId, unit }) => `${countyCode} ${organisationId ?? unit}`),
  ]
    .flatMap(([key, own]) => {
      const [first] = own
      if (!first) return []
      const days = own.reduce((sum, row) => sum + row.days, 0)
      const byWeek = new Map(own.map((row) => [row.week, row]))
      return [{ key, countyName: first.countyName, unit: first.unit, days, byWeek }]
    })
    .toSorted((one, other) => other.days - one.days || one.key.localeCompare(other.key))
  return { units, weeks: weeksBetween(rows), most: rows.reduce((most, { days }) => Math.max(most, days), 0) }
}

function weeksBetween(rows: readonly LoadRow[]): string[] {
  if (rows.length === 0) return []
  const mondays = rows.map(({ week }) => dayNumber(week))
  const first = mondays.reduce((least, monday) => Math.min(least, monday))
  const last = mondays.reduce((most, monday) => Math.max(most, monday))
  return Array.from({ length: (last - first) / 7 + 1 }, (_, week) => dayOfNumber(first + week * 7))
}
