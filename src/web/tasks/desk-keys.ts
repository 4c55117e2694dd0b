import type { TaskAct } from './task-acts.ts'

/** What a key means on the desk. `by`: how far the cursor moves; `queue`: the place of the queue to look at, from 0. */
export type DeskKey =
  | { kind: 'move'; by: 1 | -1 }
  | { kind: 'open' | 'choose' | 'clear' | 'help' }
  | { kind: 'queue'; queue: number }
  | { kind: 'act'; act: TaskAct }

/** The keys of the desk, each with what it does; the page shows them under ?. */
export const deskKeys: Readonly<Record<string, DeskKey>> = {
  ArrowDown: { kind: 'move', by: 1 },
  ArrowUp: { kind: 'move', by: -1 },
  j: { kind: 'move', by: 1 },
  k: { kind: 'move', by: -1 },
  Enter: { kind: 'open' },
  x: { kind: 'choose' },
  r: { kind: 'act', act: 'receive' },
  b: { kind: 'act', act: 'start' },
  s: { kind: 'act', act: 'submit' },
  a: { kind: 'act', act: 'accept' },
  w: { kind: 'act', act: 'write_off' },
  f: { kind: 'act', act: 'return' },
  e: { kind: 'act', act: 'ask_extension' },
  Escape: { kind: 'clear' },
  '?': { kind: 'help' },
}

type Press = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }

/** Reads a key press; one held with Ctrl, Alt or Meta belongs to the browser. */
export function deskKeyOf({ key, ctrlKey, metaKey, altKey }: Press): DeskKey | undefined {
  if (ctrlKey || metaKey || altKey) return undefined
  if (/^[1-9]$/.test(key)) return { kind: 'queue', queue: Number(key) - 1 }
  return deskKeys[key.length === 1 ? key.toLowerCase() : key]
}
