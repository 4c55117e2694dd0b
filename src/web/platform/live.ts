import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Reads figures, tasks and imports anew as soon as an act has changed them, while the page is open. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/live')
    source.addEventListener('figures', () => {
      void queries.invalidateQueries({
        predicate: ({ queryKey }) =>
          /board|wall|estates|units|buildings|restrictions|figures|diagnosis|suggestions|forecast|campaign/.test(
            String(queryKey[0]),
          ),
      })
    })
    source.addEventListener('tasks', () => {
      void queries.invalidateQueries({
        predicate: ({ queryKey }) =>
          /tasks|desk|schedule|campaign|meetings|resolutions|wall|responsibility/.test(String(queryKey[0])),
      })
    })
    source.addEventListener('applications', () => {
      void queries.invalidateQueries({
        predicate: ({ queryKey }) =>
          /applications|registration|sessions|deliver|throughput|joint/.test(String(queryKey[0])),
      })
    })
    source.addEventListener('notices', () => {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => /notices|desk/.test(String(queryKey[0])) })
    })
    for (const told of ['applications', 'batch'])
      source.addEventListener(told, () => {
        void queries.invalidateQueries({
          predicate: ({ queryKey }) => /applications|registration-batches|gates|window/.test(String(queryKey[0])),
        })
      })
    source.addEventListener('import', () => {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).includes('/imports') })
    })
    return () => source.close()
  }, [queries])
}
