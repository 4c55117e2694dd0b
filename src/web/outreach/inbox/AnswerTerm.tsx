import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { ownerInboxEndpoints } from '#contract/owner-inbox.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { useMayIn } from '../../tasks/use-may-in.ts'
import { inboxWords } from './messages.ts'

type Values = { workingDays: number; source: string; isVerified?: boolean }

/** Within how many working days owners are answered here, by which source, and a way to set it. */
export function AnswerTerm({ county }: { county: string }) {
  const text = useText(inboxWords)
  const may = useMayIn()
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const { data: term } = useQuery(endpointQuery(ownerInboxEndpoints.answerTerm, { params: { county } }))
  if (!term) return null
  const words = `${text.term(term.workingDays)}${term.isVerified ? '' : `（${text.unverified}）`}`
  if (!may('outreach.arrange', county)) return <span title={term.source}>{words}</span>
  return (
    <>
      <span title={term.source}>{words}</span>
      <Button size="small" onClick={() => setOpen(true)}>
        {text.setTerm}
      </Button>
      <ReasonModal<Values>
        title={text.setTerm}
        open={isOpen}
        onClose={() => setOpen(false)}
        done={text.termSet}
        act={async ({ reason, workingDays, source, isVerified = false }) => {
          const body = { reason, workingDays, source, isVerified }
          await call(ownerInboxEndpoints.setAnswerTerm, { params: { county }, body })
          await queries.invalidateQueries()
        }}
      >
        <Form.Item
          name="workingDays"
          label={text.workingDays}
          initialValue={term.workingDays}
          rules={[{ required: true }]}
        >
          <InputNumber min={1} max={60} precision={0} />
        </Form.Item>
        <Form.Item
          name="source"
          label={text.source}
          initialValue={term.isOwn ? term.source : ''}
          rules={[{ required: true }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="isVerified" valuePropName="checked" initialValue={term.isVerified}>
          <Checkbox>{text.verified}</Checkbox>
        </Form.Item>
      </ReasonModal>
    </>
  )
}
