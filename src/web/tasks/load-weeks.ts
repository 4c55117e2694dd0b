import type { Schedule } from '#contract/schedule.ts'

type Cell = { days: number; steps: number }

export type LoadTable = {
  weeks: string[]
  units: { organisation: string; total: number; cells: (Cell | null)[] }[]
  most: number
}

/** Load by unit and week: the busiest unit first, weeks in order, each cell in its place. */
export function loadTable(load: Schedule['load']): LoadTable {
  const weeks = [...new Set(load.map(({ week }) => week))].sort()
  const units = Map.groupBy(load, ({ organisation }) => organisation)
  return {
    weeks,
    units: [...units]
      .map(([organisation, parts]) => ({
        organisation,
        total: parts.reduce((sum, { days }) => sum + days, 0),
        cells: weeks.map((week) => parts.find((part) => part.week === week) ?? null),
      }))
      .sort((one, other) => other.total - one.total),
    most: Math.max(1, ...load.map(({ days }) => days)),
  }
}
