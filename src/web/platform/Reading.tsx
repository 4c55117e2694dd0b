import type { UseQueryResult } from '@tanstack/react-query'
import { Alert, Button, Result, Spin } from 'antd'
import type { ReactNode } from 'react'
import { ProblemError } from './api.ts'
import { platformWords } from './messages.ts'
import { useText } from './text.ts'

/** What stands on a page while its data is on the way, when it does not come, and when it has come. */
export function Reading<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const text = useText(platformWords)
  if (query.data !== undefined) return children(query.data)
  if (query.isPending)
    return (
      <Spin
        size="large"
        description={text.loading}
        fullscreen={false}
        style={{ display: 'block', margin: '80px auto', whiteSpace: 'nowrap' }}
      >
        <div style={{ height: 80 }} />
      </Spin>
    )
  const { error } = query
  if (error instanceof ProblemError && error.status === 404) {
    return (
      <Result
        status="404"
        title={text.missing}
        extra={
          <Button type="primary" href="/">
            {text.home}
          </Button>
        }
      />
    )
  }
  return (
    <Alert
      type="error"
      showIcon
      message={text.failed}
      description={error?.message}
      action={<Button onClick={() => query.refetch()}>{text.again}</Button>}
      style={{ margin: 24 }}
    />
  )
}
