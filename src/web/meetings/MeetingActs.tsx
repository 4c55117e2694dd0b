import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { Meeting } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { meetingWords } from './messages.ts'

type Act = 'minutes' | 'close' | 'cancel'

/** Notes, close and cancel, each with its reason and by whoever has seen the last change. */
export function MeetingActs({ meeting }: { meeting: Meeting }) {
  const text = useText(meetingWords)
  const queries = useQueryClient()
  const [doing, setDoing] = useState<Act>()
  const { countyCode: county, id, revision } = meeting
  const params = { county, meeting: id }
  const names = { minutes: text.editMinutes, close: text.close, cancel: text.cancelMeeting }
  const done = { minutes: text.saved, close: text.closed, cancel: text.cancelled }
  const reasons = { minutes: text.minutesReason, close: text.closeReason, cancel: undefined }

  async function act({ reason, minutes }: { reason: string; minutes?: string }) {
    const body = { reason, revision }
    if (doing === 'close') await call(meetingsEndpoints.closeMeeting, { params, body })
    if (doing === 'cancel') await call(meetingsEndpoints.cancelMeeting, { params, body })
    if (doing === 'minutes')
      await call(meetingsEndpoints.changeMeeting, { params, body: { ...body, minutes: minutes || null } })
    await queries.invalidateQueries()
  }

  return (
    <>
      <Button onClick={() => setDoing('minutes')}>{names.minutes}</Button>
      {meeting.resolutions === 0 && (
        <Button danger onClick={() => setDoing('cancel')}>
          {names.cancel}
        </Button>
      )}
      <Button type="primary" onClick={() => setDoing('close')}>
        {names.close}
      </Button>
      {doing && (
        <ReasonModal<{ minutes?: string }>
          key={doing}
          open
          title={names[doing]}
          done={done[doing]}
          suggested={reasons[doing]}
          onClose={() => setDoing(undefined)}
          act={act}
        >
          {doing === 'close' && meeting.itemsOpen > 0 && (
            <Alert
              type="warning"
              showIcon
              message={text.closeHint(count(meeting.itemsOpen))}
              style={{ marginBottom: 12 }}
            />
          )}
          {doing === 'minutes' && (
            <Form.Item name="minutes" label={text.minutes} initialValue={meeting.minutes ?? ''}>
              <Input.TextArea rows={8} maxLength={20_000} />
            </Form.Item>
          )}
        </ReasonModal>
      )}
    </>
  )
}
