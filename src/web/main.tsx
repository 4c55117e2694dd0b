import 'antd/dist/reset.css'
import './platform/page.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Appearance } from './platform/Appearance.tsx'
import { ProblemError } from './platform/api.ts'
import { createAppRouter } from './platform/router.tsx'

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (times, error) => !(error instanceof ProblemError) && times < 2 },
  },
})
const router = createAppRouter(queries)

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Appearance>
        <RouterProvider router={router} />
      </Appearance>
    </QueryClientProvider>
  </StrictMode>,
)
