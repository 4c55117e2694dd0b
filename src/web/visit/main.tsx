import '../people/platform/people.css'
import './visit.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Reading } from '../people/platform/Reading.tsx'
import { visitWords } from './messages.ts'
import { VisitPages } from './pages/VisitPages.tsx'
import { keepProgram } from './program.ts'
import { endLeftSession, start } from './session.ts'

/** What is done on the phone is done without a line too. */
const queries = new QueryClient({ defaultOptions: { mutations: { networkMode: 'always' } } })

const place = document.getElementById('root')
if (!place) throw new Error('visit.html has no #root')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Reading titles={visitWords}>
        <VisitPages />
      </Reading>
    </QueryClientProvider>
  </StrictMode>,
)
keepProgram()
void start().then(endLeftSession)
