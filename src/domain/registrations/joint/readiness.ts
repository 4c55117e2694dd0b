/** What a home still lacks on the day of hand-over, the nearest to the certificate last. */
export const readinessSteps = [
  'not_first_registered',
  'no_application',
  'not_accepted',
  'papers',
  'tax',
  'fund',
  'review',
  'not_entered',
  'not_certified',
] as const
export type ReadinessStep = (typeof readinessSteps)[number]

/** How a home stands by the end of a day. */
export type HomeStanding = {
  isFirstRegistered: boolean
  isTransferred: boolean
  application: { state: string; openGates: readonly string[] } | null
}

const gates = ['papers', 'tax', 'fund', 'review'] as const

/** Everything a home still lacks to be handed over with its certificate; empty: it is ready. */
export function missingOf({ isFirstRegistered, isTransferred, application }: HomeStanding): ReadinessStep[] {
  if (application && ['certified', 'delivered'].includes(application.state)) return []
  if (application?.state === 'entered') return ['not_certified']
  if (isTransferred) return [] // entered and certified before this product kept applications
  const first: ReadinessStep[] = isFirstRegistered ? [] : ['not_first_registered']
  if (application === null) return [...first, 'no_application']
  if (application.state === 'submitted') return [...first, 'not_accepted']
  const open = gates.filter((gate) => application.openGates.includes(gate))
  return [...first, ...open, ...(open.length === 0 ? (['not_entered'] as const) : [])]
}
