import { useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { supervisionEndpoints } from '#contract/supervision.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { EstateSelect } from '../tasks/SearchSelects.tsx'
import { inspectorWords } from './messages.ts'
import { UnitSelect } from './UnitSelect.tsx'
import { useCounties } from './use-counties.ts'

type Values = {
  county?: string
  title: string
  heldOn: Dayjs
  organisationId?: string
  estateId?: string
  checklist: string
}

/** Opens a special inspection: where, when, and what is to be looked at. */
export function OpenInspection({ region, onClose }: { region: string; onClose: () => void }) {
  const text = useText(inspectorWords)
  const queries = useQueryClient()
  const { counties, isCity } = useCounties(region)

  async function act({ reason, county = region, ...given }: Values & { reason: string }) {
    await call(supervisionEndpoints.openInspection, {
      params: { county },
      body: {
        reason,
        title: given.title,
        organisationId: given.organisationId ?? null,
        estateId: given.estateId ?? null,
        heldOn: given.heldOn.format('YYYY-MM-DD'),
        checklist: given.checklist
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      },
    })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Values>
      open
      title={text.open}
      done={text.opened}
      suggested={text.openReason}
      onClose={onClose}
      act={act}
    >
      {isCity && (
        <Form.Item name="county" label={text.county} rules={[{ required: true }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={counties} />
        </Form.Item>
      )}
      <Form.Item name="title" label={text.title} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="heldOn" label={text.heldOn} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker allowClear={false} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item noStyle dependencies={['county']}>
        {({ getFieldValue }) => {
          const county = isCity ? (getFieldValue('county') ?? '') : region
          return (
            <>
              <Form.Item name="organisationId" label={text.organisation}>
                <UnitSelect county={county} />
              </Form.Item>
              <Form.Item name="estateId" label={text.estate}>
                <EstateSelect county={county} />
              </Form.Item>
            </>
          )
        }}
      </Form.Item>
      <Form.Item name="checklist" label={text.checklist} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea rows={4} />
      </Form.Item>
    </ReasonModal>
  )
}
