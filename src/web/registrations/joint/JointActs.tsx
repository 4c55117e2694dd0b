import { useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type JointAcceptance, jointEndpoints } from '#contract/joint-acceptance.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { iso } from '../places/times.ts'
import { jointWords } from './messages.ts'

type Doing = 'change' | 'accept' | 'withdraw'
type Closing = { joint: JointAcceptance; onClose: () => void }

/** What the window does with the file: fixes the day, closes it, withdraws it. */
export function JointActs({ joint }: { joint: JointAcceptance }) {
  const text = useText(jointWords)
  const mayArrange = useMay('registrations.arrange', joint.countyCode)
  const [doing, setDoing] = useState<Doing>()
  if (!mayArrange || joint.state === 'withdrawn') return null
  const isOpen = joint.state === 'open'
  const props = { joint, onClose: () => setDoing(undefined) }
  return (
    <>
      <Button onClick={() => setDoing('change')}>{text.change}</Button>
      {isOpen && <Button onClick={() => setDoing('withdraw')}>{text.withdraw}</Button>}
      {isOpen && (
        <Button
          type="primary"
          disabled={joint.opinions.some(({ stance }) => stance === 'open' || stance === 'disagree')}
          onClick={() => setDoing('accept')}
        >
          {text.accept}
        </Button>
      )}
      {doing === 'change' && <ChangeModal {...props} />}
      {doing === 'accept' && <AcceptModal {...props} />}
      {doing === 'withdraw' && <WithdrawModal {...props} />}
    </>
  )
}

const keyOf = ({ countyCode, id }: JointAcceptance) => ({ county: countyCode, joint: id })

type Change = { title: string; handOverOn?: Dayjs | null; landNo?: string; landOn?: Dayjs | null; note?: string }

function ChangeModal({ joint, onClose }: Closing) {
  const text = useText(jointWords)
  const queries = useQueryClient()
  const dayOf = (day: string | null) => (day ? dayjs(day) : null)

  async function change({ reason, title, handOverOn, landNo = '', landOn, note = '' }: Change & { reason: string }) {
    await call(jointEndpoints.changeJointAcceptance, {
      params: keyOf(joint),
      body: {
        reason,
        revision: joint.revision,
        title,
        handOverOn: handOverOn ? iso(handOverOn) : null,
        landCertificateNo: landNo.trim() || null,
        landCertificateOn: landOn ? iso(landOn) : null,
        note: note.trim() || null,
      },
    })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Change>
      open
      title={text.change}
      onClose={onClose}
      act={change}
      done={text.changed}
      suggested={text.changeReason}
    >
      <Form.Item name="title" label={text.titleOf} initialValue={joint.title} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="handOverOn" label={text.handOverOn} initialValue={dayOf(joint.handOverOn)}>
        <DatePicker />
      </Form.Item>
      {joint.kind === 'land' && (
        <>
          <Form.Item name="landNo" label={text.landNo} initialValue={joint.landCertificateNo ?? ''}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="landOn" label={text.landOn} initialValue={dayOf(joint.landCertificateOn)}>
            <DatePicker />
          </Form.Item>
        </>
      )}
      <Form.Item name="note" label={text.note} initialValue={joint.note ?? ''}>
        <Input maxLength={300} />
      </Form.Item>
    </ReasonModal>
  )
}

type Acceptance = { opinionNo: string; on: Dayjs }

function AcceptModal({ joint, onClose }: Closing) {
  const text = useText(jointWords)
  const queries = useQueryClient()

  async function accept({ reason, opinionNo, on }: Acceptance & { reason: string }) {
    await call(jointEndpoints.acceptJointly, { params: keyOf(joint), body: { reason, opinionNo, on: iso(on) } })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Acceptance>
      open
      title={text.accept}
      onClose={onClose}
      act={accept}
      done={text.accepted}
      suggested={text.acceptReason}
    >
      <Form.Item name="opinionNo" label={text.opinionNo} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="on" label={text.acceptedOn} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker allowClear={false} maxDate={dayjs()} />
      </Form.Item>
    </ReasonModal>
  )
}

function WithdrawModal({ joint, onClose }: Closing) {
  const text = useText(jointWords)
  const queries = useQueryClient()
  return (
    <ReasonModal<object>
      open
      title={text.withdraw}
      onClose={onClose}
      done={text.withdrawn}
      act={async ({ reason }) => {
        await call(jointEndpoints.withdrawJoint, { params: keyOf(joint), body: { reason } })
        await queries.invalidateQueries()
      }}
    />
  )
}
