/** Kinds of places where the registration centre works: 窗口, 专项窗口, 临时登记点, 上门服务. */
export const placeKinds = ['window', 'special_window', 'temporary_point', 'door_to_door'] as const
export type PlaceKind = (typeof placeKinds)[number]

/** What somebody comes for: to apply, to bring what was missing, to collect the certificate, to ask. */
export const visitMatters = ['apply', 'supplement', 'collect', 'ask'] as const
export type VisitMatter = (typeof visitMatters)[number]

/** Whether a session lies within the usual hours, is overtime 加班, or falls on a day off. */
export const sessionNatures = ['regular', 'overtime', 'day_off'] as const
export type SessionNature = (typeof sessionNatures)[number]
