import type { IsoDate } from '../shared/quantities.ts'
import type { ApplicationKind } from './states.ts'

/** Gates 并联环节: what is looked at side by side, each at its own desk, before an application is entered. */
export const gates = ['papers', 'tax', 'fund', 'inspection', 'notice', 'review'] as const
export type Gate = (typeof gates)[number]

/** The gates an application of a kind goes through, none left out and none added. */
export const gatesOf = {
  first: ['papers', 'inspection', 'notice', 'review'],
  transfer: ['papers', 'tax', 'fund', 'review'],
} as const satisfies Record<ApplicationKind, readonly Gate[]>

/** `deferred`: passed over for now, as 证缴分离 has it; both it and `not_needed` stand on a rule that is named. */
export const gateStates = ['open', 'passed', 'not_needed', 'deferred'] as const
export type GateState = (typeof gateStates)[number]

/** What refusals and prints call them. */
export const gateNames = {
  papers: '材料',
  tax: '税费',
  fund: '维修资金',
  inspection: '实地查看',
  notice: '公告',
  review: '审核',
} as const satisfies Record<Gate, string>

export type GateStanding = { gate: Gate; state: GateState; decidedOn: IsoDate | null; decidedBy: string | null }

/** Gates that still hold up the entry. */
export const openGates = (standings: readonly GateStanding[]): Gate[] =>
  standings.filter(({ state }) => state === 'open').map(({ gate }) => gate)

export type NewGate = { gate: Gate; state: 'open' | 'not_needed' | 'deferred'; basis: string | null }

export type GateFault = 'gates_other_than_kind' | 'gate_without_basis' | 'review_left_out'

/** What is wrong with the gates an application is handed in with; `null`: nothing. */
export function findGatesFault(kind: ApplicationKind, given: readonly NewGate[]): GateFault | null {
  const expected: readonly Gate[] = gatesOf[kind]
  const named = given.map(({ gate }) => gate)
  if (named.length !== expected.length || expected.some((gate) => !named.includes(gate))) return 'gates_other_than_kind'
  if (given.some(({ gate, state }) => gate === 'review' && state !== 'open')) return 'review_left_out'
  return given.some(({ state, basis }) => state !== 'open' && !basis) ? 'gate_without_basis' : null
}
