import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Checkbox, DatePicker, Form, Input, Modal, Radio, Space, Spin, Upload } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { registrationsEndpoints } from '#contract/registrations.ts'
import { transfersEndpoints } from '#contract/transfers.ts'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import {
  type TransferApplicant,
  transferApplicantKinds,
  transferApplicants,
} from '#domain/registrations/transfer/applicants.ts'
import { addressOf, download, problemOf } from '../platform/api.ts'
import { madeKey } from '../platform/made-key.ts'
import { useText } from '../platform/text.ts'
import { EstateSelect } from '../tasks/SearchSelects.tsx'
import { batchWords } from './batch-messages.ts'
import { officeToday } from './days-until.ts'
import { registrationWords } from './messages.ts'

type Asked = {
  applicantKind: TransferApplicant
  applicantBasis?: string
  submittedOn: Dayjs
  estate?: string
  held: PaperKind[]
}

/** Papers a developer hands in for all homes together. */
const handedInTogether: readonly PaperKind[] = ['application_form', 'identity', 'business_licence', 'legal_person']

/** Takes a developer's workbook: it is checked row by row and becomes a batch; its page shows what would be done. */
export function BringOwners({ county }: { county: string }) {
  const text = useText(batchWords)
  const { message } = App.useApp()
  const [isOpen, setOpen] = useState(false)
  const take = () =>
    download(transfersEndpoints.ownersTemplate, { params: { county } }, text.templateName).catch((error: Error) =>
      message.error(error.message),
    )
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={take}>
        {text.template}
      </Button>
      <Button type="primary" onClick={() => setOpen(true)}>
        {text.bring}
      </Button>
      {isOpen && <BringModal county={county} onClose={() => setOpen(false)} />}
    </>
  )
}

function BringModal({ county, onClose }: { county: string; onClose: () => void }) {
  const text = useText(batchWords)
  const [form] = Form.useForm<Asked>()
  const { send, isSending, refusal } = useSendOwners(county)
  return (
    <Modal title={text.bring} open onCancel={onClose} footer={null} width={640} destroyOnHidden>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ applicantKind: 'developer', submittedOn: dayjs(officeToday()), held: [...handedInTogether] }}
      >
        <TermFields county={county} />
        <Upload.Dragger
          accept=".xlsx,.xls,.ods,.csv"
          showUploadList={false}
          disabled={isSending}
          beforeUpload={(file) => {
            void form.validateFields().then((asked) => send(file, asked))
            return false
          }}
        >
          <Spin spinning={isSending} description={text.sending}>
            <p style={{ fontSize: 32, margin: 0 }}>
              <InboxOutlined />
            </p>
            <p style={{ fontSize: 16, margin: 0 }}>{text.bring}</p>
            <p style={{ opacity: 0.75 }}>{text.bringHint}</p>
          </Spin>
        </Upload.Dragger>
        {refusal && <Alert type="error" showIcon message={refusal} style={{ marginTop: 12 }} />}
      </Form>
    </Modal>
  )
}

/** What holds for every row of the file. */
function TermFields({ county }: { county: string }) {
  const text = useText(batchWords)
  const words = useText(registrationWords)
  const kind = Form.useWatch<TransferApplicant | undefined>('applicantKind')
  return (
    <>
      <Form.Item
        name="applicantKind"
        label={text.applicant}
        extra={kind ? words.applicantMeanings[kind] : undefined}
        style={{ marginBottom: 12 }}
      >
        <Radio.Group options={transferApplicantKinds.map((value) => ({ value, label: words.applicantKinds[value] }))} />
      </Form.Item>
      {kind && transferApplicants[kind].needsBasis && (
        <Form.Item name="applicantBasis" label={text.basis} extra={text.basisHint} rules={[{ required: true }]}>
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Space wrap size={[24, 0]}>
        <Form.Item name="submittedOn" label={text.submittedOn} rules={[{ required: true }]}>
          <DatePicker allowClear={false} maxDate={dayjs(officeToday())} />
        </Form.Item>
        <Form.Item name="estate" label={text.estate} style={{ minWidth: 240 }}>
          <EstateSelect county={county} />
        </Form.Item>
      </Space>
      <Form.Item name="held" label={text.held} extra={text.heldHint}>
        <Checkbox.Group options={handedInTogether.map((value) => ({ value, label: words.papers[value] }))} />
      </Form.Item>
    </>
  )
}

/** Sends the file under a key of its own, so that sending it again after a broken line makes no second batch. */
function useSendOwners(county: string) {
  const text = useText(batchWords)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  async function send(file: File, { submittedOn, held, ...asked }: Asked): Promise<void> {
    setSending(true)
    setRefusal(undefined)
    try {
      const form = new FormData()
      form.append('files', file, file.name)
      const query = {
        ...asked,
        key: madeKey(),
        submittedOn: submittedOn.format('YYYY-MM-DD'),
        held: held.join(','),
      }
      const { path, response } = transfersEndpoints.bringOwners
      const answer = await fetch(addressOf(path, { params: { county }, query }), { method: 'POST', body: form })
      if (!answer.ok) throw await problemOf(answer)
      const { batch } = response.parse(await answer.json())
      await queries.invalidateQueries({ queryKey: [registrationsEndpoints.listBatches.path] })
      await navigate({ to: '/counties/$county/registration-batches/$batch', params: { county, batch } })
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : text.notSent)
    } finally {
      setSending(false)
    }
  }
  return { send, isSending, refusal }
}
