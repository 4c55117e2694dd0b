import type { Batch } from '#contract/registrations.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { batchWords } from './batch-messages.ts'

/** Why homes were refused, the most frequent first, each with its count as a bar. */
export function ReasonBars({ reasons }: Pick<Batch, 'reasons'>) {
  const text = useText(batchWords)
  const codes: Readonly<Record<string, string>> = text.codes
  const most = Math.max(...reasons.map(({ items }) => items))
  return (
    <dl className="reason-bars">
      {reasons.map(({ code, message, items }) => (
        <div key={code}>
          <dt>{codes[code] ?? withoutCell(message)}</dt>
          <dd className="reason-track">
            <div className="reason-bar" style={{ width: `${(items / most) * 100}%` }} />
          </dd>
          <dd className="number">{count(items)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The words of one row stand for all of its kind; its cell does not. */
const withoutCell = (message: string) => message.replace(/^[A-Z]{1,3}\d+ /, '').split('；')[0]
