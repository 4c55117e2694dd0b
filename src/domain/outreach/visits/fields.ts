/** Whether an owner was met: `unreachable` is a statement of somebody who tried, not the want of a visit. */
export const contactStates = ['reached', 'not_reached', 'unreachable'] as const
export type ContactState = (typeof contactStates)[number]

/** Whether an owner wants the registration 登记意愿, in his own words. */
export const willingnesses = ['willing', 'unwilling', 'undecided'] as const
export type Willingness = (typeof willingnesses)[number]

/** What is known of a home from visits, field by field; each is merged by itself. */
export const visitFields = ['contact', 'willingness', 'reason', 'phone', 'papers', 'nextStep', 'nextOn'] as const
export type VisitField = (typeof visitFields)[number]

/** What a record became: `merged`: some of it was said otherwise meanwhile, nothing contradicts; `refused`: the phone keeps it. */
export const visitOutcomes = ['taken', 'merged', 'conflict', 'quarantined', 'refused'] as const
export type VisitOutcome = (typeof visitOutcomes)[number]

/** Why a record waits for a person instead of being taken. */
export const quarantineReasons = ['device_revoked', 'other_content', 'no_such_home', 'unreadable'] as const
export type QuarantineReason = (typeof quarantineReasons)[number]

/** The version of the visit form this release writes and reads whole; older and newer ones are read as far as they are known. */
export const visitFormVersion = 1
