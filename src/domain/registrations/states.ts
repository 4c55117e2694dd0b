/** A first registration 首次登记 covers some homes of an estate, a transfer 转移登记 one. */
export const applicationKinds = ['first', 'transfer'] as const
export type ApplicationKind = (typeof applicationKinds)[number]

/**
 * Where an application stands. not_accepted: sent back with the one list of what is missing; refused: decided against;
 * a first registration ends as entered, a transfer goes on to its certificate.
 */
export const applicationStates = [
  'submitted',
  'accepted',
  'correcting',
  'entered',
  'certified',
  'delivered',
  'not_accepted',
  'refused',
  'withdrawn',
] as const
export type ApplicationState = (typeof applicationStates)[number]

/** States in which a home is taken by its application: no other may be handed in for it. */
export const openApplicationStates: readonly ApplicationState[] = ['submitted', 'accepted', 'correcting']

/** What screens of one language and refusals call them. */
export const applicationStateNames = {
  submitted: '待受理',
  accepted: '已受理',
  correcting: '补正中',
  entered: '已登簿',
  certified: '已缮证',
  delivered: '已领证',
  not_accepted: '不予受理',
  refused: '不予登记',
  withdrawn: '已撤回',
} as const satisfies Record<ApplicationState, string>

/** Who applies. Anybody but the developer, or buyer and seller together, needs a basis: a deed, a decision, a policy. */
export const applicantKinds = {
  first: ['developer', 'successor', 'superior', 'designated'],
  transfer: ['both', 'buyer', 'developer', 'heir'],
} as const satisfies Record<ApplicationKind, readonly string[]>
export type ApplicantKind = (typeof applicantKinds)[ApplicationKind][number]

/** Applicants the law has as its normal case. */
export const usualApplicants: readonly ApplicantKind[] = ['developer', 'both']

export const coOwnerships = ['sole', 'joint', 'by_share', 'other'] as const
export type CoOwnership = (typeof coOwnerships)[number]

export const partyRoles = ['buyer', 'seller', 'agent'] as const
export type PartyRole = (typeof partyRoles)[number]
