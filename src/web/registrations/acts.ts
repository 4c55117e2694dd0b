import type { ApplicationLine } from '#contract/registrations.ts'
import { actOfBatch, type BatchAct, batchPermission } from '#domain/registrations/batches.ts'
import { applicationMoves } from '#domain/registrations/moves.ts'
import type { Permission } from '#domain/staff/permissions.ts'

/** What pages offer for applications, in the order of the work. Handing in has a page of its own, and so has delivery. */
const offered = [
  'accept',
  'correct',
  'pass_papers',
  'pass_tax',
  'pass_fund',
  'pass_inspection',
  'pass_notice',
  'pass_review',
  'enter',
  'certify',
  'call_for_correction',
  'reject',
  'refuse',
  'withdraw',
] as const satisfies readonly BatchAct[]
export type OfferedAct = (typeof offered)[number]

type Standing = Pick<ApplicationLine, 'kind' | 'state' | 'gates'>

/** Whether an act leads anywhere from where an application stands; the server asks the rules again. */
function leadsOn(act: OfferedAct, { kind, state, gates }: Standing): boolean {
  const { act: move, gate } = actOfBatch(act)
  const { from, kinds } = applicationMoves[move]
  if (!(from as readonly string[]).includes(state) || !(kinds as readonly string[]).includes(kind)) return false
  if (gate) return gates.some((standing) => standing.gate === gate && standing.state === 'open')
  return act !== 'enter' || gates.every((standing) => standing.state !== 'open')
}

/** Acts that lead on for at least one of the applications and that the reader may do. */
export function actsFor(
  applications: readonly Standing[],
  may: (permission: Permission) => boolean,
): readonly OfferedAct[] {
  return offered.filter(
    (act) => may(batchPermission(act)) && applications.some((application) => leadsOn(act, application)),
  )
}

/** Acts that end an application or turn it back are offered behind the others. */
export const isTurningBack = (act: OfferedAct): boolean => act === 'reject' || act === 'refuse' || act === 'withdraw'
