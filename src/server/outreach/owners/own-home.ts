import type { OutsideSession, OwnHome } from '../../platform/http/outside-sessions.ts'
import { Refused } from '../../platform/refusals.ts'

/** The home an owner asks about, if it is his; another's is answered as one that does not exist. */
export function ownHomeOf(outside: OutsideSession, unitId: string): OwnHome {
  const home = outside.homes.find((own) => own.unitId === unitId)
  if (!home) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  return home
}
