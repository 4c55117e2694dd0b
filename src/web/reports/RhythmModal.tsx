import { useQuery } from '@tanstack/react-query'
import { DatePicker, Form, InputNumber, Switch, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type Rhythm, reportRhythmEndpoints } from '#contract/report-rhythm.ts'
import type { PeriodKind } from '#domain/reports/periods.ts'
import { longestFreezeDays } from '#domain/reports/rhythm.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { rhythmWords } from './rhythm-messages.ts'
import { useReportsChanged } from './use-report-period.ts'

/** How the region runs one kind of report. */
export function RhythmModal({ region, kind, onClose }: { region: string; kind: PeriodKind; onClose: () => void }) {
  const text = useText(rhythmWords)
  const changed = useReportsChanged()
  const rhythms = useQuery(endpointQuery(reportRhythmEndpoints.rhythms, { params: { region } }))
  const rhythm = rhythms.data?.find((one) => one.kind === kind)
  if (!rhythm) return null
  return (
    <ReasonModal<Omit<Rhythm, 'kind' | 'askedFrom' | 'freezeTime'> & { askedFrom?: Dayjs | null; freezeTime: Dayjs }>
      open
      title={text.rhythm(text.kinds[kind])}
      suggested={text.suggestedRhythm}
      done={text.rhythmSet}
      onClose={onClose}
      act={async ({ askedFrom, freezeTime, ...values }) => {
        await call(reportRhythmEndpoints.setRhythm, {
          params: { region },
          body: {
            ...values,
            kind,
            askedFrom: askedFrom?.format('YYYY-MM-DD') ?? null,
            freezeTime: freezeTime.format('HH:mm'),
          },
        })
        await changed()
      }}
    >
      <Form.Item
        name="askedFrom"
        label={text.askedFrom}
        initialValue={rhythm.askedFrom === null ? undefined : dayjs(rhythm.askedFrom)}
      >
        <DatePicker />
      </Form.Item>
      <Form.Item name="asksFigures" label={text.asksFigures} valuePropName="checked" initialValue={rhythm.asksFigures}>
        <Switch />
      </Form.Item>
      <Form.Item
        name="freezeDays"
        label={text.freezeDays}
        initialValue={rhythm.freezeDays}
        rules={[{ required: true }]}
      >
        <InputNumber min={0} max={longestFreezeDays} precision={0} />
      </Form.Item>
      <Form.Item
        name="freezeTime"
        label={text.freezeTime}
        initialValue={dayjs(`2000-01-01T${rhythm.freezeTime}`)}
        rules={[{ required: true }]}
      >
        <TimePicker format="HH:mm" minuteStep={5} allowClear={false} />
      </Form.Item>
      <Form.Item
        name="remindHours"
        label={text.remindHours}
        initialValue={rhythm.remindHours}
        rules={[{ required: true }]}
      >
        <InputNumber min={1} max={240} precision={0} />
      </Form.Item>
    </ReasonModal>
  )
}
