import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Card, Form, Input, Segmented, Space } from 'antd'
import { useState } from 'react'
import { type CalendarYear, campaignEndpoints } from '#contract/campaign.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { CalendarMonth } from './CalendarMonth.tsx'
import { type PublishedDay, readDays, type WallDay, wallYear, workdaysOf } from './calendar-days.ts'
import { campaignWords } from './campaign-messages.ts'

/** The working-day calendar of a year; the city's office corrects days and publishes years. */
export function CalendarView({ region, year }: { region: string; year: number }) {
  const text = useText(campaignWords)
  const navigate = useNavigate()
  const calendar = useQuery(endpointQuery(campaignEndpoints.calendar, { params: { region, year } }))
  const go = (to: number) => navigate({ to: '.', search: { view: 'calendar', year: String(to) }, replace: true })
  return (
    <Card
      title={text.calendarOf(String(year))}
      extra={
        <Space className="no-print">
          <Button size="small" onClick={() => go(year - 1)}>
            {text.lastYear}
          </Button>
          <Button size="small" onClick={() => go(year + 1)}>
            {text.nextYear}
          </Button>
        </Space>
      }
    >
      <Reading query={calendar}>{(data) => <WallCalendar key={data.year} region={region} calendar={data} />}</Reading>
    </Card>
  )
}

type WallCalendarProps = { region: string; calendar: CalendarYear }

function WallCalendar({ region, calendar }: WallCalendarProps) {
  const text = useText(campaignWords)
  const mayCorrect = useMay('calendar.correct', region)
  const [correcting, setCorrecting] = useState<WallDay>()
  const [isPublishing, setPublishing] = useState(false)
  const months = wallYear(calendar)
  const workdays = months.reduce((sum, month) => sum + workdaysOf(month), 0)
  return (
    <>
      {calendar.isPublished ? (
        <p>
          <b>{text.published}</b> · {text.workdays(count(workdays))}
        </p>
      ) : (
        <Alert
          type="warning"
          showIcon
          title={text.unpublished(String(calendar.year))}
          action={
            mayCorrect && <Button onClick={() => setPublishing(true)}>{text.publish(String(calendar.year))}</Button>
          }
          style={{ marginBottom: 12 }}
        />
      )}
      <p className="quiet">
        {Object.values(text.legend).join(' · ')} {mayCorrect && `· ${text.correctHint}`}
      </p>
      <div className="wall-year">
        {months.map((month) => (
          <CalendarMonth key={month.month} month={month} onChoose={mayCorrect ? setCorrecting : undefined} />
        ))}
      </div>
      {correcting && (
        <CorrectDay region={region} year={calendar.year} day={correcting} onClose={() => setCorrecting(undefined)} />
      )}
      {isPublishing && <PublishYear region={region} year={calendar.year} onClose={() => setPublishing(false)} />}
    </>
  )
}

/** Sends corrected days; whatever was counted in them is counted anew. */
function useCorrection(region: string, year: number) {
  const queries = useQueryClient()
  return async (body: { reason: string; publish: boolean; days: PublishedDay[] }) => {
    const after = await call(campaignEndpoints.correctCalendar, { params: { region, year }, body })
    queries.setQueryData(endpointQuery(campaignEndpoints.calendar, { params: { region, year } }).queryKey, after)
    await queries.invalidateQueries({
      predicate: ({ queryKey }) => /schedule|tasks|calendar/.test(String(queryKey[0])),
    })
  }
}

type CorrectDayProps = { region: string; year: number; day: WallDay; onClose: () => void }

function CorrectDay({ region, year, day, onClose }: CorrectDayProps) {
  const text = useText(campaignWords)
  const correct = useCorrection(region, year)
  const isWorkday = day.kind === 'workday' || day.kind === 'make_up'
  const act = ({ reason, worked, name }: { worked: boolean; name: string; reason: string }) =>
    correct({ reason, publish: false, days: [{ day: day.day, isWorkday: worked, name }] })
  return (
    <ReasonModal<{ worked: boolean; name: string }>
      title={`${text.correct} · ${day.day}`}
      open
      onClose={onClose}
      act={act}
      done={text.calendarSaved}
    >
      <Form.Item name="worked" label={text.isWorkday} initialValue={!isWorkday}>
        <Segmented
          options={[
            { value: true, label: text.workday },
            { value: false, label: text.dayOff },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label={text.dayName} initialValue={day.name ?? ''} rules={[{ required: true }]}>
        <Input maxLength={30} />
      </Form.Item>
    </ReasonModal>
  )
}

function PublishYear({ region, year, onClose }: { region: string; year: number; onClose: () => void }) {
  const text = useText(campaignWords)
  const correct = useCorrection(region, year)
  const read = (typed: string) => readDays(typed, year, campaignMarks)
  return (
    <ReasonModal<{ lines: string }>
      title={text.publish(String(year))}
      open
      onClose={onClose}
      act={({ reason, lines }) => correct({ reason, publish: true, days: read(lines).days ?? [] })}
      done={text.calendarSaved}
    >
      <Form.Item
        name="lines"
        label={text.publishDays}
        extra={text.publishHint}
        rules={[
          { required: true },
          {
            validator: (_, typed: string) => {
              const { badLine } = read(typed ?? '')
              return badLine === null ? Promise.resolve() : Promise.reject(new Error(text.badLine(String(badLine))))
            },
          },
        ]}
      >
        <Input.TextArea rows={10} />
      </Form.Item>
    </ReasonModal>
  )
}

/** The signs of the published arrangement, the same in either language of the screen. */
const campaignMarks = { off: campaignWords.zh.holidayMark, worked: campaignWords.zh.makeUpMark }
