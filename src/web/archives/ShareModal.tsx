import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, DatePicker, Form, Input, Modal, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { archivesEndpoints } from '#contract/archives.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { archiveWords } from './messages.ts'

type Sharing = { organisationId: string; purpose: string; untilOn: Dayjs }

/** Shares papers with a unit: with whom, what for, until when. */
export function ShareModal({
  county,
  files,
  open,
  onClose,
}: {
  county: string
  files: readonly string[]
  open: boolean
  onClose: () => void
}) {
  const text = useText(archiveWords)
  const words = useText(platformWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Sharing>()
  const units = useQuery({ ...endpointQuery(archivesEndpoints.shareUnits, { params: { county } }), enabled: open })
  async function share({ organisationId, purpose, untilOn }: Sharing) {
    try {
      const body = { files: [...files], organisationId, purpose, untilOn: untilOn.format('YYYY-MM-DD') }
      const { results } = await call(archivesEndpoints.shareFiles, { params: { county }, body })
      message.success(text.sharedDone(count(results.filter((result) => result.share !== null).length)))
      await queries.invalidateQueries({ predicate: ({ queryKey }) => /archive/.test(String(queryKey[0])) })
      form.resetFields()
      onClose()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Modal
      title={text.share}
      open={open}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.confirm}
      cancelText={words.cancel}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={share} requiredMark={false}>
        <Form.Item name="organisationId" label={text.organisation} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="purpose" label={text.purpose} extra={text.purposeHint} rules={[{ required: true, min: 2 }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="untilOn" label={text.until} rules={[{ required: true }]}>
          <DatePicker disabledDate={(day) => day.isBefore(new Date(), 'day')} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
