import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Space } from 'antd'
import { type MassMessage, messagesEndpoints } from '#contract/messages.ts'
import { longestText, templateFields } from '#domain/outreach/messages/template.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { SegmentFields } from '../SegmentFields.tsx'
import { choiceOf, type SegmentChoice, segmentOf } from '../segment-choice.ts'
import { MassPreviewView } from './MassPreviewView.tsx'
import { textWords } from './messages.ts'

type Values = { title: string; template: string; segment: SegmentChoice }

/** Drafts a message to many, or changes a draft; beneath it whom it would reach. */
export function DraftMass({ county, mass, onClose }: { county: string; mass?: MassMessage; onClose: () => void }) {
  const text = useText(textWords)
  const queries = useQueryClient()
  const navigate = useNavigate()
  async function keep({ segment, ...values }: Values & { reason: string }) {
    const body = { ...values, segment: segmentOf(segment) ?? {} }
    const { id } = mass
      ? await call(messagesEndpoints.changeMassMessage, {
          params: { county, massMessage: mass.id },
          body: { ...body, revision: mass.revision },
        })
      : await call(messagesEndpoints.draftMassMessage, { params: { county }, body })
    await queries.invalidateQueries()
    await navigate({ to: '/counties/$county/mass-messages/$massMessage', params: { county, massMessage: id } })
  }
  return (
    <ReasonModal<Values>
      open
      width={720}
      title={mass ? text.change : text.draft}
      done={mass ? text.changed : text.draftedNow}
      suggested={text.draftWhy}
      onClose={onClose}
      act={keep}
    >
      <Form.Item name="title" label={text.name} initialValue={mass?.title} rules={[{ required: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="template"
        label={text.content}
        initialValue={mass?.template}
        rules={[{ required: true }]}
        style={{ marginBottom: 32 }}
      >
        <Input.TextArea rows={4} maxLength={longestText} showCount />
      </Form.Item>
      <InsertFields />
      <Form.Item name="segment" label={text.whom} initialValue={mass ? choiceOf(mass.segment) : {}}>
        <SegmentFields region={county} />
      </Form.Item>
      <Form.Item noStyle dependencies={['segment', 'template']}>
        {({ getFieldValue }) => (
          <MassPreviewView
            county={county}
            template={getFieldValue('template') ?? ''}
            segment={segmentOf(getFieldValue('segment') ?? {}) ?? {}}
          />
        )}
      </Form.Item>
    </ReasonModal>
  )
}

/** Puts a field at the end of the text. */
function InsertFields() {
  const text = useText(textWords)
  const form = Form.useFormInstance<Values>()
  return (
    <Space wrap size={4} style={{ marginBottom: 16 }}>
      <span className="outreach-quiet">{text.fields}</span>
      {templateFields.map((field) => (
        <Button
          key={field}
          size="small"
          title={text.fieldsHint}
          onClick={() => form.setFieldValue('template', `${form.getFieldValue('template') ?? ''}${field}`)}
        >
          {field}
        </Button>
      ))}
    </Space>
  )
}
