import { useQueryClient } from '@tanstack/react-query'

/** Wraps an act on an application: whatever shows it reads it anew. */
export function useFirstAct<Values>(act: (values: Values) => Promise<unknown>): (values: Values) => Promise<void> {
  const queries = useQueryClient()
  return async (values) => {
    await act(values)
    await queries.invalidateQueries()
  }
}
