import { Alert, App, Button, Form, Input, Modal, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import type { SelectionResult } from '#contract/restrictions.ts'
import { ProblemError } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { platformWords } from '../../platform/messages.ts'
import { useText } from '../../platform/text.ts'
import { tableWords } from './messages.ts'

export type SelectionFlowProps<T> = {
  title: string
  open: boolean
  onClose: () => void
  /** Asks what would become of each home (`isRehearsal`), or does it. */
  act: (values: T & { reason: string }, isRehearsal: boolean) => Promise<SelectionResult>
  onDone: (result: SelectionResult) => void
  children: ReactNode
}

/** An act on many homes: fill in, rehearse, read the reasons home by home, then do it for those that may. */
export function SelectionFlow<T extends object>({
  title,
  open,
  onClose,
  act,
  onDone,
  children,
}: SelectionFlowProps<T>) {
  const text = useText(tableWords)
  const words = useText(platformWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<T & { reason: string }>()
  const [rehearsed, setRehearsed] = useState<SelectionResult>()
  const [isBusy, setBusy] = useState(false)

  async function ask(isRehearsal: boolean) {
    setBusy(true)
    try {
      const result = await act(await form.validateFields(), isRehearsal)
      if (isRehearsal) setRehearsed(result)
      else finish(result)
    } catch (error) {
      if (!(error instanceof Error)) return // a field of the form says what it misses
      const fields = error instanceof ProblemError ? (error.problem.fields ?? []) : []
      const named = fields.map(({ field, message }) => ({ name: field, errors: [message] }))
      form.setFields(named as Parameters<typeof form.setFields>[0]) // names of the endpoint's body are names of the form
      setRehearsed(undefined)
      message.error(error.message)
    } finally {
      setBusy(false)
    }
  }
  function close() {
    setRehearsed(undefined)
    form.resetFields()
    onClose()
  }
  function finish(result: SelectionResult) {
    onDone(result)
    close()
  }
  const footer = rehearsed
    ? [
        <Button key="back" onClick={() => setRehearsed(undefined)}>
          {text.back}
        </Button>,
        <Button key="do" type="primary" loading={isBusy} disabled={rehearsed.done === 0} onClick={() => ask(false)}>
          {text.commit(count(rehearsed.done))}
        </Button>,
      ]
    : [
        <Button key="cancel" onClick={close}>
          {words.cancel}
        </Button>,
        <Button key="rehearse" type="primary" loading={isBusy} onClick={() => ask(true)}>
          {text.rehearse}
        </Button>,
      ]
  return (
    <Modal title={title} open={open} onCancel={close} footer={footer} width={640} destroyOnHidden>
      <Form form={form} layout="vertical" requiredMark={false} hidden={rehearsed !== undefined}>
        {children}
        <Form.Item name="reason" label={words.reason} extra={words.reasonHint} rules={[{ required: true, min: 2 }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
      {rehearsed && <Rehearsal result={rehearsed} />}
    </Modal>
  )
}

/** How many homes may, and why the others may not. */
function Rehearsal({ result: { done, refused } }: { result: SelectionResult }) {
  const text = useText(tableWords)
  if (refused.length === 0) return <Alert type="success" showIcon title={text.allCan(count(done))} />
  return (
    <>
      <Alert
        type={done === 0 ? 'error' : 'warning'}
        showIcon
        title={done === 0 ? text.noneCan : text.rehearsed(count(done), count(refused.length))}
        style={{ marginBottom: 12 }}
      />
      <Table
        size="small"
        rowKey="unitId"
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ y: 320 }}
        dataSource={refused}
        columns={[
          { title: text.homeColumn, dataIndex: 'place', width: 220 },
          { title: text.whyColumn, dataIndex: 'words' },
        ]}
      />
    </>
  )
}
