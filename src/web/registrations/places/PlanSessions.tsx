import { useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, DatePicker, Form, InputNumber, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { RegistrationPlace } from '#contract/place-shapes.ts'
import { placesEndpoints } from '#contract/places.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RefusedModal } from '../../platform/RefusedModal.tsx'
import { useText } from '../../platform/text.ts'
import { EstateSelect } from '../../tasks/SearchSelects.tsx'
import { placeWords } from './messages.ts'
import { StaffSelect } from './PlaceSelects.tsx'
import { iso, timeOf } from './times.ts'
import { useResults } from './use-results.ts'

type Values = {
  days: [Dayjs, Dayjs]
  weekdays: number[]
  worksDaysOff?: boolean
  hours?: [Dayjs, Dayjs] | null
  slotCapacity: number
  staff?: string[]
  estateId?: string
}

/** Plans the sessions of a place for a stretch of days; what could not be planned is told day by day. */
export function PlanSessions({ place, onClose }: { place: RegistrationPlace; onClose: () => void }) {
  const text = useText(placeWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { results, tell, closeForm } = useResults(onClose)
  const county = place.countyCode

  async function plan({ reason, days, hours, estateId, worksDaysOff = false, ...given }: Values & { reason: string }) {
    const own = hours ? { startsAt: timeOf(hours[0]), endsAt: timeOf(hours[1]) } : {}
    const answer = await call(placesEndpoints.planSessions, {
      params: { county, place: place.id },
      body: {
        ...given,
        ...own,
        reason,
        from: iso(days[0]),
        until: iso(days[1]),
        worksDaysOff,
        estateId: estateId ?? null,
      },
    })
    await queries.invalidateQueries()
    const went = answer.results.filter(({ ok }) => ok).length
    if (went > 0) message.success(text.planned(count(went)))
    tell(answer.results)
  }

  if (results)
    return (
      <RefusedModal
        title={text.leftOutTitle}
        note={text.leftOutNote}
        results={results}
        columns={[{ title: text.day, dataIndex: 'id', width: 130 }]}
        onClose={onClose}
      />
    )
  return (
    <ReasonModal<Values>
      open
      title={`${text.plan} · ${place.name}`}
      onClose={closeForm}
      act={plan}
      suggested={text.planReason}
    >
      <Form.Item
        name="days"
        label={text.stretch}
        initialValue={[dayjs(), dayjs().add(13, 'day')]}
        rules={[{ required: true }]}
      >
        <DatePicker.RangePicker allowClear={false} />
      </Form.Item>
      <Form.Item
        name="weekdays"
        label={text.days}
        initialValue={place.weekdays}
        rules={[{ required: true }]}
        extra={text.worksDaysOffHint}
      >
        <Checkbox.Group
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: day, label: text.weekdays[day] ?? '' }))}
        />
      </Form.Item>
      <Form.Item name="worksDaysOff" valuePropName="checked">
        <Checkbox>{text.worksDaysOff}</Checkbox>
      </Form.Item>
      <Form.Item name="hours" label={text.ownHours}>
        <TimePicker.RangePicker format="HH:mm" minuteStep={5} order />
      </Form.Item>
      <Form.Item
        name="slotCapacity"
        label={text.slotCapacity}
        initialValue={place.slotCapacity}
        rules={[{ required: true }]}
      >
        <InputNumber min={1} max={500} precision={0} />
      </Form.Item>
      <Form.Item name="staff" label={text.staff} initialValue={place.staff.map(({ id }) => id)}>
        <StaffSelect county={county} />
      </Form.Item>
      <Form.Item name="estateId" label={text.forEstate}>
        <EstateSelect county={county} />
      </Form.Item>
    </ReasonModal>
  )
}
