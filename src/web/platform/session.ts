import { useQuery } from '@tanstack/react-query'
import { regionsEndpoints } from '#contract/regions.ts'
import { staffEndpoints } from '#contract/staff.ts'
import type { Permission } from '#domain/staff/permissions.ts'
import { endpointQuery } from './api.ts'

export const meQuery = endpointQuery(staffEndpoints.me, {})
export const regionsQuery = { ...endpointQuery(regionsEndpoints.listRegions, {}), staleTime: Number.POSITIVE_INFINITY }

function useMe() {
  return useQuery(meQuery).data
}

/** Whether the signed-in person may do something in a region. */
export function useMay(permission: Permission, region: string): boolean {
  return useMe()?.allowed[permission]?.includes(region) ?? false
}

/** Name of a city or county. */
export function useRegionName(code: string): string {
  return useQuery(regionsQuery).data?.find((region) => region.code === code)?.name ?? ''
}
