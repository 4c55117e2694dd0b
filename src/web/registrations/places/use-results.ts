import { useRef, useState } from 'react'
import type { ResultOfOne } from '#contract/place-shapes.ts'

/**
 * What came of each of many, told after the form that asked for it. The form closes itself once it is sent: `closeForm` leaves
 * the window open while there is something to tell.
 */
export function useResults(onClose: () => void) {
  const [results, setResults] = useState<readonly ResultOfOne[]>()
  const isTelling = useRef(false)
  return {
    results,
    tell: (came: readonly ResultOfOne[]) => {
      isTelling.current = came.some(({ ok }) => !ok)
      if (isTelling.current) setResults(came)
    },
    closeForm: () => {
      if (!isTelling.current) onClose()
    },
  }
}
