import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { responsibilityEndpoints } from '#contract/responsibility.ts'
import { endpointQuery } from '../platform/api.ts'

/** A unit of a county by its name. */
export function UnitSelect({
  county,
  ...picking
}: {
  county: string
  value?: string
  onChange?: (id: string | undefined) => void
  id?: string
}) {
  const units = useQuery({
    ...endpointQuery(responsibilityEndpoints.responsibility, { params: { county } }),
    enabled: county !== '',
  })
  return (
    <Select
      {...picking}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      loading={units.isFetching}
      options={(units.data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
