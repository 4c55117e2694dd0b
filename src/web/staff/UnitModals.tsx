import { Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useContext } from 'react'
import { type ResponsibleUnit, responsibilityEndpoints } from '#contract/responsibility.ts'
import { responsibleUnits, responsibleUnitsEn } from '#domain/diagnosis/catalogue.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { LanguageContext, useText } from '../platform/text.ts'
import { type ActProps, DayField, isoDay, PersonField, useRenew } from './act-fields.tsx'
import { responsibilityWords } from './responsibility-messages.ts'

type NewUnit = { name: string; kind: ResponsibleUnit['kind']; duties?: string }

/** Adds a responsible unit or a taskforce. */
export function NewUnitModal({ responsibility, onClose }: ActProps) {
  const text = useText(responsibilityWords)
  const renew = useRenew()
  const kinds = Object.entries(text.kind).map(([value, label]) => ({ value, label }))
  async function add({ duties, ...unit }: NewUnit & { reason: string }) {
    await call(responsibilityEndpoints.addUnit, {
      params: { county: responsibility.countyCode },
      body: { ...unit, duties: duties?.trim() || null },
    })
    await renew()
  }
  return (
    <ReasonModal<NewUnit> open title={text.addUnit} onClose={onClose} act={add} done={text.done}>
      <Form.Item name="kind" label={text.unitKind} initialValue="taskforce" rules={[{ required: true }]}>
        <Select options={kinds} />
      </Form.Item>
      <Form.Item name="name" label={text.unitName} rules={[{ required: true, min: 2, whitespace: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <DutiesField />
    </ReasonModal>
  )
}

/** What a unit answers for, and for which units of the rules it stands. */
export function DescribeModal({ responsibility, unit, onClose }: ActProps & { unit: ResponsibleUnit }) {
  const text = useText(responsibilityWords)
  const { language } = useContext(LanguageContext)
  const renew = useRenew()
  type Values = { duties?: string; unitCodes?: string[] }
  async function describe({ reason, duties, unitCodes }: Values & { reason: string }) {
    await call(responsibilityEndpoints.describeUnit, {
      params: { county: responsibility.countyCode, organisation: unit.id },
      body: { reason, duties: duties?.trim() || null, unitCodes: unitCodes ?? [] },
    })
    await renew()
  }
  const codes = Object.entries(language === 'en' ? responsibleUnitsEn : responsibleUnits)
  return (
    <ReasonModal<Values>
      open
      title={`${text.describe} · ${unit.name}`}
      onClose={onClose}
      act={describe}
      done={text.done}
    >
      <DutiesField duties={unit.duties} />
      <Form.Item name="unitCodes" label={text.rulesNames} initialValue={unit.unitCodes}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={codes.map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
    </ReasonModal>
  )
}

function DutiesField({ duties = null }: { duties?: string | null }) {
  const text = useText(responsibilityWords)
  return (
    <Form.Item name="duties" label={text.duties} initialValue={duties ?? undefined}>
      <Input.TextArea rows={3} maxLength={500} />
    </Form.Item>
  )
}

/** Gives somebody a post in a unit. */
export function PostModal({ responsibility, unit, onClose }: ActProps & { unit: ResponsibleUnit }) {
  const text = useText(responsibilityWords)
  const renew = useRenew()
  type Values = { personId: string; duty: ResponsibleUnit['postings'][number]['duty']; from: Dayjs }
  async function post({ from, ...given }: Values & { reason: string }) {
    await call(responsibilityEndpoints.post, {
      params: { county: responsibility.countyCode },
      body: { ...given, organisationId: unit.id, from: isoDay(from) },
    })
    await renew()
  }
  const duties = Object.entries(text.duty).map(([value, label]) => ({ value, label }))
  return (
    <ReasonModal<Values> open title={`${text.post} · ${unit.name}`} onClose={onClose} act={post} done={text.done}>
      <PersonField name="personId" label={text.person} responsibility={responsibility} />
      <Form.Item name="duty" label={text.dutyName} extra={text.oneAtATime} rules={[{ required: true }]}>
        <Select options={duties} />
      </Form.Item>
      <DayField name="from" label={text.from} />
    </ReasonModal>
  )
}
