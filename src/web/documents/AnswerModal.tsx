import { Form, Input, Modal } from 'antd'
import type { OfficialDocument } from '#contract/document-shapes.ts'
import { documentsEndpoints } from '#contract/documents.ts'
import { addressOf } from '../platform/api.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { FilePicker } from './FilePicker.tsx'
import { documentPageWords, documentWords } from './messages.ts'
import { sendFiles } from './send-files.ts'
import { useSending } from './use-sending.ts'

type Values = { words: string; files?: File[] }

type AnswerModalProps = { document: OfficialDocument; isOnPaper: boolean; onClose: () => void }

/** The answer of the recipient, in words and with papers; one that came on paper is kept with its scan. */
export function AnswerModal({ document, isOnPaper, onClose }: AnswerModalProps) {
  const text = useText(documentPageWords)
  const names = useText(documentWords)
  const common = useText(platformWords)
  const [form] = Form.useForm<Values>()
  const { isSending, send } = useSending(onClose)
  const endpoint = isOnPaper ? documentsEndpoints.recordAnswer : documentsEndpoints.answerDocument

  const submit = ({ words, files = [] }: Values) => {
    const params = { county: document.countyCode, document: document.id }
    const query = { revision: document.revision }
    return send(() => sendFiles(addressOf(endpoint.path, { params, query }), files, words))
  }

  return (
    <Modal
      open
      title={names.actOnOne(isOnPaper ? names.moves.record_answer : names.moves.answer, document.number ?? '')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={text.send}
      cancelText={common.cancel}
      confirmLoading={isSending}
    >
      <Form form={form} layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item name="words" label={text.answerWords} rules={[{ required: true, min: 2 }]}>
          <Input.TextArea rows={6} maxLength={5000} />
        </Form.Item>
        <Form.Item
          name="files"
          label={isOnPaper ? text.answerScan : text.answerFiles}
          rules={isOnPaper ? [{ required: true, type: 'array', min: 1, message: text.needScan }] : []}
        >
          <FilePicker most={20} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
