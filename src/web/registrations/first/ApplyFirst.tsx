import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Drawer, Form, Input, Space, Steps } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import type { EstateFirst } from '#contract/first-registration-shapes.ts'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { ApplyCheck } from './ApplyCheck.tsx'
import { ApplyHomes } from './ApplyHomes.tsx'
import { ApplyParts } from './ApplyParts.tsx'
import { type ApplyValues, askedBy } from './apply-values.ts'
import { FirstPapers } from './FirstPapers.tsx'
import { applyWords } from './messages.ts'

type ApplyFirstProps = { first: EstateFirst; onClose: () => void }

/** An application in three steps: which homes and who applies, how the papers stand, what the rules say of it all. */
export function ApplyFirst({ first, onClose }: ApplyFirstProps) {
  const text = useText(applyWords)
  const [step, setStep] = useState(0)
  const [form] = Form.useForm<ApplyValues>()
  const { isSending, submit } = useSubmit(first, onClose)
  const mayGoOn = async () => {
    await form.validateFields()
    setStep(step + 1)
  }
  const goBack = () => {
    form.setFieldValue('note', undefined) // proposed anew for what is filled in then
    setStep(step - 1)
  }
  return (
    <Drawer
      open
      size={900}
      title={`${text.apply} · ${first.estateName}`}
      onClose={onClose}
      footer={
        <Space style={{ float: 'right' }}>
          {step > 0 && <Button onClick={goBack}>{text.back}</Button>}
          {step < 2 && (
            <Button type="primary" onClick={() => void mayGoOn().catch(() => {})}>
              {text.next}
            </Button>
          )}
          {step === 2 && (
            <Button type="primary" loading={isSending} onClick={() => form.submit()}>
              {text.submit}
            </Button>
          )}
        </Space>
      }
    >
      <Steps
        size="small"
        current={step}
        items={[text.steps.homes, text.steps.papers, text.steps.check].map((title) => ({ title }))}
        style={{ marginBottom: 16 }}
      />
      <Form<ApplyValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
        initialValues={{ scope: 'estate', applicantKind: first.applicant, submittedOn: dayjs(), commonParts: [] }}
      >
        <div className={step === 0 ? '' : 'first-hidden'}>
          <ApplyHomes first={first} />
        </div>
        <div className={step === 1 ? '' : 'first-hidden'}>
          <ApplyParts />
          <FirstPapers
            papers={first.papers}
            note={text.diagnosedOn(count(first.diagnosisNo ?? 0), first.diagnosedOn ?? '')}
          />
        </div>
        {step === 2 && (
          <>
            <ApplyCheck first={first} form={form} />
            <Form.Item
              name="reason"
              label={text.reason}
              initialValue={text.reasonSuggested}
              rules={[{ required: true, min: 2 }]}
            >
              <Input.TextArea rows={2} maxLength={200} />
            </Form.Item>
          </>
        )}
      </Form>
    </Drawer>
  )
}

/** Hands the application in and goes to its page; what is refused is said, and the form stays. */
function useSubmit(first: EstateFirst, onClose: () => void) {
  const text = useText(applyWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [isSending, setSending] = useState(false)
  async function submit(values: ApplyValues) {
    setSending(true)
    try {
      const { id } = await call(firstRegistrationsEndpoints.submitFirst, {
        params: { county: first.countyCode, estate: first.estateId },
        body: {
          ...askedBy(values, first),
          diagnosisNo: first.diagnosisNo ?? 0,
          note: values.note ?? '',
          reason: values.reason ?? '',
        },
      })
      await queries.invalidateQueries()
      message.success(text.submitted)
      onClose()
      await navigate({
        to: '/counties/$county/first-registrations/$application',
        params: { county: first.countyCode, application: id },
      })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setSending(false)
    }
  }
  return { isSending, submit }
}
