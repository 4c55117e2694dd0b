import type { Willingness } from '../visits/fields.ts'

/** What a home's owner wants, or that nobody asked him yet. */
export const willingnessFilters = ['willing', 'unwilling', 'undecided', 'unasked'] as const satisfies readonly (
  | Willingness
  | 'unasked'
)[]

/** Whether an owner was met, or that nobody tried yet. */
export const contactFilters = ['reached', 'not_reached', 'unreachable', 'never'] as const

/** How far a home has come; `open`: whatever is not transferred. */
export const segmentStates = ['open', 'listed', 'surveyed', 'first_registered', 'transferred'] as const
