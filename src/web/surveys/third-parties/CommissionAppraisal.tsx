import { useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { appraisedSubjects, thirdPartiesEndpoints } from '#contract/third-parties.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { officeToday } from '../../registrations/days-until.ts'
import { EstateSelect } from '../../tasks/SearchSelects.tsx'
import { HolderSelect, holderIn } from './HolderSelect.tsx'
import { thirdPartyWords } from './messages.ts'

type Filled = {
  holder: string
  estateId: string
  subject: (typeof appraisedSubjects)[number]
  purpose: string
  dueOn: Dayjs
}

/** Gives an appraisal to somebody; whether he is qualified for it the server says. */
export function CommissionAppraisal({ county, onClose }: { county: string; onClose: () => void }) {
  const text = useText(thirdPartyWords)
  const queries = useQueryClient()
  return (
    <ReasonModal<Filled>
      open
      title={text.commission}
      done={text.commissioned}
      onClose={onClose}
      act={async ({ holder, dueOn, ...given }) => {
        const body = { ...given, ...holderIn(holder), dueOn: dueOn.format('YYYY-MM-DD'), fundUseId: null }
        await call(thirdPartiesEndpoints.commissionAppraisal, { params: { county }, body })
        await queries.invalidateQueries({ queryKey: [thirdPartiesEndpoints.listAppraisals.path] })
      }}
    >
      <Form.Item name="estateId" label={text.estate} rules={[{ required: true }]}>
        <EstateSelect county={county} />
      </Form.Item>
      <Form.Item name="subject" label={text.subject} initialValue="land">
        <Radio.Group options={appraisedSubjects.map((value) => ({ value, label: text.subjects[value] }))} />
      </Form.Item>
      <Form.Item name="holder" label={text.appraiser} rules={[{ required: true }]}>
        <HolderSelect county={county} />
      </Form.Item>
      <Form.Item name="purpose" label={text.purpose} extra={text.purposeHint} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="dueOn" label={text.dueOn} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} minDate={dayjs(officeToday())} />
      </Form.Item>
    </ReasonModal>
  )
}
