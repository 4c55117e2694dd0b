import { UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Modal, Select, Space, Upload } from 'antd'
import { useState } from 'react'
import { type EstateSurveys, SurveyVersion, surveysEndpoints } from '#contract/surveys.ts'
import { addressOf, problemOf } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { estateSurveyWords } from './messages.ts'

/** Central meridians of the 3-degree belts of the country. */
const meridians = Array.from({ length: 22 }, (_, at) => 75 + 3 * at)

/** The whole set of a survey in one go; the answer is what the checks found. */
export function HandInModal({ estate, onClose }: { estate: EstateSurveys; onClose: () => void }) {
  const text = useText(estateSurveyWords)
  const words = useText(platformWords)
  const [files, setFiles] = useState<File[]>([])
  const [meridian, setMeridian] = useState(estate.meridian)
  const [note, setNote] = useState('')
  const { isBusy, refusal, send } = useHandIn(estate, onClose)
  return (
    <Modal
      open
      title={`${text.handIn} · ${estate.estateName}`}
      onCancel={onClose}
      cancelText={words.cancel}
      okText={text.sendNow}
      okButtonProps={{ disabled: files.length === 0, loading: isBusy }}
      onOk={() => send({ files, meridian, note })}
    >
      <Form layout="vertical">
        <Form.Item label={text.files} extra={text.filesHint}>
          <Upload
            multiple
            accept=".xlsx,.xls,.csv,.ods,.json,.geojson"
            showUploadList={false}
            beforeUpload={(file, all) => {
              if (file === all.at(-1)) setFiles([...files, ...all].slice(0, 20))
              return false
            }}
          >
            <Button icon={<UploadOutlined />}>{text.chooseFiles}</Button>
          </Upload>
          {files.map((file) => (
            <div key={file.name}>
              <Space>
                {file.name}
                <Button type="link" size="small" danger onClick={() => setFiles(files.filter((each) => each !== file))}>
                  {text.remove}
                </Button>
              </Space>
            </div>
          ))}
        </Form.Item>
        <Form.Item label={text.meridian} extra={text.meridianHint}>
          <Select
            aria-label={text.meridian}
            value={meridian}
            onChange={setMeridian}
            options={meridians.map((value) => ({ value, label: `${value}°` }))}
            style={{ width: 120 }}
          />
        </Form.Item>
        <Form.Item label={text.note} htmlFor="survey-note">
          <Input.TextArea
            id="survey-note"
            rows={2}
            maxLength={200}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </Form.Item>
      </Form>
      {refusal && <Alert type="error" showIcon message={refusal.message} />}
    </Modal>
  )
}

/** Sends the files; the page then shows the new version with what was found. */
function useHandIn({ countyCode, estateId }: EstateSurveys, onClose: () => void) {
  const text = useText(estateSurveyWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const setSearch = useSetSearch()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Error>()

  async function send({ files, meridian, note }: { files: readonly File[]; meridian: number; note: string }) {
    const form = new FormData()
    if (note.trim() !== '') form.append('note', note.trim())
    for (const file of files) form.append('files', file, file.name)
    setBusy(true)
    setRefusal(undefined)
    try {
      const given = { params: { county: countyCode, estate: estateId }, query: { meridian } }
      const response = await fetch(addressOf(surveysEndpoints.handInSurvey.path, given), { method: 'POST', body: form })
      if (!response.ok) throw await problemOf(response)
      const version = SurveyVersion.parse(await response.json())
      await queries.invalidateQueries({ queryKey: [surveysEndpoints.estateSurveys.path] })
      setSearch({ survey: version.id, view: undefined })
      if (version.errors > 0) message.warning(text.failed(count(version.errors)))
      else message.success(text.passed)
      onClose()
    } catch (error) {
      setRefusal(error instanceof Error ? error : new Error(String(error)))
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, refusal, send }
}
