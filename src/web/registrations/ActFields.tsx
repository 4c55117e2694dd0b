import { DatePicker, Form, Input, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { paperKinds } from '#domain/archives/paper-kinds.ts'
import { actOfBatch } from '#domain/registrations/batches.ts'
import { useText } from '../platform/text.ts'
import { actFormWords } from './act-messages.ts'
import type { OfferedAct } from './acts.ts'
import { officeToday } from './days-until.ts'

/** What an act is told with. */
export type ActValues = {
  on: Dayjs
  missing?: string[]
  words?: string
  state?: 'passed' | 'not_needed' | 'deferred'
  evidence?: string
  basis?: string
  certificateNo?: string
  paperNo?: string
}

/** Papers as they are told to people: what is recorded is in Chinese, whatever the language of the page. */
const paperTitles = Object.values(paperKinds).map(({ zh }) => ({ value: zh, label: zh }))

/** The fields one act asks for. `missing`: papers to begin the one list with; `single`: whether it is about one application. */
export function ActFields({
  act,
  missing = [],
  isSingle,
}: {
  act: OfferedAct
  missing?: readonly string[]
  isSingle: boolean
}) {
  const text = useText(actFormWords)
  const { gate } = actOfBatch(act)
  const asksMissing = act === 'reject' || act === 'call_for_correction'
  const asksWords = act === 'reject' || act === 'refuse' || act === 'withdraw'
  return (
    <>
      <Form.Item name="on" label={text.on} initialValue={dayjs(officeToday())} rules={[{ required: true }]}>
        <DatePicker allowClear={false} maxDate={dayjs(officeToday())} />
      </Form.Item>
      {asksMissing && (
        <Form.Item
          name="missing"
          label={text.missing}
          extra={text.missingHint}
          initialValue={[...missing]}
          rules={[{ required: true, type: 'array', min: 1 }]}
        >
          <Select mode="tags" options={paperTitles} tokenSeparators={['、', '；']} />
        </Form.Item>
      )}
      {asksWords && (
        <Form.Item name="words" label={text.words} rules={[{ required: true, min: 2 }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      )}
      {gate !== null && <GateFields act={act} mayLeaveOut={gate !== 'review'} />}
      {isSingle && act === 'enter' && (
        <Form.Item name="certificateNo" label={text.certificateNo} extra={text.certificateHint}>
          <Input maxLength={64} />
        </Form.Item>
      )}
      {isSingle && act === 'certify' && (
        <Form.Item name="paperNo" label={text.paperNo}>
          <Input maxLength={64} />
        </Form.Item>
      )}
    </>
  )
}

function GateFields({ act, mayLeaveOut }: { act: OfferedAct; mayLeaveOut: boolean }) {
  const text = useText(actFormWords)
  const state = Form.useWatch<ActValues['state']>('state')
  const { passed, not_needed, deferred } = text.outcomes
  const hint = act === 'pass_tax' || act === 'pass_fund' ? text.evidenceHint[act] : text.evidenceHint.other
  return (
    <>
      {mayLeaveOut && (
        <Form.Item name="state" label={text.outcome} initialValue="passed">
          <Radio.Group
            options={Object.entries({ passed, not_needed, deferred }).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
      )}
      {state === 'not_needed' || state === 'deferred' ? (
        <Form.Item name="basis" label={text.basis} rules={[{ required: true, message: text.basisMissing }]}>
          <Input maxLength={200} />
        </Form.Item>
      ) : (
        <Form.Item name="evidence" label={text.evidence} extra={hint}>
          <Input maxLength={200} />
        </Form.Item>
      )}
    </>
  )
}
