import { Alert } from 'antd'
import type { PackFault } from '#contract/packs.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { policyWords } from './policy-words.ts'

/** Whether a draft passes its check, and if not, what is wrong where. */
export function FaultsAlert({ faults, isChecking }: { faults: PackFault[]; isChecking: boolean }) {
  const text = useText(policyWords)
  if (isChecking && faults.length === 0) return <Alert type="info" message={text.checking} />
  if (faults.length === 0) return <Alert type="success" showIcon message={text.noFaults} />
  return (
    <Alert
      type="error"
      showIcon
      message={text.faults(count(faults.length))}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {faults.map(({ rule, path, code, message }) => (
            <li key={`${rule} ${path} ${code}`}>
              {message} <code>{[rule, path].filter(Boolean).join(' › ')}</code>
            </li>
          ))}
        </ul>
      }
    />
  )
}
