import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useText } from '../../platform/text.ts'
import { Actions } from '../platform/parts.tsx'
import { actWords } from './messages.ts'
import './acts.css'

/** A page of one act, with the way back to the home. */
export function ActPage({ unitId, title, children }: { unitId: string; title: string; children: ReactNode }) {
  const text = useText(actWords)
  return (
    <>
      <h1>{title}</h1>
      {children}
      <Actions>
        <Link href={`/people/homes/${unitId}`} className="button">
          {text.back}
        </Link>
      </Actions>
    </>
  )
}
