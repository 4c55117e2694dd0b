import { useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, Radio, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { checkResults, type Inspection, supervisionEndpoints } from '#contract/supervision.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { inspectorWords } from './messages.ts'
import { UnitSelect } from './UnitSelect.tsx'

type Result = (typeof checkResults)[number]
type Values = {
  results?: (Result | undefined)[]
  notes?: (string | undefined)[]
  words?: string
  organisationId?: string
  rectifyBy?: Dayjs
  conclusion?: string
}
type Act = 'check' | 'finding' | 'close'

/** What the inspector may do with an open inspection. */
export function InspectionActs({ inspection }: { inspection: Inspection }) {
  const text = useText(inspectorWords)
  const queries = useQueryClient()
  const [doing, setDoing] = useState<Act>()
  const params = { county: inspection.countyCode, inspection: inspection.id }

  async function act({ reason, ...given }: Values & { reason: string }) {
    const { revision } = inspection
    if (doing === 'check') {
      const results = inspection.checklist.flatMap(({ no }) => {
        const result = given.results?.[no]
        return result ? [{ no, result, note: given.notes?.[no] || null }] : []
      })
      await call(supervisionEndpoints.checkInspection, { params, body: { reason, revision, results } })
    }
    if (doing === 'finding') {
      const { words = '', organisationId = '', rectifyBy = dayjs() } = given // the form asks for all three
      const body = { reason, words, organisationId, rectifyBy: rectifyBy.format('YYYY-MM-DD') }
      await call(supervisionEndpoints.addFinding, { params, body })
    }
    if (doing === 'close')
      await call(supervisionEndpoints.closeInspection, {
        params,
        body: { reason, revision, conclusion: given.conclusion ?? '' },
      })
    await queries.invalidateQueries()
  }

  return (
    <Space wrap className="no-print">
      <Button type="primary" onClick={() => setDoing('check')}>
        {text.check}
      </Button>
      <Button onClick={() => setDoing('finding')}>{text.finding}</Button>
      <Button onClick={() => setDoing('close')}>{text.close}</Button>
      {doing && (
        <ReasonModal<Values>
          key={doing}
          open
          title={text[doing]}
          done={text.saved}
          suggested={text.reason}
          onClose={() => setDoing(undefined)}
          act={act}
        >
          {doing === 'check' && <CheckFields inspection={inspection} />}
          {doing === 'finding' && <FindingFields inspection={inspection} />}
          {doing === 'close' && <Words name="conclusion" label={text.conclusion} />}
        </ReasonModal>
      )}
    </Space>
  )
}

function CheckFields({ inspection: { checklist } }: { inspection: Inspection }) {
  const text = useText(inspectorWords)
  const options = checkResults.map((value) => ({ value, label: text.results[value] }))
  return checklist.map(({ no, text: line, result, note }) => (
    <div key={no}>
      <Form.Item name={['results', no]} label={`${no}. ${line}`} initialValue={result ?? undefined}>
        <Radio.Group optionType="button" options={options} />
      </Form.Item>
      <Form.Item name={['notes', no]} initialValue={note ?? ''}>
        <Input placeholder={text.note} aria-label={`${text.note} ${no}`} maxLength={500} />
      </Form.Item>
    </div>
  ))
}

function FindingFields({ inspection: { countyCode, heldOn, organisation } }: { inspection: Inspection }) {
  const text = useText(inspectorWords)
  return (
    <>
      <Words name="words" label={text.words} />
      <Form.Item
        name="organisationId"
        label={text.organisation}
        initialValue={organisation?.id}
        rules={[{ required: true }]}
      >
        <UnitSelect county={countyCode} />
      </Form.Item>
      <Form.Item name="rectifyBy" label={text.rectifyBy} rules={[{ required: true }]}>
        <DatePicker minDate={dayjs(heldOn)} style={{ width: '100%' }} />
      </Form.Item>
    </>
  )
}

function Words({ name, label }: { name: keyof Values; label: string }) {
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, min: 2 }]}>
      <Input.TextArea rows={3} maxLength={500} />
    </Form.Item>
  )
}

/** Confirms that a finding was put right, and how. */
export function RectifyButton({ inspection, no }: { inspection: Inspection; no: number }) {
  const text = useText(inspectorWords)
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const params = { county: inspection.countyCode, inspection: inspection.id, finding: no }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {text.confirmRectified}
      </Button>
      <ReasonModal<{ how: string }>
        open={isOpen}
        title={text.confirmRectified}
        done={text.saved}
        suggested={text.reason}
        onClose={() => setOpen(false)}
        act={async (body) => {
          await call(supervisionEndpoints.rectifyFinding, { params, body })
          await queries.invalidateQueries()
        }}
      >
        <Form.Item name="how" label={text.how} rules={[{ required: true, min: 2 }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </ReasonModal>
    </>
  )
}
