import { useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { Responsibility } from '#contract/responsibility.ts'
import { useText } from '../platform/text.ts'
import { responsibilityWords } from './responsibility-messages.ts'

export type ActProps = { responsibility: Responsibility; onClose: () => void }

export const isoDay = (day: Dayjs) => day.format('YYYY-MM-DD')

/** Reads anew what a change of responsibility may touch: desks and tasks name people too. */
export function useRenew() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries()
}

/** A day until today: posts and charges are written down when they begin or end, or afterwards. */
export function DayField({ name, label, earliest }: { name: string; label: string; earliest?: string }) {
  return (
    <Form.Item name={name} label={label} initialValue={dayjs()} rules={[{ required: true }]}>
      <DatePicker
        allowClear={false}
        {...(earliest !== undefined && { minDate: dayjs(earliest) })}
        maxDate={dayjs()}
        style={{ width: '100%' }}
      />
    </Form.Item>
  )
}

/** One of the people who are still there. */
export function PersonField({
  name,
  label,
  responsibility,
  except,
}: {
  name: string
  label: string
  responsibility: Responsibility
  except?: string
}) {
  const units = new Map(responsibility.units.map((unit) => [unit.id, unit.name]))
  const options = responsibility.people
    .filter(({ leftOn, id }) => leftOn === null && id !== except)
    .map((person) => ({
      value: person.id,
      label: [person.name, units.get(person.organisationId ?? '')].filter(Boolean).join(' · '),
    }))
  return (
    <Form.Item name={name} label={label} rules={[{ required: true }]}>
      <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
    </Form.Item>
  )
}

/** One of the units and taskforces, or none. */
export function UnitField({ name, responsibility }: { name: string; responsibility: Responsibility }) {
  const text = useText(responsibilityWords)
  return (
    <Form.Item name={name} label={text.belongs}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={responsibility.units.map((unit) => ({ value: unit.id, label: unit.name }))}
      />
    </Form.Item>
  )
}
