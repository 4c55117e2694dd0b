/**
 * What made a diagnosis necessary: a ledger taken over, facts recorded, an estate corrected, a policy published, homes
 * registered, or the daily review, which also follows a new release: rules begin and end on their days.
 */
export const causes = ['import', 'facts', 'correction', 'policy', 'registration', 'review'] as const
export type Cause = (typeof causes)[number]
