import { useQueryClient } from '@tanstack/react-query'
import { Checkbox, DatePicker, Form, Input, InputNumber, Select, Space, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { RegistrationPlace } from '#contract/place-shapes.ts'
import { placesEndpoints } from '#contract/places.ts'
import { type PlaceKind, placeKinds } from '#domain/registrations/places/kinds.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { placeWords } from './messages.ts'
import { StaffSelect } from './PlaceSelects.tsx'
import { iso, time, timeOf } from './times.ts'

type Values = {
  kind: PlaceKind
  name: string
  address: string
  weekdays: number[]
  hours: [Dayjs, Dayjs]
  break?: [Dayjs, Dayjs] | null
  slotMinutes: number
  slotCapacity: number
  counters: number
  openedOn: Dayjs
  closedOn?: Dayjs | null
  note?: string
  staff?: string[]
}

const bodyOf = (given: Values) => ({
  kind: given.kind,
  name: given.name,
  address: given.address,
  weekdays: given.weekdays.toSorted(),
  opensAt: timeOf(given.hours[0]),
  closesAt: timeOf(given.hours[1]),
  breakFrom: given.break ? timeOf(given.break[0]) : null,
  breakUntil: given.break ? timeOf(given.break[1]) : null,
  slotMinutes: given.slotMinutes,
  slotCapacity: given.slotCapacity,
  counters: given.counters,
  openedOn: iso(given.openedOn),
  closedOn: given.closedOn ? iso(given.closedOn) : null,
  note: given.note?.trim() || null,
  staff: given.staff ?? [],
})

/** Sets up a place, or changes one: what, where, when, who, and how many at a time. */
export function PlaceForm({
  county,
  place,
  onClose,
}: {
  county: string
  place?: RegistrationPlace
  onClose: () => void
}) {
  const text = useText(placeWords)
  const queries = useQueryClient()

  async function keep({ reason, ...given }: Values & { reason: string }) {
    const body = { ...bodyOf(given), reason }
    if (place)
      await call(placesEndpoints.changePlace, {
        params: { county, place: place.id },
        body: { ...body, revision: place.revision },
      })
    else await call(placesEndpoints.addPlace, { params: { county }, body })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Values>
      open
      title={place ? `${text.change} · ${place.name}` : text.add}
      onClose={onClose}
      act={keep}
      done={place ? text.changed : text.added}
      suggested={place ? text.changeReason : text.addReason}
    >
      <Form.Item
        name="kind"
        label={text.kind}
        initialValue={place?.kind ?? 'special_window'}
        rules={[{ required: true }]}
      >
        <Select options={placeKinds.map((kind) => ({ value: kind, label: text.kinds[kind] }))} />
      </Form.Item>
      <Form.Item name="name" label={text.name} initialValue={place?.name} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="address" label={text.address} initialValue={place?.address} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="weekdays"
        label={text.days}
        initialValue={place?.weekdays ?? [1, 2, 3, 4, 5]}
        rules={[{ required: true }]}
      >
        <Checkbox.Group
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: day, label: text.weekdays[day] ?? '' }))}
        />
      </Form.Item>
      <TimesAndSeats place={place} />
      <Form.Item name="staff" label={text.staff} initialValue={place?.staff.map(({ id }) => id) ?? []}>
        <StaffSelect county={county} />
      </Form.Item>
      <Space wrap size={16}>
        <Form.Item
          name="openedOn"
          label={text.openedOn}
          initialValue={place ? dayjs(place.openedOn) : dayjs()}
          rules={[{ required: true }]}
        >
          <DatePicker allowClear={false} />
        </Form.Item>
        <Form.Item name="closedOn" label={text.closedOn} initialValue={place?.closedOn ? dayjs(place.closedOn) : null}>
          <DatePicker />
        </Form.Item>
      </Space>
      <Form.Item name="note" label={text.note} initialValue={place?.note ?? ''}>
        <Input maxLength={300} />
      </Form.Item>
    </ReasonModal>
  )
}

function TimesAndSeats({ place }: { place: RegistrationPlace | undefined }) {
  const text = useText(placeWords)
  const hasBreak = place ? place.breakFrom !== null : true
  return (
    <>
      <Space wrap size={16}>
        <Form.Item
          name="hours"
          label={text.hours}
          initialValue={[time(place?.opensAt ?? '08:30'), time(place?.closesAt ?? '17:30')]}
          rules={[{ required: true }]}
        >
          <TimePicker.RangePicker format="HH:mm" minuteStep={5} order />
        </Form.Item>
        <Form.Item
          name="break"
          label={text.break}
          initialValue={hasBreak ? [time(place?.breakFrom ?? '12:00'), time(place?.breakUntil ?? '14:00')] : null}
        >
          <TimePicker.RangePicker format="HH:mm" minuteStep={5} order />
        </Form.Item>
      </Space>
      <Space wrap size={16}>
        <Form.Item
          name="slotMinutes"
          label={text.slotMinutes}
          initialValue={place?.slotMinutes ?? 30}
          rules={[{ required: true }]}
        >
          <InputNumber min={5} max={480} step={5} precision={0} />
        </Form.Item>
        <Form.Item
          name="slotCapacity"
          label={text.slotCapacity}
          initialValue={place?.slotCapacity ?? 6}
          rules={[{ required: true }]}
        >
          <InputNumber min={1} max={500} precision={0} />
        </Form.Item>
        <Form.Item
          name="counters"
          label={text.counters}
          initialValue={place?.counters ?? 3}
          rules={[{ required: true }]}
        >
          <InputNumber min={1} max={60} precision={0} />
        </Form.Item>
      </Space>
    </>
  )
}
