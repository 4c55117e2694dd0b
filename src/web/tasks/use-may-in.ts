import { useQuery } from '@tanstack/react-query'
import type { Permission } from '#domain/staff/permissions.ts'
import { meQuery } from '../platform/session.ts'

/** Asks of any county whether the signed-in person may do something there: a desk holds tasks of several. */
export function useMayIn(): (permission: Permission, county: string) => boolean {
  const me = useQuery(meQuery).data
  return (permission, county) => me?.allowed[permission]?.includes(county) ?? false
}
