import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, App, Button, Form, Input, Space } from 'antd'
import type { InboxLine } from '#contract/owner-act-shapes.ts'
import { ownerInboxEndpoints } from '#contract/owner-inbox.ts'
import { call, ProblemError } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { useMayIn } from '../../tasks/use-may-in.ts'
import { inboxWords } from './messages.ts'

type CaseSentProps = {
  county: string
  id: string
  asked: NonNullable<InboxLine['case']>
  isAnswering: boolean
  onAnswering: (isAnswering: boolean) => void
  onDone: () => void
}

/** What an owner asked, what was answered so far, and the place for an answer. */
export function CaseSent({ county, id, asked, isAnswering, onAnswering, onDone }: CaseSentProps) {
  const text = useText(inboxWords)
  const may = useMayIn()
  const isOpen = asked.state === 'open' || asked.state === 'reopened'
  const mayAnswer = isOpen && may('tasks.work', county)
  return (
    <>
      <p>
        <strong>
          {text.caseNo(asked.no)} · {text.caseKinds[asked.kind]} · {text.topics[asked.topic]}
        </strong>
      </p>
      <blockquote className="inbox-words">{asked.words}</blockquote>
      <Space wrap style={{ marginBottom: 8 }}>
        <span>
          {text.unit}：{asked.organisation ?? text.nobody}
        </span>
        {asked.taskId && (
          <Link to="/counties/$county/tasks/$task" params={{ county, task: asked.taskId }}>
            {text.toTask}
          </Link>
        )}
      </Space>
      {asked.answers.map(({ no, words, answererName, answeredOn, helped, helpedWords }) => (
        <Alert
          key={no}
          type={helped === false ? 'warning' : 'success'}
          message={text.said(answererName, answeredOn)}
          description={
            <>
              <p className="inbox-words">{words}</p>
              {helped !== null && (
                <strong>
                  {helped ? text.helped : text.notHelped}
                  {helpedWords && `：${helpedWords}`}
                </strong>
              )}
            </>
          }
          style={{ marginBottom: 8 }}
        />
      ))}
      {mayAnswer && !isAnswering && (
        <Button type="primary" onClick={() => onAnswering(true)}>
          {text.answer}
        </Button>
      )}
      {mayAnswer && isAnswering && (
        <AnswerForm county={county} id={id} onClose={() => onAnswering(false)} onDone={onDone} />
      )}
    </>
  )
}

type AnswerFormProps = { county: string; id: string; onClose: () => void; onDone: () => void }

function AnswerForm({ county, id, onClose, onDone }: AnswerFormProps) {
  const text = useText(inboxWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<{ words: string }>()
  async function answer({ words }: { words: string }) {
    try {
      await call(ownerInboxEndpoints.answerCase, { params: { county, ownerCase: id }, body: { words } })
      message.success(text.answered)
      onDone()
      await queries.invalidateQueries()
    } catch (error) {
      message.error(error instanceof ProblemError ? error.message : String(error))
    }
  }
  return (
    <Form form={form} layout="vertical" onFinish={answer}>
      <Form.Item
        name="words"
        label={text.answer}
        extra={text.answerHint}
        rules={[{ required: true, min: 5, message: text.answerTooShort }]}
      >
        <Input.TextArea
          rows={5}
          maxLength={2000}
          autoFocus
          onKeyDown={({ key, ctrlKey }) => {
            if (key === 'Escape') onClose()
            if (key === 'Enter' && ctrlKey) form.submit()
          }}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {text.answer}
      </Button>
    </Form>
  )
}
