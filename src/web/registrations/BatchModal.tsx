import { useNavigate } from '@tanstack/react-router'
import { App, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { registrationBatchEndpoints } from '#contract/registrations.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { madeKey } from '../platform/made-key.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { ActFields, type ActValues } from './ActFields.tsx'
import type { OfferedAct } from './acts.ts'
import { officeToday } from './days-until.ts'
import { registrationListWords, registrationWords } from './messages.ts'

type BatchModalProps = {
  county: string
  act: OfferedAct | undefined
  applications: readonly string[]
  onClose: () => void
}

/** Makes a batch of one act over chosen applications, tries it, and leads to its page: nothing is done before that is seen. */
export function BatchModal({ county, act, applications, onClose }: BatchModalProps) {
  const text = useText(registrationListWords)
  const words = useText(registrationWords)
  const platform = useText(platformWords)
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [form] = Form.useForm<ActValues & { name: string }>()
  const [isSending, setSending] = useState(false)
  const [key] = useState(() => madeKey())
  if (!act) return null
  const title = `${words.acts[act]} · ${text.chosen(count(applications.length))}`

  async function send({ name, on, certificateNo: _, paperNo: __, ...told }: ActValues & { name: string }) {
    if (!act) return
    setSending(true)
    try {
      const { create, try: tryOut } = registrationBatchEndpoints[act]
      const terms = { on: on.format('YYYY-MM-DD'), ...told }
      const body = { name, idempotencyKey: key, applications: [...applications], terms }
      const { id } = await call(create, { params: { county }, body })
      await call(tryOut, { params: { county, registrationBatch: id } })
      await navigate({ to: '/counties/$county/registration-batches/$batch', params: { county, batch: id } })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setSending(false)
    }
  }

  return (
    <Modal
      title={title}
      open
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={isSending}
      okText={text.makeBatch}
      cancelText={platform.cancel}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item
          name="name"
          label={text.batchName}
          initialValue={`${officeToday()} ${words.acts[act]}`}
          rules={[{ required: true }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <ActFields act={act} isSingle={false} />
      </Form>
    </Modal>
  )
}
