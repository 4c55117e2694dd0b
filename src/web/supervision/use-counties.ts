import { useQuery } from '@tanstack/react-query'
import { regionsQuery } from '../platform/session.ts'

/** The counties to choose from where a page is about the city. */
export function useCounties(region: string) {
  const regions = useQuery(regionsQuery).data ?? []
  return {
    isCity: regions.find(({ code }) => code === region)?.level === 'city',
    counties: regions.filter(({ level }) => level === 'county').map(({ code, name }) => ({ value: code, label: name })),
  }
}
