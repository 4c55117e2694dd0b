import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, App, Button, Card, Form, Input, Modal, Space, Tag } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import type { InboxLine } from '#contract/owner-act-shapes.ts'
import { ownerInboxEndpoints } from '#contract/owner-inbox.ts'
import { call, ProblemError } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { useMayIn } from '../../tasks/use-may-in.ts'
import { AgentSent } from './AgentSent.tsx'
import { CaseSent } from './CaseSent.tsx'
import type { Doing } from './InboxPage.tsx'
import { inboxWords } from './messages.ts'
import { PaperSent } from './PaperSent.tsx'

type InboxDetailProps = {
  county: string
  line: InboxLine
  doing: Doing
  onDoing: (doing: Doing) => void
  /** Dealt with: the next one, please. */
  onDone: () => void
}

/** One of what came, with what is to be decided or answered. */
export function InboxDetail({ county, line, doing, onDoing, onDone }: InboxDetailProps) {
  const text = useText(inboxWords)
  const may = useMayIn()
  const mayLook = may('registrations.accept', county)
  const isCase = line.case !== null
  return (
    <Card size="small" title={<Head line={line} />} extra={<ToHome county={county} unitId={line.unitId} />}>
      {!isCase && !mayLook && <Alert type="info" showIcon message={text.noRight} />}
      {line.paper && mayLook && <PaperSent county={county} id={line.id} paper={line.paper} />}
      {line.authorisation && <AgentSent county={county} id={line.id} agent={line.authorisation} mayLook={mayLook} />}
      {line.case && (
        <CaseSent
          county={county}
          id={line.id}
          asked={line.case}
          isAnswering={doing === 'answer' || doing === 'accept'}
          onAnswering={(isAnswering) => onDoing(isAnswering ? 'answer' : null)}
          onDone={() => {
            onDoing(null)
            onDone()
          }}
        />
      )}
      {!isCase && mayLook && line.isOpen && (
        <Decide county={county} line={line} doing={doing} onDoing={onDoing} onDone={onDone} />
      )}
      {!line.isOpen && line.deciderName && line.decidedOn && (
        <p>
          {text.decided(line.deciderName, line.decidedOn)}
          {line.words && `：${line.words}`}
        </p>
      )}
    </Card>
  )
}

function Head({ line }: { line: InboxLine }) {
  const text = useText(inboxWords)
  const state = line.paper?.state ?? line.authorisation?.state ?? line.case?.state ?? 'waiting'
  return (
    <Space wrap>
      <span>
        {line.estateName} {line.home} · {line.ownerName}
      </span>
      <Tag>{text.state[state]}</Tag>
    </Space>
  )
}

function ToHome({ county, unitId }: { county: string; unitId: string }) {
  const text = useText(inboxWords)
  const may = useMayIn()
  if (!may('registrations.read', county)) return null
  return (
    <Link to="/counties/$county/window" params={{ county }} search={{ unit: unitId }}>
      {text.toHome}
    </Link>
  )
}

/** Accept by one key or click; a return asks for the words the owner will read. */
function Decide({ county, line, doing, onDoing, onDone }: InboxDetailProps) {
  const text = useText(inboxWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<{ words: string }>()
  const isPaper = line.kind === 'paper'

  async function decide(isAccepted: boolean, words: string | null) {
    try {
      const body = { isAccepted, words }
      await (isPaper
        ? call(ownerInboxEndpoints.decideOwnerPaper, { params: { county, ownerPaper: line.id }, body })
        : call(ownerInboxEndpoints.decideAuthorisation, { params: { county, authorisation: line.id }, body }))
      message.success(isAccepted ? (isPaper ? text.accepted : text.agentAccepted) : text.returned)
      onDone()
    } catch (error) {
      message.error(error instanceof ProblemError ? error.message : String(error))
    } finally {
      onDoing(null)
      await queries.invalidateQueries()
    }
  }
  const accept = useEffectEvent(() => void decide(true, null))
  useEffect(() => {
    if (doing === 'accept') accept()
  }, [doing])
  return (
    <Space wrap className="inbox-acts">
      <Button type="primary" loading={doing === 'accept'} onClick={() => onDoing('accept')}>
        {isPaper ? text.accept : text.agentAccept}
      </Button>
      <Button onClick={() => onDoing('return')}>{text.return}</Button>
      <Modal
        title={text.return}
        open={doing === 'return'}
        onCancel={() => onDoing(null)}
        onOk={() => form.submit()}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" onFinish={({ words }) => decide(false, words)}>
          <Form.Item name="words" label={text.returnWhy} extra={text.returnHint} rules={[{ required: true }]}>
            <Input.TextArea rows={3} maxLength={300} autoFocus />
          </Form.Item>
        </Form>
      </Modal>
    </Space>
  )
}
