import { CameraOutlined, InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Progress, Upload } from 'antd'
import { useState } from 'react'
import { tasksEndpoints } from '#contract/tasks.ts'
import { addressOf, problemOf } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { taskPageWords } from './messages.ts'

/** Brings evidence: several files by drag or choice, on a phone straight from the camera. */
export function EvidenceUpload({ county, task }: { county: string; task: string }) {
  const text = useText(taskPageWords)
  const [note, setNote] = useState('')
  const { sent, refusal, send } = useSending({ county, task, onSent: () => setNote('') })
  const taking = {
    showUploadList: false,
    disabled: sent !== undefined,
    beforeUpload: (file: File, all: File[]) => {
      if (file === all.at(-1)) send(all, note)
      return false
    },
  }
  return (
    <div className="no-print" style={{ marginBottom: 12 }}>
      <Input
        value={note}
        maxLength={200}
        placeholder={text.note}
        aria-label={text.note}
        onChange={({ target }) => setNote(target.value)}
        style={{ marginBottom: 8 }}
      />
      <Upload.Dragger multiple {...taking}>
        <p style={{ fontSize: 16, margin: 0 }}>
          <InboxOutlined /> {text.drop}
        </p>
      </Upload.Dragger>
      <Upload accept="image/*" capture="environment" {...taking}>
        <Button size="large" icon={<CameraOutlined />} className="camera" style={{ marginTop: 8 }}>
          {text.takePhoto}
        </Button>
      </Upload>
      {refusal && <Alert type="error" showIcon message={refusal} style={{ marginTop: 12 }} />}
      {sent !== undefined && <Progress percent={Math.round(sent * 100)} aria-label={text.sending} />}
    </div>
  )
}

type Sending = { county: string; task: string; onSent: () => void }

/** Sends files with their note and tells how far they are. */
function useSending({ county, task, onSent }: Sending) {
  const text = useText(taskPageWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [sent, setSent] = useState<number>()
  const [refusal, setRefusal] = useState<string>()

  function send(files: File[], note: string): void {
    const form = new FormData()
    if (note.trim() !== '') form.append('note', note.trim()) // the server reads in order: the note before its files
    for (const file of files) form.append('files', file, file.name)
    const request = new XMLHttpRequest() // fetch tells no progress of an upload
    request.open('POST', addressOf(tasksEndpoints.addEvidence.path, { params: { county, task } }))
    request.upload.onprogress = ({ loaded, total }) => setSent(loaded / total)
    request.onload = async () => {
      setSent(undefined)
      const response = new Response(request.responseText, { status: request.status })
      if (!response.ok) return setRefusal((await problemOf(response)).message)
      message.success(text.sent)
      onSent()
      await queries.invalidateQueries()
    }
    request.onerror = () => {
      setSent(undefined)
      setRefusal(text.notSent)
    }
    setRefusal(undefined)
    setSent(0)
    request.send(form)
  }

  return { sent, refusal, send }
}
