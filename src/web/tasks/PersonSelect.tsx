import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { responsibilityEndpoints } from '#contract/responsibility.ts'
import { endpointQuery } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { taskWords } from './messages.ts'

type Picking = { value?: string; onChange?: (id: string | undefined) => void; id?: string }

/** Who answers for what in a county. */
const responsibilityOf = (county: string) => ({
  ...endpointQuery(responsibilityEndpoints.responsibility, { params: { county } }),
  enabled: county !== '',
})

/** One of the people of a county who are still there, of one unit or of all. */
export function PersonSelect({
  county,
  organisation,
  placeholder,
  ...picking
}: Picking & { county: string; organisation?: string | undefined; placeholder?: string }) {
  const text = useText(taskWords)
  const { data, isPending } = useQuery(responsibilityOf(county))
  const units = new Map(data?.units.map(({ id, name }) => [id, name]))
  const people = (data?.people ?? []).filter(
    ({ leftOn, organisationId }) => leftOn === null && (!organisation || organisationId === organisation),
  )
  return (
    <Select
      {...picking}
      allowClear
      {...(picking.id === undefined && { 'aria-label': placeholder ?? text.pickPerson })} // outside a form no label stands before it
      loading={isPending && county !== ''}
      placeholder={placeholder ?? text.pickPerson}
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent={text.noPeople}
      options={people.map(({ id, name, organisationId }) => ({
        value: id,
        label: organisation ? name : [name, units.get(organisationId ?? '')].filter(Boolean).join(' · '),
      }))}
      style={{ width: '100%' }}
    />
  )
}

/** One of the responsible units and taskforces of a county. */
export function UnitSelect({ county, ...picking }: Picking & { county: string }) {
  const text = useText(taskWords)
  const { data, isPending } = useQuery(responsibilityOf(county))
  return (
    <Select
      {...picking}
      loading={isPending && county !== ''}
      placeholder={text.pickUnit}
      aria-label={text.unit}
      showSearch={{ optionFilterProp: 'label' }}
      options={(data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      style={{ width: '100%', minWidth: 160 }}
    />
  )
}
