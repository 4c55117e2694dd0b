import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { Meeting } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { AgendaFields, type AgendaValues, itemsOf, waitingFor } from './AgendaFields.tsx'
import { MeetingFields, type MeetingValues, meetingOf } from './MeetingFields.tsx'
import { meetingWords } from './messages.ts'

type Act = 'items' | 'change' | 'minutes' | 'close' | 'cancel'
type Values = AgendaValues & MeetingValues & { reason: string; minutes?: string }

/** Agenda, day and place, notes, close and cancel: each with its reason and by whoever has seen the last change. */
export function MeetingActs({ meeting }: { meeting: Meeting }) {
  const text = useText(meetingWords)
  const [doing, setDoing] = useState<Act>()
  const act = useMeetingAct(meeting)
  return (
    <>
      <Button onClick={() => setDoing('items')}>{text.acts.items}</Button>
      <Button onClick={() => setDoing('change')}>{text.acts.change}</Button>
      <Button onClick={() => setDoing('minutes')}>{text.acts.minutes}</Button>
      {meeting.resolutions === 0 && (
        <Button danger onClick={() => setDoing('cancel')}>
          {text.acts.cancel}
        </Button>
      )}
      <Button type="primary" onClick={() => setDoing('close')}>
        {text.acts.close}
      </Button>
      {doing && (
        <ReasonModal<Values>
          key={doing}
          open
          title={text.acts[doing]}
          done={text.actsDone[doing]}
          suggested={doing === 'cancel' ? undefined : text.actReasons[doing]}
          onClose={() => setDoing(undefined)}
          act={(given) => act(doing, given)}
        >
          <ActFields meeting={meeting} doing={doing} />
        </ReasonModal>
      )}
    </>
  )
}

function useMeetingAct(meeting: Meeting) {
  const text = useText(meetingWords)
  const queries = useQueryClient()
  const { countyCode: county, id, revision, kind } = meeting
  const params = { county, meeting: id }
  return async (doing: Act, { reason, minutes, ...given }: Values) => {
    const body = { reason, revision }
    if (doing === 'close') await call(meetingsEndpoints.closeMeeting, { params, body })
    if (doing === 'cancel') await call(meetingsEndpoints.cancelMeeting, { params, body })
    if (doing === 'minutes')
      await call(meetingsEndpoints.changeMeeting, { params, body: { ...body, minutes: minutes || null } })
    if (doing === 'change')
      await call(meetingsEndpoints.changeMeeting, { params, body: { ...body, ...meetingOf(given) } })
    if (doing === 'items') {
      const queue = waitingFor(county, kind)
      const items = itemsOf(given, queue.enabled ? await queries.ensureQueryData(queue) : [])
      if (items.length === 0) throw new Error(text.noItemNamed)
      await call(meetingsEndpoints.addItems, { params, body: { reason, items } })
    }
    await queries.invalidateQueries()
  }
}

function ActFields({ meeting, doing }: { meeting: Meeting; doing: Act }) {
  const text = useText(meetingWords)
  if (doing === 'items') return <AgendaFields county={meeting.countyCode} kind={meeting.kind} />
  if (doing === 'change') return <MeetingFields county={meeting.countyCode} meeting={meeting} />
  if (doing === 'minutes')
    return (
      <Form.Item name="minutes" label={text.minutes} initialValue={meeting.minutes ?? ''}>
        <Input.TextArea rows={8} maxLength={20_000} />
      </Form.Item>
    )
  if (doing === 'cancel' || meeting.itemsOpen === 0) return null
  return (
    <Alert type="warning" showIcon message={text.closeHint(count(meeting.itemsOpen))} style={{ marginBottom: 12 }} />
  )
}
