import type { GateStanding } from '../gates.ts'
import type { ApplicationState } from '../states.ts'

/** What comes next for a home at the one window, in the order in which it comes. */
export const windowSteps = [
  'first_registration',
  'lift_restriction',
  'apply',
  'accept',
  'correct',
  'pass_gates',
  'review',
  'enter',
  'certify',
  'deliver',
  'done',
] as const
export type WindowStep = (typeof windowSteps)[number]

const afterEntry = { entered: 'certify', certified: 'deliver', delivered: 'done' } as const

/**
 * The one next thing to be done for a home. `isBlocked`: something rests on it that holds up a transfer; papers and gates go
 * on meanwhile, only application and entry wait.
 */
export function nextStep(
  home: { firstRegisteredOn: string | null; transferredOn: string | null; isBlocked: boolean },
  application: { state: ApplicationState; gates: readonly Pick<GateStanding, 'gate' | 'state'>[] } | null,
): WindowStep {
  const state = application?.state
  if (state === 'entered' || state === 'certified' || state === 'delivered') return afterEntry[state]
  if (home.transferredOn !== null) return 'done'
  if (home.firstRegisteredOn === null) return 'first_registration'
  if (state === 'submitted') return 'accept'
  if (state === 'correcting') return 'correct'
  if (!application || state !== 'accepted') return home.isBlocked ? 'lift_restriction' : 'apply'
  const open = application.gates.filter((gate) => gate.state === 'open').map(({ gate }) => gate)
  if (open.some((gate) => gate !== 'review')) return 'pass_gates'
  if (open.length > 0) return 'review'
  return home.isBlocked ? 'lift_restriction' : 'enter'
}
