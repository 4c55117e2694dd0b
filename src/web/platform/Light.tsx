import type { TaskLight } from '#domain/tasks/lights.ts'
import { platformWords } from './messages.ts'
import { useText } from './text.ts'

/** A light with its letter, so that it can be told in black and white. */
export function LightDot({ light }: { light: TaskLight }) {
  const text = useText(platformWords)
  return (
    <span className={`light-dot light-${light}`} role="img" aria-label={text.light[light]}>
      {text.light[light]}
    </span>
  )
}
