import { App, Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { ProblemError } from './api.ts'
import { platformWords } from './messages.ts'
import { useText } from './text.ts'

export type ReasonModalProps<T> = {
  title: string
  open: boolean
  onClose: () => void
  /** Does the act; what it throws is shown, and the form stays. */
  act: (values: T & { reason: string }) => Promise<unknown>
  done?: string
  /** What the reason usually is; it may be written over. */
  suggested?: string | undefined
  /** What the reason is called, where it is more than a reason; null where the act itself says why. */
  reasonLabel?: string | null | undefined
  /** Wider than usual, where rows of a table are filled in. */
  width?: number
  children?: ReactNode
}

/** `rows.0.from` as a form calls it. */
const pathOf = (field: string) => {
  const parts = field.replace(/^body\./, '').split('.')
  return parts.length === 1 ? parts[0] : parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/** Every act asks for its reason the same way. */
export function ReasonModal<T extends object>({
  title,
  open,
  onClose,
  act,
  done,
  suggested,
  reasonLabel,
  width,
  children,
}: ReasonModalProps<T>) {
  const text = useText(platformWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<T & { reason: string }>()

  async function submit(values: T & { reason: string }) {
    try {
      await act(values)
      if (done) message.success(done)
      form.resetFields()
      onClose()
    } catch (error) {
      const fields = error instanceof ProblemError ? (error.problem.fields ?? []) : []
      const named = fields.map(({ field, message }) => ({ name: pathOf(field), errors: [message] }))
      form.setFields(named as Parameters<typeof form.setFields>[0]) // names of the endpoint's body are names of the form
      message.error(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <Modal
      title={title}
      open={open}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={text.confirm}
      cancelText={text.cancel}
      {...(width !== undefined && { width })}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={submit} requiredMark={false}>
        {children}
        {reasonLabel !== null && (
          <Form.Item
            name="reason"
            label={reasonLabel ?? text.reason}
            extra={text.reasonHint}
            initialValue={suggested}
            rules={[{ required: true, min: 2 }]}
          >
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
