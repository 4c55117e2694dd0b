import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { OfficialDocument } from '#contract/document-shapes.ts'
import { documentsEndpoints } from '#contract/documents.ts'
import { addressOf } from '../platform/api.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { FilePicker } from './FilePicker.tsx'
import { documentPageWords, documentWords } from './messages.ts'
import { sendFiles } from './send-files.ts'

type Values = { words: string; files?: File[] }

type AnswerModalProps = { document: OfficialDocument; isOnPaper: boolean; onClose: () => void }

/** The answer of the recipient, in words and with papers; one that came on paper is kept with its scan. */
export function AnswerModal({ document, isOnPaper, onClose }: AnswerModalProps) {
  const text = useText(documentPageWords)
  const names = useText(documentWords)
  const common = useText(platformWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [isSending, setSending] = useState(false)
  const endpoint = isOnPaper ? documentsEndpoints.recordAnswer : documentsEndpoints.answerDocument

  async function submit({ words, files = [] }: Values) {
    setSending(true)
    try {
      const params = { county: document.countyCode, document: document.id }
      const query = { revision: document.revision }
      await sendFiles(addressOf(endpoint.path, { params, query }), files, words)
      await queries.invalidateQueries()
      message.success(text.sent)
      onClose()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setSending(false)
    }
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
