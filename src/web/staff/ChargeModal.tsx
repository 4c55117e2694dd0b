import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { estatesEndpoints } from '#contract/estates.ts'
import { type Charge, responsibilityEndpoints } from '#contract/responsibility.ts'
import { useDebounced } from '../diagnosis/use-debounced.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { regionsQuery } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { type ActProps, DayField, isoDay, PersonField, useRenew } from './act-fields.tsx'
import { type Places, placesOf } from './charge-places.ts'
import { responsibilityWords } from './responsibility-messages.ts'

type Values = Places & { personId: string; from: Dayjs }

/** Lets somebody look after places of one kind: the county, townships, estates, or buildings and floors of an estate. */
export function ChargeModal({ responsibility, onClose }: ActProps) {
  const text = useText(responsibilityWords)
  const renew = useRenew()
  const { countyCode: county } = responsibility
  const scopes = Object.entries(text.scope).map(([value, label]) => ({ value, label }))
  async function charge({ personId, from, reason, ...places }: Values & { reason: string }) {
    const body = { personId, from: isoDay(from), reason, places: placesOf(places) }
    await call(responsibilityEndpoints.charge, { params: { county }, body })
    await renew()
  }
  return (
    <ReasonModal<Values> open title={text.charge} onClose={onClose} act={charge} done={text.done}>
      <PersonField name="personId" label={text.person} responsibility={responsibility} />
      <Form.Item name="scope" label={text.scopeName} initialValue="estate" rules={[{ required: true }]}>
        <Select options={scopes} />
      </Form.Item>
      <Form.Item noStyle dependencies={['scope', 'estateId']}>
        {({ getFieldValue }) => (
          <PlaceFields county={county} scope={getFieldValue('scope')} estate={getFieldValue('estateId')} />
        )}
      </Form.Item>
      <DayField name="from" label={text.from} />
    </ReasonModal>
  )
}

type PlaceFieldsProps = { county: string; scope: Charge['scope']; estate: string | undefined }

function PlaceFields({ county, scope, estate }: PlaceFieldsProps) {
  const text = useText(responsibilityWords)
  if (scope === 'county') return null
  if (scope === 'township') return <TownshipsField county={county} />
  if (scope === 'estate') return <EstatesField county={county} name="estateIds" label={text.estates} mode="multiple" />
  return (
    <>
      <EstatesField county={county} name="estateId" label={text.estate} />
      <BuildingFields county={county} estate={estate} scope={scope} />
    </>
  )
}

function TownshipsField({ county }: { county: string }) {
  const text = useText(responsibilityWords)
  const townships = (useQuery(regionsQuery).data ?? []).filter(
    ({ level, parentCode }) => level === 'township' && parentCode === county,
  )
  return (
    <Form.Item name="townshipCodes" label={text.townships} rules={[{ required: true }]}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent={text.noTownships}
        options={townships.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </Form.Item>
  )
}

type EstatesFieldProps = { county: string; name: string; label: string; mode?: 'multiple' }

function EstatesField({ county, name, label, mode }: EstatesFieldProps) {
  const text = useText(responsibilityWords)
  const [typed, setTyped] = useState('')
  const query = { name: useDebounced(typed, 250), limit: 30 }
  const found = useQuery(endpointQuery(estatesEndpoints.listEstates, { params: { region: county }, query }))
  return (
    <Form.Item name={name} label={label} rules={[{ required: true }]}>
      <Select
        {...(mode && { mode })}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        placeholder={text.findEstate}
        loading={found.isFetching}
        options={(found.data?.rows ?? []).map((estate) => ({ value: estate.id, label: estate.name }))}
      />
    </Form.Item>
  )
}

function BuildingFields({
  county,
  estate,
  scope,
}: {
  county: string
  estate: string | undefined
  scope: 'building' | 'floor'
}) {
  const text = useText(responsibilityWords)
  const { data } = useQuery({
    ...endpointQuery(estatesEndpoints.getEstate, { params: { county, estate: estate ?? '' } }),
    enabled: estate !== undefined,
  })
  const options = (data?.buildings ?? []).map(({ id, name }) => ({ value: id, label: name }))
  if (scope === 'building')
    return (
      <Form.Item name="buildingIds" label={text.buildings} rules={[{ required: true }]}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Form.Item>
    )
  const floors = Array.from({ length: 60 }, (_, n) => ({ value: n + 1, label: String(n + 1) }))
  return (
    <>
      <Form.Item name="buildingId" label={text.building} rules={[{ required: true }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Form.Item>
      <Form.Item name="floors" label={text.floors} rules={[{ required: true }]}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={floors} />
      </Form.Item>
    </>
  )
}
