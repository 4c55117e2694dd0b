import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { placesEndpoints } from '#contract/places.ts'
import { unitsEndpoints } from '#contract/units.ts'
import { useDebounced } from '../../diagnosis/use-debounced.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { placeWords } from './messages.ts'

type Picking = { value?: string[]; onChange?: (ids: string[]) => void; id?: string }

/** Some of the people who may work at a place. */
export function StaffSelect({ county, ...picking }: Picking & { county: string }) {
  const text = useText(placeWords)
  const people = useQuery(endpointQuery(placesEndpoints.registrationPeople, { params: { county } }))
  return (
    <Select
      {...picking}
      mode="multiple"
      placeholder={text.noStaff}
      loading={people.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      options={(people.data ?? []).map(({ id, name, organisation }) => ({
        value: id,
        label: [name, organisation].filter(Boolean).join(' · '),
      }))}
    />
  )
}

/** Some homes of a county, found as in the unit ledger; what was chosen stays while another is looked for. */
export function HomeSelect({ county, estate, ...picking }: Picking & { county: string; estate?: string | undefined }) {
  const text = useText(placeWords)
  const [typed, setTyped] = useState('')
  const [known, setKnown] = useState<Readonly<Record<string, string>>>({})
  const search = useDebounced(typed, 250)
  const found = useQuery({
    queryKey: [unitsEndpoints.listUnits.path, county, estate, search],
    queryFn: () =>
      call(unitsEndpoints.listUnits, {
        params: { region: county },
        body: { limit: 50, ...(search && { search }), ...(estate && { estate }) },
      }),
    enabled: search !== '' || estate !== undefined,
  })
  const offered = (found.data?.rows ?? []).map(({ id, estateName, building, entrance, room, owners }) => ({
    value: id,
    label: [estateName, building, entrance, room, owners].filter(Boolean).join(' '),
  }))
  return (
    <Select
      {...picking}
      mode="multiple"
      placeholder={text.homesHint}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      onSelect={(id: string) => {
        const label = offered.find(({ value }) => value === id)?.label
        if (label) setKnown((before) => ({ ...before, [id]: label }))
      }}
      labelRender={({ value, label }) => known[String(value)] ?? label}
      options={offered}
    />
  )
}
