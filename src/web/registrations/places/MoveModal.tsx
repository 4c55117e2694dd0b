import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import type { Appointment, Session } from '#contract/place-shapes.ts'
import { placesEndpoints } from '#contract/places.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { placeWords } from './messages.ts'
import { sessionOf } from './places-queries.ts'
import { iso, today } from './times.ts'

type Values = { sessionId: string; slotNo: number }

/** Gives an appointment another time, here or at another session of the coming weeks. */
export function MoveModal({
  session,
  appointment,
  onClose,
  onMoved,
}: {
  session: Session
  appointment: Appointment
  onClose: () => void
  onMoved: () => void
}) {
  const text = useText(placeWords)
  const queries = useQueryClient()
  const { countyCode: county } = session
  const [sessionId, setSessionId] = useState(session.id)
  const sessions = useQuery(
    endpointQuery(placesEndpoints.listSessions, {
      params: { county },
      query: { from: today(), until: iso(dayjs().add(45, 'day')) },
    }),
  )
  const target = useQuery(sessionOf(county, sessionId))

  async function move(values: Values & { reason: string }) {
    await call(placesEndpoints.moveAppointment, { params: { county, appointment: appointment.id }, body: values })
    await queries.invalidateQueries()
    onMoved()
  }

  return (
    <ReasonModal<Values>
      open
      title={`${text.moveTitle} · ${appointment.home}`}
      onClose={onClose}
      act={move}
      done={text.moved}
      suggested={text.moveReason}
    >
      <Form.Item name="sessionId" label={text.session} initialValue={session.id} rules={[{ required: true }]}>
        <Select
          onChange={setSessionId}
          options={(sessions.data ?? [])
            .filter(({ state }) => state === 'open')
            .map(({ id, heldOn, placeName, taken, seats }) => ({
              value: id,
              label: `${heldOn} ${placeName} · ${text.taken(count(taken), count(seats))}`,
            }))}
        />
      </Form.Item>
      <Form.Item name="slotNo" label={text.time} rules={[{ required: true }]}>
        <Select
          loading={target.isPending}
          options={(target.data?.slots ?? []).map(({ no, startsAt, endsAt, capacity, taken }) => ({
            value: no,
            disabled: taken >= capacity,
            label: `${startsAt}–${endsAt} · ${taken >= capacity ? text.full : text.left(count(capacity - taken))}`,
          }))}
        />
      </Form.Item>
    </ReasonModal>
  )
}
