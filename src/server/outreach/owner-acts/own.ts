import type { OutsideSession, OwnHome } from '../../platform/http/outside-sessions.ts'
import { ownHomeOf } from '../owners/own-home.ts'

/** A home and the owner who asks about it: found by the digest of his ID number, named by his masked name. */
export type Own = OwnHome & { ownerDigest: Buffer; ownerName: string }

/** The owner's own place, or 404 as for what does not exist. */
export function ownOf(outside: OutsideSession, unitId: string): Own {
  const home = ownHomeOf(outside, unitId)
  if (!outside.idDigest) throw new Error('an owner’s session carries no ID digest')
  return { ...home, ownerDigest: outside.idDigest, ownerName: outside.name }
}
