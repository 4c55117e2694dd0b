import { Alert } from 'antd'
import type { FirstRefusal } from '#contract/first-registration-shapes.ts'

/** Everything that stands in the way, each in a sentence. */
export function Refusals({ title, refusals }: { title: string; refusals: readonly FirstRefusal[] }) {
  if (refusals.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      message={title}
      description={
        <ol style={{ margin: 0, paddingInlineStart: 20 }}>
          {refusals.map(({ code, words }) => (
            <li key={`${code} ${words}`}>{words}</li>
          ))}
        </ol>
      }
    />
  )
}
