import { useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { jointEndpoints } from '#contract/joint-acceptance.ts'
import { type JointKind, jointKinds } from '#domain/registrations/joint/opinions.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { EstateSelect } from '../../tasks/SearchSelects.tsx'
import { iso } from '../places/times.ts'
import { jointWords } from './messages.ts'

type Values = { estateId: string; kind: JointKind; title: string; handOverOn?: Dayjs | null }

/** Opens the one file of a project. */
export function OpenJoint({ county, onClose }: { county: string; onClose: () => void }) {
  const text = useText(jointWords)
  const queries = useQueryClient()

  async function open({ handOverOn, ...given }: Values & { reason: string }) {
    const body = { ...given, handOverOn: handOverOn ? iso(handOverOn) : null }
    await call(jointEndpoints.openJointAcceptance, { params: { county }, body })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Values>
      open
      title={text.open}
      onClose={onClose}
      act={open}
      done={text.opened}
      suggested={text.openReason}
    >
      <Form.Item name="estateId" label={text.estate} rules={[{ required: true }]}>
        <EstateSelect county={county} />
      </Form.Item>
      <Form.Item name="kind" label={text.kind} initialValue="house" rules={[{ required: true }]}>
        <Select options={jointKinds.map((kind) => ({ value: kind, label: text.kinds[kind] }))} />
      </Form.Item>
      <Form.Item name="title" label={text.titleOf} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="handOverOn" label={text.handOverOn}>
        <DatePicker />
      </Form.Item>
    </ReasonModal>
  )
}
