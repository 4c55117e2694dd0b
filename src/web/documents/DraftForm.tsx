import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Form, Input, InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import type { OfficialDocument } from '#contract/document-shapes.ts'
import { documentsEndpoints } from '#contract/documents.ts'
import { staffEndpoints } from '#contract/staff.ts'
import type { DocumentBlock } from '#domain/documents/content.ts'
import { documentKinds } from '#domain/documents/kinds.ts'
import { call, endpointQuery, ProblemError } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { BlocksEditor } from './BlocksEditor.tsx'
import { keyed } from './draft-blocks.ts'
import { documentPageWords, documentWords } from './messages.ts'

/** What is wrong with which part of the draft. */
export type FieldFaults = Partial<Record<string, string>>

type Values = {
  title: string
  addressee: string
  recipientId: string | undefined
  answerDays: number | null
  copiesTo: string
  attachments: string
  contact: string
}

type DraftFormProps = { document: OfficialDocument; faults: FieldFaults; onDone: () => void }

/** Writes a draft: its head, its text block by block, and what stands below. */
export function DraftForm({ document, faults, onDone }: DraftFormProps) {
  const text = useText(documentPageWords)
  const words = useText(documentWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [blocks, setBlocks] = useState(() => keyed(document.content.blocks))
  const [found, setFound] = useState<FieldFaults>({})
  const [isSaving, setSaving] = useState(false)
  const wrong = { ...faults, ...found }
  const { to, asksAnswer } = documentKinds[document.kind]
  const faultOf = (field: string) => {
    const help = wrong[field]
    return help === undefined ? {} : { validateStatus: 'error' as const, help }
  }

  async function save(values: Values) {
    setSaving(true)
    try {
      await call(documentsEndpoints.editDocument, {
        params: { county: document.countyCode, document: document.id },
        body: editOf(
          document,
          values,
          blocks.map(({ block }) => block),
        ),
      })
      await queries.invalidateQueries()
      message.success(text.saved)
      onDone()
    } catch (error) {
      if (error instanceof ProblemError) setFound(faultsOf(error))
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setSaving(false)
    }
  }

  return (
    <Card size="small" title={`${text.edit} · ${words.kinds[document.kind]}`}>
      <Form<Values> layout="vertical" requiredMark={false} onFinish={save} initialValues={valuesOf(document)}>
        <Form.Item name="title" label={words.title} {...faultOf('title')}>
          <Input maxLength={200} />
        </Form.Item>
        {to !== 'public' && to !== 'file' && (
          <Form.Item name="addressee" label={text.addressee} {...faultOf('addressee')}>
            <Input maxLength={500} placeholder={text.addresseeHint} />
          </Form.Item>
        )}
        {(to === 'unit' || to === 'developer') && (
          <Form.Item name="recipientId" label={words.recipient} {...faultOf('recipient')}>
            <RecipientSelect county={document.countyCode} isDeveloper={to === 'developer'} />
          </Form.Item>
        )}
        {asksAnswer && (
          <Form.Item name="answerDays" label={text.answerDays} {...faultOf('answerDays')}>
            <InputNumber min={1} max={250} precision={0} />
          </Form.Item>
        )}
        <Form.Item label={text.blocks} {...faultOf('blocks')}>
          <BlocksEditor blocks={blocks} onChange={setBlocks} />
        </Form.Item>
        <Form.Item name="attachments" label={text.attachments}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="copiesTo" label={text.copiesTo}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="contact" label={text.contact}>
          <Input maxLength={200} />
        </Form.Item>
        <Space>
          <Button type="primary" htmlType="submit" loading={isSaving}>
            {text.save}
          </Button>
          <Button onClick={onDone}>{text.cancel}</Button>
        </Space>
      </Form>
    </Card>
  )
}

type RecipientSelectProps = {
  county: string
  isDeveloper: boolean
  value?: string
  onChange?: (id: string | undefined) => void
  id?: string
}

/** The unit or developer that receives a document; letters to developers offer developers first. */
function RecipientSelect({ county, isDeveloper, ...picking }: RecipientSelectProps) {
  const text = useText(documentPageWords)
  const organisations = useQuery(endpointQuery(staffEndpoints.listOrganisations, { params: { county } }))
  const offered = (organisations.data ?? []).filter(({ kind }) => (kind === 'developer') === isDeveloper)
  return (
    <Select
      {...picking}
      allowClear
      placeholder={text.noRecipient}
      loading={organisations.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      options={offered.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}

const valuesOf = ({ content, recipient, answerDays }: OfficialDocument): Values => ({
  title: content.title,
  addressee: content.addressee,
  recipientId: recipient?.id,
  answerDays,
  copiesTo: content.copiesTo.join('\n'),
  attachments: content.attachments.join('\n'),
  contact: content.contact,
})

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What the form does not ask for stays as it was. */
function editOf({ revision, content }: OfficialDocument, values: Values, blocks: readonly DocumentBlock[]) {
  return {
    revision,
    content: {
      title: values.title,
      addressee: values.addressee ?? content.addressee,
      blocks: structuredClone(blocks) as typeof content.blocks, // the same blocks, which the contract lets be changed
      attachments: linesOf(values.attachments),
      copiesTo: linesOf(values.copiesTo),
      contact: values.contact,
    },
    recipientId: values.recipientId ?? null,
    answerDays: values.answerDays ?? null,
  }
}

/** `content.title` of the server is `title` here. */
const faultsOf = ({ problem }: ProblemError): FieldFaults =>
  Object.fromEntries(
    (problem.fields ?? []).map(({ field, message }) => [
      field.replace(/^(body\.)?content\./, '').split('.')[0],
      message,
    ]),
  )
