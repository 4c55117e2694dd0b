/** draft 草稿 → submitted 已报送 → returned 退回 (and handed in again) or accepted 已采纳. */
export const handInStates = ['draft', 'submitted', 'returned', 'accepted'] as const
export type HandInState = (typeof handInStates)[number]

/** What is handed in: in words, and, where asked, numbers; a number left out is a gap, not a zero. */
export type HandInWords = { progress: string; difficulties: string; nextPlan: string }

/**
 * Numbers handed in beside those counted: of a unit how its tasks stand at the end of the period, of a county how far its
 * homes are.
 */
export const handedFigures = {
  written_off: { by: 'unit', name: '本期销号任务', measure: '项' },
  open: { by: 'unit', name: '在办任务', measure: '项' },
  overdue: { by: 'unit', name: '其中逾期', measure: '项' },
  first_registered: { by: 'county', name: '累计首次登记', measure: '套' },
  transferred: { by: 'county', name: '累计转移登记', measure: '套' },
} as const satisfies Record<string, { by: 'unit' | 'county'; name: string; measure: string }>
export type HandedFigure = keyof typeof handedFigures
export const handedFigureNames = Object.keys(handedFigures) as HandedFigure[] // the table's own keys

/** The figures a unit, or a county, is asked for. */
export const figuresAsked = (by: 'unit' | 'county'): HandedFigure[] =>
  handedFigureNames.filter((name) => handedFigures[name].by === by)

/** One number as handed in and as counted; `null` where nobody told it. */
export type HeldFigure = { name: HandedFigure; handed: number | null; counted: number | null }

/** What one unit or county handed in, as a report tells it; `null` state: nothing. */
export type HandInLine = HandInWords & {
  who: string
  state: HandInState | null
  isLate: boolean
  figures: HeldFigure[]
}

/** Which moves there are and from where; what is not listed here is not allowed. */
export const handInMoves = {
  save: { from: [null, 'draft', 'returned'], refusal: '已经报送，不能再改；请清零办退回后再改' },
  submit: { from: [null, 'draft', 'returned'], refusal: '已经报送，不必再报' },
  return: { from: ['submitted'], refusal: '只有已报送、还没有采纳的才能退回' },
  accept: { from: ['submitted'], refusal: '只有已报送的才能采纳' },
} as const satisfies Record<string, { from: readonly (HandInState | null)[]; refusal: string }>
export type HandInMove = keyof typeof handInMoves

/** Whether a hand-in that stands so may move so. */
export function mayMove(move: HandInMove, state: HandInState | null): boolean {
  const from: readonly (HandInState | null)[] = handInMoves[move].from
  return from.includes(state)
}
