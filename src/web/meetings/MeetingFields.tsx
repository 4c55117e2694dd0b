import { useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Input, Select, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { responsibilityEndpoints } from '#contract/responsibility.ts'
import { endpointQuery } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { meetingWords } from './messages.ts'

/** Under which number, when and where a meeting is held, by which unit and who is in the chair. */
export type MeetingValues = {
  title: string
  number?: string
  heldOn: Dayjs
  startsAt?: Dayjs | null
  place?: string
  hostOrganisationId?: string | null
  chair?: string
}

/** The values as the contract takes them; an empty field is none. */
export const meetingOf = ({ title, number, heldOn, startsAt, place, hostOrganisationId, chair }: MeetingValues) => ({
  title,
  number: number || null,
  heldOn: heldOn.format('YYYY-MM-DD'),
  startsAt: startsAt?.format('HH:mm') ?? null,
  place: place || null,
  hostOrganisationId: hostOrganisationId ?? null,
  chair: chair || null,
})

type MeetingFieldsProps = {
  /** Empty until a county is chosen. */
  county: string
  meeting?: { [K in keyof ReturnType<typeof meetingOf> | 'host']: string | null }
}

export function MeetingFields({ county, meeting }: MeetingFieldsProps) {
  const text = useText(meetingWords)
  const units = useUnitOptions(county)
  const host = meeting?.hostOrganisationId && { value: meeting.hostOrganisationId, label: meeting.host }
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
        <Form.Item name="number" label={text.number} initialValue={meeting?.number}>
          <Input maxLength={60} placeholder={text.numberExample} />
        </Form.Item>
      </div>
      <div className="split">
        <Form.Item name="hostOrganisationId" label={text.host} initialValue={meeting?.hostOrganisationId}>
          <Select allowClear {...units} options={units.options.length === 0 && host ? [host] : units.options} />
        </Form.Item>
        <Form.Item name="chair" label={text.chair} initialValue={meeting?.chair}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
    </>
  )
}

/** Which units are asked. */
export function UnitsField({ county }: { county: string }) {
  const text = useText(meetingWords)
  return (
    <Form.Item name="organisations" label={text.units}>
      <Select mode="multiple" {...useUnitOptions(county)} />
    </Form.Item>
  )
}

/** The units of a county to pick from; none before the county is chosen. */
function useUnitOptions(county: string) {
  const text = useText(meetingWords)
  const { data } = useQuery({
    ...endpointQuery(responsibilityEndpoints.responsibility, { params: { county } }),
    enabled: county !== '',
  })
  const options = (data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return { options, showSearch: { optionFilterProp: 'label' }, notFoundContent: text.pickCounty }
}
