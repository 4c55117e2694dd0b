import type { DiagnosisBoard } from '#contract/diagnosis-board.ts'
import type { Counted } from './VerdictBars.tsx'

export type ParetoRow = {
  requirement: string
  title: string
  titleEn?: string | undefined
  missing: number
  unknown: number
  alone: number
  /** Share of all blockages that this requirement and those before it make up. */
  cumulative: number
}

/** What holds up most homes first, and how much of it all the first ones make up. Requirements nobody lacks stay out. */
export function paretoRows(requirements: DiagnosisBoard['requirements'], counted: Counted): ParetoRow[] {
  const blocked = requirements
    .map(({ requirement, title, titleEn, missing, unknown, alone }) => ({
      requirement,
      title,
      titleEn,
      missing: missing[counted],
      unknown: unknown[counted],
      alone: alone[counted],
    }))
    .filter((row) => row.missing + row.unknown > 0)
    .sort((a, b) => b.missing + b.unknown - (a.missing + a.unknown))
  const all = blocked.reduce((sum, row) => sum + row.missing + row.unknown, 0)
  let sofar = 0
  return blocked.map((row) => {
    sofar += row.missing + row.unknown
    return { ...row, cumulative: sofar / all }
  })
}
