import { DatePicker, Form, Input, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { OfficialDocument } from '#contract/document-shapes.ts'
import { documentsEndpoints } from '#contract/documents.ts'
import { addressOf } from '../platform/api.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { FilePicker } from './FilePicker.tsx'
import { documentPageWords } from './messages.ts'
import { sendFiles } from './send-files.ts'
import { useSending } from './use-sending.ts'

type Values = { receiver: string; servedOn: Dayjs; receipt: File[] }

/** Records who took the paper and when, with the photo of the receipt. */
export function PaperServiceModal({ document, onClose }: { document: OfficialDocument; onClose: () => void }) {
  const text = useText(documentPageWords)
  const words = useText(platformWords)
  const [form] = Form.useForm<Values>()
  const { isSending, send } = useSending(onClose)

  const submit = ({ receiver, servedOn, receipt }: Values) => {
    const params = { county: document.countyCode, document: document.id }
    const query = { receiver, servedOn: servedOn.format('YYYY-MM-DD'), revision: document.revision }
    return send(() => sendFiles(addressOf(documentsEndpoints.serveOnPaper.path, { params, query }), receipt, ''))
  }

  return (
    <Modal
      open
      title={text.onPaper}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.confirm}
      cancelText={words.cancel}
      confirmLoading={isSending}
    >
      <Form form={form} layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item name="receiver" label={text.receiverName} rules={[{ required: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="servedOn" label={text.servedOn} initialValue={dayjs()} rules={[{ required: true }]}>
          <DatePicker
            style={{ width: '100%' }}
            inputReadOnly
            minDate={dayjs(document.issuedOn ?? undefined)}
            maxDate={dayjs()}
          />
        </Form.Item>
        <Form.Item
          name="receipt"
          label={text.receipt}
          rules={[{ required: true, type: 'array', min: 1, message: text.needReceipt }]}
        >
          <FilePicker most={1} accept="image/*,.pdf" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
