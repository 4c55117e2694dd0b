import { UploadOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Tooltip, Upload } from 'antd'
import { useState } from 'react'
import { handOverEndpoints, ResultFile } from '#contract/hand-over.ts'
import { addressOf, problemOf } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { handOverWords } from './messages.ts'

/** Brings a file of results and leads to its reconciliation; nothing is entered by that. */
export function BringResults({ county, handOver }: { county: string; handOver?: string }) {
  const text = useText(handOverWords)
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [isBusy, setBusy] = useState(false)

  async function send(file: File) {
    setBusy(true)
    try {
      const form = new FormData()
      form.append('files', file, file.name)
      const address = addressOf(handOverEndpoints.tryResults.path, { params: { county }, query: { handOver } })
      const response = await fetch(address, { method: 'POST', body: form })
      if (!response.ok) throw await problemOf(response)
      const { id } = ResultFile.parse(await response.json())
      await navigate({ to: '/counties/$county/hand-overs/results/$results', params: { county, results: id } })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Upload
      accept=".xlsx,.xls,.ods,.csv"
      showUploadList={false}
      beforeUpload={(file) => {
        void send(file)
        return false
      }}
    >
      <Tooltip title={text.bringHint}>
        <Button icon={<UploadOutlined />} loading={isBusy}>
          {text.bring}
        </Button>
      </Tooltip>
    </Upload>
  )
}
