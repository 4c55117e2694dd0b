import { useEffect, useEffectEvent } from 'react'

type Keys = {
  /** A form is open: the keys are its own. */
  isBusy: boolean
  onMove: (by: 1 | -1) => void
  onDo: (asked: 'accept' | 'return' | 'answer') => void
}

const moves: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }
const acts: Readonly<Record<string, 'accept' | 'return' | 'answer'>> = { a: 'accept', f: 'return', r: 'answer' }

/** Works through what came with the keyboard. */
export function useInboxKeys({ isBusy, onMove, onDo }: Keys): void {
  const onPress = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, target } = event
    if (isBusy || ctrlKey || metaKey || altKey) return
    if (target instanceof Element && target.closest('input, textarea, [role=dialog], [role=menu], [role=radiogroup]'))
      return
    const by = moves[key]
    const asked = acts[key]
    if (!by && !asked) return
    event.preventDefault()
    if (by) onMove(by)
    if (asked) onDo(asked)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onPress(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
