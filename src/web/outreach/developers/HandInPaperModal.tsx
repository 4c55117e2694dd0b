import { UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal, Select, Upload } from 'antd'
import { useContext, useState } from 'react'
import type { CheckLine, OwnEstateView } from '#contract/developer-shapes.ts'
import { developersEndpoints } from '#contract/developers.ts'
import { type PaperKind, paperCodes, paperKinds } from '#domain/archives/paper-kinds.ts'
import { paperOf } from '#domain/registrations/first/paper-of.ts'
import { platformWords } from '../../platform/messages.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { developerWords } from './messages.ts'
import { sendFiles } from './send-files.ts'

type Props = { estate: OwnEstateView; line: CheckLine | null; onClose: () => void }

/** One paper from the developer's hands: for a line of the list, or any other. */
export function HandInPaperModal({ estate, line, onClose }: Props) {
  const text = useText(developerWords)
  const words = useText(platformWords)
  const { language } = useContext(LanguageContext)
  const [file, setFile] = useState<File>()
  const [paper, setPaper] = useState<PaperKind>((line && paperOf(line.requirement)) ?? 'other')
  const [note, setNote] = useState('')
  const { isBusy, refusal, send } = useHandIn({ estate, line, onClose })
  const title = line ? (language === 'zh' ? line.title : line.titleEn) : text.otherPaper
  return (
    <Modal
      open
      className="own-page"
      title={`${text.handInPaper} · ${title}`}
      onCancel={onClose}
      cancelText={words.cancel}
      okText={text.handInPaper}
      okButtonProps={{ loading: isBusy }}
      onOk={() => send({ file, paper, note })}
    >
      <Form layout="vertical">
        <Form.Item label={text.paperKind} htmlFor="paper-kind">
          <Select
            id="paper-kind"
            value={paper}
            onChange={setPaper}
            showSearch={{ optionFilterProp: 'label' }}
            options={paperCodes.map((value) => ({ value, label: paperKinds[value][language] }))}
          />
        </Form.Item>
        <Form.Item
          label={text.file}
          extra={text.fileHint}
          {...(refusal && { validateStatus: 'error' as const, help: refusal })}
        >
          <Upload
            showUploadList={false}
            beforeUpload={(chosen) => {
              setFile(chosen)
              return false
            }}
          >
            <Button icon={<UploadOutlined />}>{file?.name ?? text.chooseFile}</Button>
          </Upload>
        </Form.Item>
        <Form.Item label={text.note} htmlFor="paper-note">
          <Input.TextArea
            id="paper-note"
            rows={2}
            maxLength={200}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}

type Given = { file: File | undefined; paper: PaperKind; note: string }

function useHandIn({ estate, line, onClose }: Props) {
  const text = useText(developerWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  async function send({ file, paper, note }: Given) {
    if (!file) return setRefusal(text.needsFile)
    setBusy(true)
    setRefusal(undefined)
    try {
      const params = { county: estate.countyCode, ownEstate: estate.estateId }
      const query = { paper, requirement: line?.requirement }
      await sendFiles(developersEndpoints.handInPaper, { params, query, files: [file], note })
      await queries.invalidateQueries({ queryKey: [developersEndpoints.ownEstate.path] })
      message.success(text.handedIn)
      onClose()
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : text.unreachable)
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, refusal, send }
}
