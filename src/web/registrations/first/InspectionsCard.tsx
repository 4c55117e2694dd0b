import { Button, Card, DatePicker, Empty, Form, Input, Radio, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { SiteInspection } from '#contract/first-registration-shapes.ts'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { failedInspection } from '#domain/registrations/first/inspection.ts'
import { addressOf, call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { type FirstProps, isOpen } from './first-props.ts'
import { firstPageWords } from './messages.ts'
import { Photos } from './Photos.tsx'
import { useFirstAct } from './use-first-act.ts'

/** Who looked at the site, when, and what was found there, with photos. */
export function InspectionsCard({ first }: FirstProps) {
  const text = useText(firstPageWords)
  const mayInspect = useMay('registrations.gate', first.countyCode) && isOpen(first)
  const [isRecording, setRecording] = useState(false)
  return (
    <Card
      size="small"
      title={text.inspections}
      extra={
        mayInspect && (
          <Button size="small" className="no-print" onClick={() => setRecording(true)}>
            {text.inspect}
          </Button>
        )
      }
    >
      {first.inspections.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noInspections} />
      )}
      {first.inspections.map((inspection) => (
        <Inspection key={inspection.id} first={first} inspection={inspection} mayInspect={mayInspect} />
      ))}
      {isRecording && <RecordInspection first={first} onClose={() => setRecording(false)} />}
    </Card>
  )
}

type InspectionProps = FirstProps & { inspection: SiteInspection; mayInspect: boolean }

function Inspection({ first, inspection, mayInspect }: InspectionProps) {
  const text = useText(firstPageWords)
  const [isPassing, setPassing] = useState(false)
  const params = { county: first.countyCode, first: first.id, inspection: inspection.id }
  const isGateOpen = first.gates.some(({ gate, state }) => gate === 'inspection' && state === 'open')
  const mayPass = mayInspect && isGateOpen && failedInspection(inspection) === null && inspection.photos.length > 0
  const act = useFirstAct((body: { reason: string }) =>
    call(firstRegistrationsEndpoints.passInspection, { params, body }),
  )
  return (
    <div className="first-entry">
      <b>{inspection.inspectedOn}</b> {inspection.inspectors}{' '}
      <Claim label={text.locationMatches} holds={inspection.locationMatches} />
      <Claim label={text.isCompleted} holds={inspection.isCompleted} />
      <div>{inspection.findings}</div>
      <Photos
        params={params}
        photos={inspection.photos}
        address={mayInspect ? addressOf(firstRegistrationsEndpoints.addInspectionPhotos.path, { params }) : null}
      />
      {mayPass && (
        <Button
          size="small"
          type="primary"
          className="no-print"
          style={{ marginTop: 8 }}
          onClick={() => setPassing(true)}
        >
          {text.passInspection}
        </Button>
      )}
      <ReasonModal
        open={isPassing}
        title={text.passInspection}
        done={text.done}
        suggested={text.reason}
        onClose={() => setPassing(false)}
        act={act}
      />
    </div>
  )
}

function Claim({ label, holds }: { label: string; holds: boolean }) {
  const text = useText(firstPageWords)
  return (
    <Tag color={holds ? 'green' : 'red'}>
      {label}：{holds ? text.yes : text.no}
    </Tag>
  )
}

type Values = {
  inspectedOn: Dayjs
  inspectors: string
  locationMatches: boolean
  isCompleted: boolean
  findings: string
}

function RecordInspection({ first, onClose }: FirstProps & { onClose: () => void }) {
  const text = useText(firstPageWords)
  const params = { county: first.countyCode, first: first.id }
  const act = useFirstAct(({ inspectedOn, ...body }: Values & { reason: string }) =>
    call(firstRegistrationsEndpoints.recordInspection, {
      params,
      body: { ...body, inspectedOn: inspectedOn.format('YYYY-MM-DD') },
    }),
  )
  const yesNo = [
    { value: true, label: text.yes },
    { value: false, label: text.no },
  ]
  return (
    <ReasonModal<Values>
      open
      title={text.inspect}
      done={text.inspected}
      suggested={text.reason}
      onClose={onClose}
      act={act}
    >
      <Form.Item name="inspectedOn" label={text.inspectedOn} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker allowClear={false} minDate={dayjs(first.submittedOn)} maxDate={dayjs()} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="inspectors"
        label={text.inspectors}
        extra={text.inspectorsHint}
        rules={[{ required: true, min: 2 }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="locationMatches" label={text.locationMatches} rules={[{ required: true }]}>
        <Radio.Group optionType="button" options={yesNo} />
      </Form.Item>
      <Form.Item name="isCompleted" label={text.isCompleted} rules={[{ required: true }]}>
        <Radio.Group optionType="button" options={yesNo} />
      </Form.Item>
      <Form.Item name="findings" label={text.findings} rules={[{ required: true, min: 2 }]}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </ReasonModal>
  )
}
