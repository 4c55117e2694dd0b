import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Empty, Select } from 'antd'
import { useState } from 'react'
import type { Meeting } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { call } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { meetingWords } from './messages.ts'

type Status = Meeting['attendance'][number]['status']

/** Which of the units asked came. */
export function Attendance({ meeting, mayHold }: { meeting: Meeting; mayHold: boolean }) {
  const text = useText(meetingWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [marked, mark] = useState<Readonly<Record<string, Status>>>({})

  async function save() {
    try {
      await call(meetingsEndpoints.changeMeeting, {
        params: { county: meeting.countyCode, meeting: meeting.id },
        body: {
          reason: text.attendanceReason,
          revision: meeting.revision,
          attendance: meeting.attendance.map(({ organisation, personName, status }) => ({
            organisationId: organisation.id,
            personName,
            status: marked[organisation.id] ?? status,
          })),
        },
      })
      mark({})
      message.success(text.saved)
      await queries.invalidateQueries()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <Card size="small" title={text.attendance}>
      {meeting.attendance.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noUnits} />}
      {meeting.attendance.map(({ organisation, personName, status }) => (
        <div key={organisation.id} className="attendance-row">
          <span>
            {organisation.name} {personName}
          </span>
          {mayHold ? (
            <Select<Status>
              aria-label={organisation.name}
              value={marked[organisation.id] ?? status}
              options={(['asked', 'present', 'deputised', 'absent'] as const).map((value) => ({
                value,
                label: text.attends[value],
              }))}
              onChange={(chosen) => mark({ ...marked, [organisation.id]: chosen })}
              style={{ width: 110 }}
            />
          ) : (
            <span>{text.attends[status]}</span>
          )}
        </div>
      ))}
      {Object.keys(marked).length > 0 && (
        <Button type="primary" onClick={() => void save()} style={{ marginTop: 8 }}>
          {text.saveAttendance}
        </Button>
      )}
    </Card>
  )
}
