import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Form, Input } from 'antd'
import { Password, staffEndpoints } from '#contract/staff.ts'
import { call } from '../platform/api.ts'
import { platformWords } from '../platform/messages.ts'
import { meQuery } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { staffWords } from './messages.ts'

export function PasswordPage() {
  const text = useText(staffWords)
  const { changePassword, confirm } = useText(platformWords)
  const me = useQuery(meQuery).data
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()

  async function submit(body: { current: string; password: string }) {
    try {
      await call(staffEndpoints.changePassword, { body })
      queries.clear()
      message.success(text.changed)
      await navigate({ to: '/sign-in' })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <div className="page" style={{ maxWidth: 480 }}>
      <div className="page-head">
        <h1>{changePassword}</h1>
      </div>
      {me?.mustChangePassword && <Alert type="info" showIcon message={text.mustChange} style={{ marginBottom: 16 }} />}
      <Form layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item name="current" label={text.current} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="password"
          label={text.fresh}
          extra={text.passwordRule}
          rules={[
            {
              validator: async (_, word) => {
                if (!Password.safeParse(word).success) throw new Error(text.passwordRule)
              },
            },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {confirm}
        </Button>
      </Form>
    </div>
  )
}
