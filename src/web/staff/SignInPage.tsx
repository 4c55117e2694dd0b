import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Card, Form, Input } from 'antd'
import { useContext, useState } from 'react'
import { type SignIn, staffEndpoints } from '#contract/staff.ts'
import { call, ProblemError } from '../platform/api.ts'
import { instant } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { meQuery } from '../platform/session.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { staffWords } from './messages.ts'

export function SignInPage() {
  const text = useText(staffWords)
  const product = useText(platformWords)
  const { language, setLanguage } = useContext(LanguageContext)
  const { back } = useSearch({ from: '/sign-in' })
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)

  async function submit(values: SignIn) {
    setPending(true)
    try {
      queries.clear()
      queries.setQueryData(meQuery.queryKey, await call(staffEndpoints.signIn, { body: values }))
      await navigate({ to: back ?? '/' })
    } catch (error) {
      const until = error instanceof ProblemError && 'until' in error.problem ? String(error.problem.until) : undefined
      setProblem(until ? text.lockedUntil(instant(until)) : error instanceof Error ? error.message : text.wrong)
      setPending(false)
    }
  }

  return (
    <main style={{ minHeight: '100vh', display: 'grid', placeItems: 'center', padding: 16 }}>
      <Card style={{ width: 'min(400px, 100%)' }}>
        <h1 style={{ margin: '0 0 4px', fontSize: 28 }}>{product.product}</h1>
        <p style={{ opacity: 0.75 }}>{product.subtitle}</p>
        {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 16 }} />}
        <Form layout="vertical" onFinish={submit} requiredMark={false}>
          <Form.Item name="login" label={text.login} rules={[{ required: true }]}>
            <Input autoFocus autoComplete="username" size="large" />
          </Form.Item>
          <Form.Item name="password" label={text.password} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={isPending}>
            {text.signIn}
          </Button>
        </Form>
        <Button
          type="link"
          size="small"
          style={{ marginTop: 12, padding: 0 }}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {product.otherLanguage}
        </Button>
      </Card>
    </main>
  )
}
