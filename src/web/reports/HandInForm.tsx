import { Alert, App, Button, Form, Input, Space } from 'antd'
import { type HandIn, reportRhythmEndpoints } from '#contract/report-rhythm.ts'
import { call } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { HandedFigures } from './HandedFigures.tsx'
import { rhythmWords } from './rhythm-messages.ts'
import { useReportsChanged } from './use-report-period.ts'

type Values = Pick<HandIn, 'progress' | 'difficulties' | 'nextPlan'> & { figures?: Record<string, number | null> }

/** Where a unit or county writes what it hands in. */
export function HandInForm({ handIn }: { handIn: HandIn }) {
  const text = useText(rhythmWords)
  const [form] = Form.useForm<Values>()
  const { message } = App.useApp()
  const changed = useReportsChanged()
  const { county, kind, period, who, revision, progress, difficulties, nextPlan } = handIn

  async function put(submit: boolean) {
    const { figures = {}, ...said } = submit ? await form.validateFields() : form.getFieldsValue()
    const kept = await call(reportRhythmEndpoints.putHandIn, {
      params: { county, kind, period, who },
      body: { submit, ...said, figures, revision },
    })
    message.success(submit ? (kept.isLate ? text.handedInLate : text.handedIn) : text.draftSaved)
    await changed()
  }
  const tell = (error: unknown) => {
    if (error instanceof Error) message.error(error.message)
  }

  return (
    <Form form={form} layout="vertical" initialValues={{ progress, difficulties, nextPlan }} requiredMark={false}>
      <FormNotes handIn={handIn} />
      <Form.Item
        name="progress"
        label={text.progress}
        rules={[{ required: true, whitespace: true, message: text.progressMissing }]}
      >
        <Input.TextArea autoSize={{ minRows: 4 }} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item name="difficulties" label={text.difficulties}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="nextPlan" label={text.nextPlan}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
      </Form.Item>
      {handIn.figures.length > 0 && <HandedFigures figures={handIn.figures} isTyped />}
      <Space className="report-save">
        <Button type="primary" onClick={() => void put(true).catch(tell)}>
          {text.handIn}
        </Button>
        <Button onClick={() => void put(false).catch(tell)}>{text.saveDraft}</Button>
      </Space>
    </Form>
  )
}

function FormNotes({ handIn: { state, decided, isFrozen, freezeAt } }: { handIn: HandIn }) {
  const text = useText(rhythmWords)
  return (
    <>
      {state === 'returned' && decided && (
        <Alert className="report-hint" type="warning" showIcon message={text.returnedWhy(decided.reason)} />
      )}
      <Alert
        className="report-hint"
        type={isFrozen ? 'warning' : 'info'}
        message={isFrozen ? text.frozenAlready : text.untilFreeze(freezeAt.replace('T', ' '))}
      />
    </>
  )
}
