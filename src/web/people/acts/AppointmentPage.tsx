import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { OwnerAppointments } from '#contract/owner-act-shapes.ts'
import { type VisitMatter, visitMatters } from '#domain/registrations/places/kinds.ts'
import { useText } from '../../platform/text.ts'
import { Waiting } from '../owners/Waiting.tsx'
import { callAt } from '../platform/call.ts'
import { useDay } from '../platform/days.ts'
import { Actions, Card, Choices, Field, Say } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { ActPage } from './ActPage.tsx'
import { type Acts, useKeep, useOwn } from './api.ts'
import { actWords } from './messages.ts'

const path = '/api/owner/homes/:ownHome/appointments'

/** A time at the window: book one, see it, give it back. */
export function AppointmentPage({ unitId }: { unitId: string }) {
  const text = useText(actWords)
  const found = useOwn<'ownerAppointments'>(path, unitId)
  if (!found.data) return <Waiting of={found} />
  const { own, free } = found.data
  return (
    <ActPage unitId={unitId} title={text.appointment}>
      {own.length > 0 && <Own unitId={unitId} own={own} />}
      {free.length === 0 ? <Say>{text.noFree}</Say> : <Book unitId={unitId} free={free} />}
    </ActPage>
  )
}

function Own({ unitId, own }: { unitId: string; own: OwnerAppointments['own'] }) {
  const text = useText(actWords)
  const day = useDay()
  const keep = useKeep(path, unitId)
  const cancel = useMutation({
    mutationFn: (ownAppointment: string) =>
      callAt<Acts['cancelAppointment']>('POST', '/api/owner/homes/:ownHome/appointments/:ownAppointment/cancel', {
        params: { ownHome: unitId, ownAppointment },
      }),
    onSuccess: keep,
  })
  return (
    <Card title={text.myAppointments}>
      <Trouble of={cancel} />
      <ul className="lines">
        {own.map(({ id, matter, state, placeName, address, heldOn, startsAt, endsAt }) => (
          <li key={id}>
            <strong>
              {day(heldOn)} {startsAt}–{endsAt} · {text.matters[matter]}
            </strong>
            <span>
              {placeName}，{address}
            </span>
            <p className={`standing ${state}`}>{text.appointmentStates[state]}</p>
            {state === 'booked' && (
              <button type="button" disabled={cancel.isPending} onClick={() => cancel.mutate(id)}>
                {text.cancel}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Book({ unitId, free }: { unitId: string; free: OwnerAppointments['free'] }) {
  const text = useText(actWords)
  const day = useDay()
  const keep = useKeep(path, unitId)
  const [matter, setMatter] = useState<VisitMatter>('apply')
  const [sessionId, setSession] = useState(free[0]?.id ?? '')
  const [slot, setSlot] = useState('')
  const [done, setDone] = useState<string | null>(null)
  const session = free.find(({ id }) => id === sessionId) ?? free[0]
  const time = session?.times.find(({ no }) => String(no) === slot)
  const submit = useSubmit({
    check: () => (time ? {} : { slotNo: text.chooseOne }),
    act: () =>
      callAt<Acts['makeAppointment']>('POST', path, {
        params: { ownHome: unitId },
        body: { sessionId: session?.id ?? '', slotNo: time?.no ?? 0, matter },
      }),
    onDone: (answer) => {
      if (session && time) setDone(text.booked({ day: day(session.heldOn), from: time.startsAt, until: time.endsAt }))
      setSlot('')
      keep(answer)
    },
  })
  return (
    <Card title={text.appointment}>
      {done && <Say tone="good">{done}</Say>}
      <form {...submit.form}>
        <Trouble of={submit} />
        <Choices
          name="matter"
          label={text.matter}
          value={matter}
          onChange={setMatter}
          choices={visitMatters.map((value) => ({ value, label: text.matters[value] }))}
        />
        <Field
          name="sessionId"
          label={text.day}
          value={session?.id ?? ''}
          onChange={(chosen) => {
            setSession(chosen)
            setSlot('')
          }}
          options={free.map(({ id, heldOn, placeName }) => ({
            value: id,
            label: text.dayOption(day(heldOn), placeName),
          }))}
          {...(session && { hint: session.address })}
        />
        <Field
          name="slotNo"
          label={text.time}
          error={submit.errorOf('slotNo')}
          value={slot}
          onChange={setSlot}
          options={[
            { value: '', label: text.chooseOne },
            ...(session?.times ?? []).map(({ no, startsAt, endsAt, left }) => ({
              value: String(no),
              label: `${startsAt}–${endsAt}　${text.left(left)}`,
            })),
          ]}
        />
        <Actions>
          <button type="submit" className="main" disabled={submit.isPending}>
            {submit.isPending ? text.wait : text.book}
          </button>
        </Actions>
      </form>
    </Card>
  )
}
