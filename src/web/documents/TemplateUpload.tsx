import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Collapse, Input, Modal, Space, Tag, Upload } from 'antd'
import { useState } from 'react'
import {
  type DocumentTemplate,
  documentTemplatesEndpoints,
  TemplateProblem,
  TemplateReading,
} from '#contract/document-templates.ts'
import { addressOf, ProblemError, problemOf } from '../platform/api.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { documentWords } from './messages.ts'
import { templateWords } from './template-messages.ts'

type UploadProps = { county: string; kind: DocumentTemplate['kind']; onClose: () => void }

/** A template is checked as soon as it is chosen; only one that holds can be put to use. */
export function TemplateUpload({ county, kind, onClose }: UploadProps) {
  const text = useText(templateWords)
  const words = useText(platformWords)
  const { kinds } = useText(documentWords)
  const { file, reading, refusal, isBusy, check, example, keep } = useTemplate({ county, kind, onClose })
  const [reason, setReason] = useState(text.suggested)
  return (
    <Modal
      open
      width={640}
      title={text.uploadOf(kinds[kind])}
      onCancel={onClose}
      cancelText={words.cancel}
      okText={text.keep}
      okButtonProps={{ disabled: !reading || reason.trim().length < 2, loading: isBusy }}
      onOk={() => keep(reason)}
    >
      <Space direction="vertical" size={12} style={{ width: '100%' }}>
        <Upload
          accept=".docx"
          showUploadList={false}
          beforeUpload={(chosen) => {
            void check(chosen)
            return false
          }}
        >
          <Button icon={<UploadOutlined />} loading={isBusy}>
            {text.choose}
          </Button>
        </Upload>
        {file && <strong>{file.name}</strong>}
        {refusal && <Refusal error={refusal} />}
        {reading && (
          <>
            <Alert
              type="success"
              showIcon
              message={text.good}
              action={
                <Button size="small" icon={<DownloadOutlined />} onClick={() => example(text.exampleName(kinds[kind]))}>
                  {text.example}
                </Button>
              }
            />
            <Placeholders reading={reading} />
            <label htmlFor="template-reason">{words.reason}</label>
            <Input.TextArea
              id="template-reason"
              rows={2}
              maxLength={200}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </>
        )}
      </Space>
    </Modal>
  )
}

function Refusal({ error }: { error: Error }) {
  const text = useText(templateWords)
  const problem = error instanceof ProblemError ? TemplateProblem.safeParse(error.problem) : undefined
  if (!problem?.success) return <Alert type="error" showIcon message={error.message} />
  const { faults } = problem.data
  return (
    <Alert
      type="error"
      showIcon
      message={text.faults(String(faults.length))}
      description={
        <ol style={{ margin: 0, paddingInlineStart: 20 }}>
          {faults.map((fault) => (
            <li key={`${fault.code} ${fault.tag} ${fault.paragraph}`}>{text.fault(fault)}</li>
          ))}
        </ol>
      }
    />
  )
}

function Placeholders({ reading: { used, unused } }: { reading: TemplateReading }) {
  const text = useText(templateWords)
  const tags = (names: readonly string[]) => names.map((name) => <Tag key={name}>{name}</Tag>)
  return (
    <Collapse
      size="small"
      items={[
        { key: 'used', label: text.used(String(used.length)), children: <Space wrap>{tags(used)}</Space> },
        { key: 'unused', label: text.unused(String(unused.length)), children: <Space wrap>{tags(unused)}</Space> },
      ]}
    />
  )
}

/** The chosen file, what the server says of it, and what can be done with it. */
function useTemplate({ county, kind, onClose }: UploadProps) {
  const text = useText(templateWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [file, setFile] = useState<File>()
  const [reading, setReading] = useState<TemplateReading>()
  const [refusal, setRefusal] = useState<Error>()
  const [isBusy, setBusy] = useState(false)

  /** Sends the file to an endpoint; a refusal is shown and nothing else is done. */
  async function send(endpoint: { path: string }, chosen: File, use: (response: Response) => Promise<void>, note = '') {
    const form = new FormData()
    if (note !== '') form.append('note', note)
    form.append('files', chosen, chosen.name)
    setBusy(true)
    setRefusal(undefined)
    try {
      const response = await fetch(addressOf(endpoint.path, { params: { county, documentKind: kind } }), {
        method: 'POST',
        body: form,
      })
      if (!response.ok) throw await problemOf(response)
      await use(response)
    } catch (error) {
      setReading(undefined)
      setRefusal(error instanceof Error ? error : new Error(String(error)))
    } finally {
      setBusy(false)
    }
  }

  const check = (chosen: File) => {
    setFile(chosen)
    setReading(undefined)
    return send(documentTemplatesEndpoints.checkTemplate, chosen, async (response) =>
      setReading(TemplateReading.parse(await response.json())),
    )
  }
  const example = (name: string) =>
    file &&
    send(documentTemplatesEndpoints.previewTemplate, file, async (response) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await response.blob())
      link.download = name
      link.click()
      URL.revokeObjectURL(link.href)
    })
  const keep = (reason: string) =>
    file &&
    send(
      documentTemplatesEndpoints.keepTemplate,
      file,
      async () => {
        await queries.invalidateQueries({ queryKey: [documentTemplatesEndpoints.listTemplates.path] })
        message.success(text.keptDone)
        onClose()
      },
      reason.trim(),
    )
  return { file, reading, refusal, isBusy, check, example, keep }
}
