import type { IsoDate } from '../../shared/quantities.ts'

export const appointmentStates = ['booked', 'arrived', 'done', 'missed', 'cancelled'] as const
export type AppointmentState = (typeof appointmentStates)[number]

/** The lawful moves of an appointment; what is not listed is not allowed. `move` gives it another time. */
export const appointmentMoves = {
  move: { from: ['booked'], to: 'booked' },
  arrive: { from: ['booked'], to: 'arrived' },
  finish: { from: ['booked', 'arrived'], to: 'done' },
  miss: { from: ['booked'], to: 'missed' },
  cancel: { from: ['booked'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly AppointmentState[]; to: AppointmentState }>

export type AppointmentMove = keyof typeof appointmentMoves
export const appointmentMoveNames = Object.keys(appointmentMoves) as AppointmentMove[] // the keys of a literal

export type AppointmentRefusal = 'no_such_appointment' | 'wrong_state' | 'day_not_come' | 'day_is_over'

export const appointmentWords: Record<AppointmentRefusal, string> = {
  no_such_appointment: '没有这个预约',
  wrong_state: '预约已经结束或已到场，不能再这样处理',
  day_not_come: '预约的日子还没有到，不能记到场、办结或爽约',
  day_is_over: '预约的日子已经过去，不能改期或取消；没有来的请记爽约',
}

/** May this be done with an appointment today? Nobody arrives before the day, and nothing is moved once it is over. */
export function decideAppointment(
  { state, heldOn }: { state: AppointmentState; heldOn: IsoDate },
  move: AppointmentMove,
  today: IsoDate,
): AppointmentRefusal | null {
  const from: readonly AppointmentState[] = appointmentMoves[move].from
  if (!from.includes(state)) return 'wrong_state'
  const isPlan = move === 'move' || move === 'cancel'
  if (isPlan) return heldOn < today ? 'day_is_over' : null
  return heldOn > today ? 'day_not_come' : null
}
