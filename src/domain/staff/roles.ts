/** What a person may be allowed to do. Every endpoint declares exactly one of these, or says it is open. */
export const permissions = [
  'figures.read',
  'estates.read',
  'units.read',
  'units.act',
  'personal.open',
  'ledgers.import',
  'lists.export',
  'reports.read',
  'reports.issue',
  'staff.manage',
  'audit.read',
  'diagnosis.read',
  'facts.record',
  'policies.read',
  'policies.draft',
  'policies.publish',
] as const

export type Permission = (typeof permissions)[number]

/**
 * What each role may do within the regions it is given for. Separation of powers after GB/T 22239 level 3: the
 * administrator manages accounts and sees no business records; the inspector reads everything and changes nothing.
 */
export const roles = {
  administrator: ['staff.manage', 'audit.read'],
  city_office: [
    'figures.read',
    'estates.read',
    'units.read',
    'ledgers.import',
    'lists.export',
    'reports.read',
    'reports.issue',
    'audit.read',
    'diagnosis.read',
    'facts.record',
    'policies.read',
    'policies.draft',
    'policies.publish',
  ],
  clerk: [
    'figures.read',
    'estates.read',
    'units.read',
    'units.act',
    'personal.open',
    'ledgers.import',
    'lists.export',
    'reports.read',
    'reports.issue',
    'audit.read',
    'diagnosis.read',
    'facts.record',
    'policies.read',
    'policies.draft',
    'policies.publish',
  ],
  officer: [
    'figures.read',
    'estates.read',
    'units.read',
    'reports.read',
    'diagnosis.read',
    'facts.record',
    'policies.read',
  ],
  leader: [
    'figures.read',
    'estates.read',
    'units.read',
    'lists.export',
    'reports.read',
    'diagnosis.read',
    'policies.read',
    'policies.publish',
  ],
  inspector: [
    'figures.read',
    'estates.read',
    'units.read',
    'reports.read',
    'audit.read',
    'diagnosis.read',
    'policies.read',
  ],
  window_clerk: ['figures.read', 'estates.read', 'units.read', 'units.act', 'personal.open'],
  surveyor: ['estates.read'],
  developer: [],
  visiting_officer: ['figures.read', 'estates.read', 'units.read', 'diagnosis.read', 'facts.record'],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof roles

/** A role held for a region: a county, or the city with all its counties. */
export type RoleGrant = { role: Role; region: string }

/** The regions for which these grants allow something. */
export function regionsAllowing(grants: readonly RoleGrant[], permission: Permission): string[] {
  const allowing = grants.filter(({ role }) => (roles[role] as readonly Permission[]).includes(permission))
  return [...new Set(allowing.map(({ region }) => region))]
}
