import './platform/people.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ProblemError } from '../platform/send.ts'
import { Reading } from './platform/Reading.tsx'
import { PeoplePages } from './platform/router.tsx'

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (times, error) => !(error instanceof ProblemError) && times < 2 },
  },
})

const place = document.getElementById('root')
if (!place) throw new Error('people.html has no #root')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Reading>
        <PeoplePages />
      </Reading>
    </QueryClientProvider>
  </StrictMode>,
)
