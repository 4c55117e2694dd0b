import { useText } from '../platform/text.ts'
import { deskWords } from './messages.ts'

const keys = {
  move: '↑ ↓  k j',
  open: 'Enter',
  choose: 'x',
  receive: 'r',
  start: 'b',
  submit: 's',
  accept: 'a',
  write_off: 'w',
  return: 'f',
  ask_extension: 'e',
  queues: '1 – 8',
  clear: 'Esc',
  help: '?',
} as const

/** The keys of the desk and what each does. */
export function DeskKeys() {
  const { keyRows } = useText(deskWords)
  const names = Object.keys(keys) as (keyof typeof keys)[] // the keys of a literal
  return (
    <dl className="desk-keys">
      {names.map((name) => (
        <div key={name}>
          <dt>
            <kbd>{keys[name]}</kbd>
          </dt>
          <dd>{keyRows[name]}</dd>
        </div>
      ))}
    </dl>
  )
}
