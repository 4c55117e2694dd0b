import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Whether the page is being printed: paper takes what a screen would only show by scrolling. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    // before the sheets are counted: the media query changes too late for what no longer fits the first ones
    const turn = (isPaper: boolean) => () => flushSync(() => setPrinting(isPaper))
    const [begin, end] = [turn(true), turn(false)]
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting
}
