import type { HomeState } from './marks.ts'

/** What is to be done next for a home, by how far it has come. */
const nextSteps = [
  'survey',
  'apply_first',
  'decide_first',
  'apply_transfer',
  'accept',
  'pass_gates',
  'await_correction',
  'review',
  'certify',
  'deliver',
  'nothing',
] as const
export type NextStep = (typeof nextSteps)[number]

const stepAfter = {
  listed: 'survey',
  surveyed: 'apply_first',
  first_applied: 'decide_first',
  first_registered: 'apply_transfer',
  received: 'accept',
  accepted: 'pass_gates',
  correcting: 'await_correction',
  in_review: 'review',
  entered: 'certify',
  certified: 'deliver',
  delivered: 'nothing',
  mailed: 'nothing',
} as const satisfies Record<HomeState, NextStep>

/** A transfer that came with a ledger has no application here: its certificate was given elsewhere. */
export const nextStepOf = (state: HomeState, hasApplication: boolean): NextStep =>
  state === 'entered' && !hasApplication ? 'nothing' : stepAfter[state]
