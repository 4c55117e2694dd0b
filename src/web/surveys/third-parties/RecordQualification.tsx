import { useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, Radio } from 'antd'
import type { Dayjs } from 'dayjs'
import { thirdPartiesEndpoints } from '#contract/third-parties.ts'
import { type QualificationField, qualificationFields } from '#domain/surveys/qualifications.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { HolderSelect, holderIn } from './HolderSelect.tsx'
import { thirdPartyWords } from './messages.ts'

type Filled = {
  holder: string
  field: QualificationField
  certificateNo: string
  grade?: string
  validFrom: Dayjs
  validUntil: Dayjs
}

/** Puts a certificate of a third party on record, as it reads. */
export function RecordQualification({ county, onClose }: { county: string; onClose: () => void }) {
  const text = useText(thirdPartyWords)
  const queries = useQueryClient()
  return (
    <ReasonModal<Filled>
      open
      title={text.record}
      done={text.recorded}
      onClose={onClose}
      act={async ({ holder, grade, validFrom, validUntil, ...given }) => {
        const days = { validFrom: validFrom.format('YYYY-MM-DD'), validUntil: validUntil.format('YYYY-MM-DD') }
        const body = { ...given, ...holderIn(holder), ...days, grade: grade?.trim() || null }
        await call(thirdPartiesEndpoints.recordQualification, { params: { county }, body })
        await queries.invalidateQueries({ queryKey: [thirdPartiesEndpoints.listQualifications.path] })
      }}
    >
      <Form.Item name="holder" label={text.holder} rules={[{ required: true }]}>
        <HolderSelect county={county} />
      </Form.Item>
      <Form.Item name="field" label={text.field} initialValue="survey">
        <Radio.Group options={qualificationFields.map((value) => ({ value, label: text.fields[value] }))} />
      </Form.Item>
      <Form.Item name="certificateNo" label={text.certificateNo} rules={[{ required: true }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="grade" label={text.grade}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="validFrom" label={text.validFrom} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="validUntil" label={text.validUntil} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
    </ReasonModal>
  )
}
