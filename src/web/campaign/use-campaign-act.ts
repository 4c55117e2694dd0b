import { useQueryClient } from '@tanstack/react-query'
import type { Endpoint } from '#contract/platform/endpoint.ts'
import { call, type Input } from '../platform/api.ts'

/** Does an act of the campaign; whatever is on the page is read again afterwards. */
export function useCampaignAct() {
  const queries = useQueryClient()
  return async <E extends Endpoint>(endpoint: E, input: Input<E>): Promise<void> => {
    await call(endpoint, input)
    await queries.invalidateQueries()
  }
}
