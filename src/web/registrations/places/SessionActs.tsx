import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { Session } from '#contract/place-shapes.ts'
import { placesEndpoints } from '#contract/places.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { placeWords } from './messages.ts'
import { StaffSelect } from './PlaceSelects.tsx'
import { today } from './times.ts'

type Values = { counters: number; slotCapacity: number; staff?: string[]; note?: string }

/** Changes or cancels a session whose day is not over. */
export function SessionActs({ session }: { session: Session }) {
  const text = useText(placeWords)
  const queries = useQueryClient()
  const [doing, setDoing] = useState<'change' | 'cancel'>()
  const { countyCode: county, id, revision } = session
  const params = { county, session: id }
  const close = () => setDoing(undefined)
  if (session.heldOn < today()) return null

  async function change({ staff = [], note = '', ...given }: Values & { reason: string }) {
    await call(placesEndpoints.changeSession, {
      params,
      body: { ...given, revision, staff, note: note.trim() || null },
    })
    await queries.invalidateQueries()
  }

  async function cancel({ reason }: { reason: string }) {
    await call(placesEndpoints.cancelSession, { params, body: { reason } })
    await queries.invalidateQueries()
  }

  return (
    <>
      <Button onClick={() => setDoing('change')}>{text.changeSession}</Button>
      <Button onClick={() => setDoing('cancel')}>{text.cancelSession}</Button>
      <ReasonModal<Values>
        open={doing === 'change'}
        title={text.changeSession}
        onClose={close}
        act={change}
        done={text.changed}
        suggested={text.sessionReason}
      >
        <Form.Item name="counters" label={text.counters} initialValue={session.counters} rules={[{ required: true }]}>
          <InputNumber min={1} max={60} precision={0} />
        </Form.Item>
        <Form.Item
          name="slotCapacity"
          label={text.slotCapacity}
          initialValue={Math.max(0, ...session.slots.map(({ capacity }) => capacity))}
          rules={[{ required: true }]}
        >
          <InputNumber min={0} max={500} precision={0} />
        </Form.Item>
        <Form.Item name="staff" label={text.staff} initialValue={session.staff.map((person) => person.id)}>
          <StaffSelect county={county} />
        </Form.Item>
        <Form.Item name="note" label={text.note} initialValue={session.note ?? ''}>
          <Input maxLength={300} />
        </Form.Item>
      </ReasonModal>
      <ReasonModal<object>
        open={doing === 'cancel'}
        title={text.cancelSession}
        onClose={close}
        act={cancel}
        done={text.cancelled}
      >
        <p>{text.cancelHint}</p>
      </ReasonModal>
    </>
  )
}
