import '../people/platform/people.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { peopleWords } from '../people/platform/messages.ts'

const place = document.getElementById('root')
if (!place) throw new Error('visit.html has no #root')
createRoot(place).render(
  <StrictMode>
    <main>{peopleWords.zh.office}</main>
  </StrictMode>,
)
