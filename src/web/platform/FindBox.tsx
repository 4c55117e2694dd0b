import { Alert, Input, type InputRef } from 'antd'
import type { Ref } from 'react'

/** The one box of a window: what is typed or scanned is looked for on Enter; beneath it how to, or what went wrong. */
export function FindBox({
  box,
  label,
  hint,
  isBusy,
  error,
  onFind,
}: {
  box?: Ref<InputRef>
  label: string
  hint: string
  isBusy: boolean
  error: Error | null
  onFind: (typed: string) => void
}) {
  return (
    <>
      <Input.Search
        ref={box}
        autoFocus
        allowClear
        size="large"
        enterButton
        loading={isBusy}
        placeholder={label}
        aria-label={label}
        onSearch={(typed) => typed.trim() !== '' && onFind(typed)}
      />
      <p style={{ margin: '6px 0 12px', fontSize: 13, opacity: 0.75 }}>{hint}</p>
      {error && <Alert type="error" showIcon message={error.message} />}
    </>
  )
}
