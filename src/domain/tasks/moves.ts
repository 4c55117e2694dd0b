/** Where a task stands. 销号 (written_off) ends it well, cancelled ends it without. */
export const taskStates = [
  'issued',
  'received',
  'working',
  'paused',
  'submitted',
  'returned',
  'accepted',
  'written_off',
  'cancelled',
] as const
export type TaskState = (typeof taskStates)[number]

/** States in which somebody still has to do something. */
export const openStates = taskStates.filter((state) => state !== 'written_off' && state !== 'cancelled')

/**
 * Who may make a move: `holder` – the responsible unit, or the clearance office in its place; `checker` – whoever may
 * check, but never the person who handed the task in; `office` – whoever assigns tasks.
 */
export type TaskHand = 'holder' | 'checker' | 'office'

type Move = { from: readonly TaskState[]; to: TaskState | 'as_before'; by: TaskHand }

/**
 * The lawful moves of a task; what is not listed is not allowed. Two-person rule of the report's 销号: what one person
 * hands in, another checks and writes off.
 */
export const taskMoves = {
  receive: { from: ['issued'], to: 'received', by: 'holder' },
  start: { from: ['received', 'returned'], to: 'working', by: 'holder' },
  submit: { from: ['received', 'working', 'returned'], to: 'submitted', by: 'holder' },
  return: { from: ['submitted', 'accepted'], to: 'returned', by: 'checker' },
  accept: { from: ['submitted'], to: 'accepted', by: 'checker' },
  write_off: { from: ['submitted', 'accepted'], to: 'written_off', by: 'checker' },
  pause: { from: ['issued', 'received', 'working', 'returned'], to: 'paused', by: 'office' },
  resume: { from: ['paused'], to: 'as_before', by: 'office' },
  cancel: { from: ['issued', 'received', 'working', 'paused', 'returned'], to: 'cancelled', by: 'office' },
} as const satisfies Record<string, Move>

export type TaskMove = keyof typeof taskMoves

/** States in which it is the responsible unit that must act: only then is a task overdue, and only then is more time asked for. */
export const inHandStates: readonly TaskState[] = taskMoves.pause.from

export const taskMoveNames = Object.keys(taskMoves) as TaskMove[] // the keys of a literal

/** What a move looks at. `evidence`: papers brought since the last handing-in. */
export type TaskStanding = {
  state: TaskState
  pausedFrom: TaskState | null
  submittedBy: string | null
  organisationId: string
  evidence: number
  /** Tasks it needs that are neither written off nor cancelled. */
  waitsFor: number
}

/** Who makes a move: an account, the organisation it works for, and what it may do with tasks of this county. */
export type TaskMover = {
  accountId: string
  organisationId: string | null
  hands: readonly TaskHand[]
  isOffice: boolean
}

export type TaskRefusal =
  | { code: 'wrong_state'; state: TaskState }
  | { code: 'not_your_hand'; needs: TaskHand }
  | { code: 'other_unit' }
  | { code: 'own_submission' }
  | { code: 'no_evidence' }
  | { code: 'waits_for_others'; n: number }

export type TaskDecision = { allowed: true; to: TaskState } | { allowed: false; refusal: TaskRefusal }

const no = (refusal: TaskRefusal): TaskDecision => ({ allowed: false, refusal })

/** May this person make this move now, and where does it lead? */
export function decideMove(task: TaskStanding, move: TaskMove, mover: TaskMover): TaskDecision {
  const { from, to, by }: Move = taskMoves[move]
  if (!mover.hands.includes(by)) return no({ code: 'not_your_hand', needs: by })
  if (by === 'holder' && !mover.isOffice && mover.organisationId !== task.organisationId)
    return no({ code: 'other_unit' })
  if (!from.includes(task.state)) return no({ code: 'wrong_state', state: task.state })
  if (by === 'checker' && task.submittedBy === mover.accountId) return no({ code: 'own_submission' })
  if (move === 'submit' && task.evidence === 0) return no({ code: 'no_evidence' })
  if (move === 'submit' && task.waitsFor > 0) return no({ code: 'waits_for_others', n: task.waitsFor })
  return { allowed: true, to: to === 'as_before' ? (task.pausedFrom ?? 'received') : to }
}

/** States in which papers may still be brought: until the task is handed in. */
const paperStates: readonly TaskState[] = ['issued', ...taskMoves.submit.from]

/** Why a person may not bring papers to a task now; `null` when they may. */
export function refusePapers(task: TaskStanding, mover: TaskMover): TaskRefusal | null {
  if (!mover.hands.includes('holder')) return { code: 'not_your_hand', needs: 'holder' }
  if (!mover.isOffice && mover.organisationId !== task.organisationId) return { code: 'other_unit' }
  return paperStates.includes(task.state) ? null : { code: 'wrong_state', state: task.state }
}

/** The moves a person may make now: what a screen offers. */
export const movesFor = (task: TaskStanding, mover: TaskMover): TaskMove[] =>
  taskMoveNames.filter((move) => decideMove(task, move, mover).allowed)
