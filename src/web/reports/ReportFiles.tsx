import { App, Button, Space } from 'antd'
import { reportsEndpoints } from '#contract/reports.ts'
import { download } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { rhythmWords } from './rhythm-messages.ts'

/** The very files of a report as issued. */
export function ReportFiles({ region, id, stem }: { region: string; id: string; stem: string }) {
  const text = useText(rhythmWords)
  const { message } = App.useApp()
  const take = (
    endpoint: typeof reportsEndpoints.bulletinDocument | typeof reportsEndpoints.bulletinWorkbook,
    kind: string,
  ) =>
    download(endpoint, { params: { region, bulletin: id } }, `${stem}.${kind}`).catch((error: Error) =>
      message.error(error.message),
    )
  return (
    <Space>
      <Button size="small" onClick={() => take(reportsEndpoints.bulletinDocument, 'docx')}>
        {text.document} .docx
      </Button>
      <Button size="small" onClick={() => take(reportsEndpoints.bulletinWorkbook, 'xlsx')}>
        {text.workbook} .xlsx
      </Button>
    </Space>
  )
}
