import type { ReactNode } from 'react'
import { Frame } from '../../people/platform/Frame.tsx'
import { visitWords } from '../messages.ts'

/** Head and body of every page of the visiting officer; `bar` tells what is only on this phone. */
export function VisitFrame({ bar, children }: { bar?: ReactNode; children: ReactNode }) {
  return (
    <Frame words={visitWords} home="/visit" bar={bar}>
      {children}
    </Frame>
  )
}
