import { useNavigate } from '@tanstack/react-router'

/** Changes what the address says of the page; what is undefined leaves it. */
export function useSetSearch(): (change: Record<string, string | undefined>) => void {
  const navigate = useNavigate()
  return (change) =>
    void navigate({
      to: '.',
      search: (before: Record<string, string | undefined>) => ({ ...before, ...change }),
      replace: true,
    })
}
