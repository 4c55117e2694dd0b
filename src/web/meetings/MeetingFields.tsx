import { useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Input, Select, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { responsibilityEndpoints } from '#contract/responsibility.ts'
import { endpointQuery } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { meetingWords } from './messages.ts'

/** When and where a meeting is held and who is in the chair. */
export type MeetingValues = {
  title: string
  heldOn: Dayjs
  startsAt?: Dayjs | null
  place?: string
  chair?: string
}

/** The values as the contract takes them; an empty field is none. */
export const meetingOf = ({ title, heldOn, startsAt, place, chair }: MeetingValues) => ({
  title,
  heldOn: heldOn.format('YYYY-MM-DD'),
  startsAt: startsAt?.format('HH:mm') ?? null,
  place: place || null,
  chair: chair || null,
})

export function MeetingFields({ meeting }: { meeting?: { [K in keyof ReturnType<typeof meetingOf>]: string | null } }) {
  const text = useText(meetingWords)
  const startsAt = meeting?.startsAt && dayjs(`${meeting.heldOn} ${meeting.startsAt}`)
  return (
    <>
      <Form.Item name="title" label={text.title} initialValue={meeting?.title} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={100} />
      </Form.Item>
      <div className="split">
        <Form.Item name="heldOn" label={text.day} initialValue={dayjs(meeting?.heldOn)} rules={[{ required: true }]}>
          <DatePicker allowClear={false} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="startsAt" label={text.time} initialValue={startsAt}>
          <TimePicker format="HH:mm" minuteStep={10} needConfirm={false} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <div className="split">
        <Form.Item name="place" label={text.place} initialValue={meeting?.place}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="chair" label={text.chair} initialValue={meeting?.chair}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
    </>
  )
}

/** Under which number a meeting is held, by which unit, and which units are asked. */
export function UnitsFields({ county }: { county: string }) {
  const text = useText(meetingWords)
  const { data } = useQuery({
    ...endpointQuery(responsibilityEndpoints.responsibility, { params: { county } }),
    enabled: county !== '',
  })
  const units = (data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const picking = { options: units, showSearch: { optionFilterProp: 'label' }, notFoundContent: text.pickCounty }
  return (
    <>
      <div className="split">
        <Form.Item name="number" label={text.number}>
          <Input maxLength={60} placeholder={text.numberExample} />
        </Form.Item>
        <Form.Item name="hostOrganisationId" label={text.host}>
          <Select allowClear {...picking} />
        </Form.Item>
      </div>
      <Form.Item name="organisations" label={text.units}>
        <Select mode="multiple" {...picking} />
      </Form.Item>
    </>
  )
}
