import { DownloadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { Endpoint } from '#contract/platform/endpoint.ts'
import { download } from './api.ts'
import { platformWords } from './messages.ts'
import { useText } from './text.ts'

/** Takes the list as it is filtered as a workbook. */
export function ExportButton({
  endpoint,
  input,
  name,
}: {
  endpoint: Endpoint
  input: Parameters<typeof download>[1]
  name: string
}) {
  const text = useText(platformWords)
  const { message } = App.useApp()
  const [isBusy, setBusy] = useState(false)
  async function take() {
    setBusy(true)
    await download(endpoint, input, name)
      .then(() => message.success(text.exported))
      .catch((error: Error) => message.error(error.message))
    setBusy(false)
  }
  return (
    <Button icon={<DownloadOutlined />} loading={isBusy} onClick={take}>
      {isBusy ? text.exporting : text.export}
    </Button>
  )
}
