import type { Role, RoleGrant } from '#domain/staff/roles.ts'
import type { SubjectKind } from './papers.ts'

/**
 * Roles that see the whole archive of their county. An officer of a responsible unit sees what he filed himself and what
 * is shared with his unit, and no more: papers are full of personal data (《个人信息保护法》 art. 6, 最小范围).
 */
const wholeArchive: readonly Role[] = [
  'clerk',
  'window_clerk',
  'registrar',
  'leader',
  'inspector',
  'city_office',
  'visiting_officer',
]

/** Whether these grants, all of them reaching the county, let somebody see its whole archive. */
export const seesWholeArchive = (grants: readonly RoleGrant[]): boolean =>
  grants.some(({ role }) => wholeArchive.includes(role))

/** Whoever does not read the archive – a surveyor – brings papers of surveys and nothing else. */
export const mayFile = (readsArchive: boolean, kind: SubjectKind): boolean => readsArchive || kind === 'survey'
