import type { DiagnosisBoard } from '#contract/diagnosis-board.ts'
import type { Verdict } from '#domain/diagnosis/diagnosis.ts'
import type { Counted } from './VerdictBars.tsx'

/** What the list of estates is narrowed to; it travels in the address. */
export type BoardFilter = {
  verdict?: Verdict | undefined
  requirement?: string | undefined
  unit?: string | undefined
  ask?: string | undefined
  unsettled?: 'yes' | undefined
  contradicted?: 'yes' | undefined
}

export type BoardPartProps = {
  board: DiagnosisBoard
  counted: Counted
  filter: BoardFilter
  onFilter: (filter: BoardFilter) => void
}
