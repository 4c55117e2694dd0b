import { UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, DatePicker, Form, Input, InputNumber, Modal, Upload } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type AppraisalCommission, thirdPartiesEndpoints } from '#contract/third-parties.ts'
import { sendFiles } from '../../outreach/developers/send-files.ts'
import { ProblemError } from '../../platform/api.ts'
import { platformWords } from '../../platform/messages.ts'
import { useText } from '../../platform/text.ts'
import { officeToday } from '../../registrations/days-until.ts'
import { thirdPartyWords } from './messages.ts'

type Props = { commission: AppraisalCommission; onClose: () => void }
type Filled = { reportNo: string; valueOn: Dayjs; value: number; validUntil: Dayjs; note?: string }

/** A report with the numbers it comes to, as its first page has them. */
export function HandInAppraisal({ commission, onClose }: Props) {
  const text = useText(thirdPartyWords)
  const words = useText(platformWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Filled>()
  const [file, setFile] = useState<File>()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  async function handIn({ valueOn, validUntil, value, reportNo, note }: Filled) {
    if (!file) return setRefusal(text.needsFile)
    setBusy(true)
    setRefusal(undefined)
    try {
      const params = { county: commission.countyCode, appraisalCommission: commission.id }
      const days = { valueOn: valueOn.format('YYYY-MM-DD'), validUntil: validUntil.format('YYYY-MM-DD') }
      const query = { reportNo, ...days, valueFen: Math.round(value * 100) }
      await sendFiles(thirdPartiesEndpoints.handInAppraisal, { params, query, files: [file], note })
      await queries.invalidateQueries({ queryKey: [thirdPartiesEndpoints.listAppraisals.path] })
      message.success(text.handedIn)
      onClose()
    } catch (error) {
      const fields = error instanceof ProblemError ? (error.problem.fields ?? []) : []
      for (const { field, message: wrong } of fields)
        if (field === 'valueOn' || field === 'validUntil') form.setFields([{ name: field, errors: [wrong] }])
      setRefusal(error instanceof Error ? error.message : text.unreachable)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      className="own-page"
      title={`${text.handIn} · ${commission.estateName}`}
      onCancel={onClose}
      cancelText={words.cancel}
      okText={text.handIn}
      okButtonProps={{ loading: isBusy }}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={handIn} requiredMark={false}>
        <Form.Item name="reportNo" label={text.reportNo} rules={[{ required: true }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="valueOn" label={text.valueOn} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} maxDate={dayjs(officeToday())} />
        </Form.Item>
        <Form.Item name="value" label={text.value} rules={[{ required: true }]}>
          <InputNumber<number> min={0.01} precision={2} style={{ width: '100%' }} controls={false} />
        </Form.Item>
        <Form.Item name="validUntil" label={text.validUntil} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} minDate={dayjs(officeToday())} />
        </Form.Item>
        <Form.Item label={text.file}>
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
        <Form.Item name="note" label={text.note}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
        {refusal && <Alert type="error" showIcon message={refusal} role="alert" />}
      </Form>
    </Modal>
  )
}
