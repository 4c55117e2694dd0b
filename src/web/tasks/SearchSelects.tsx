import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { estatesEndpoints } from '#contract/estates.ts'
import { tasksEndpoints } from '#contract/tasks.ts'
import { useDebounced } from '../diagnosis/use-debounced.ts'
import { endpointQuery } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { tasksPageWords } from './messages.ts'

/** An estate of a county, found by its name. */
export function EstateSelect({
  county,
  ...picking
}: {
  county: string
  value?: string
  onChange?: (id: string | undefined) => void
  id?: string
}) {
  const text = useText(tasksPageWords)
  const [typed, setTyped] = useState('')
  const name = useDebounced(typed, 250)
  const found = useQuery({
    ...endpointQuery(estatesEndpoints.listEstates, { params: { region: county }, query: { name, limit: 30 } }),
    enabled: county !== '',
  })
  return (
    <Select
      {...picking}
      allowClear
      {...(picking.id === undefined && { 'aria-label': text.estateHint })} // outside a form no label stands before it
      placeholder={text.estateHint}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      options={(found.data?.rows ?? []).map((estate) => ({ value: estate.id, label: estate.name }))}
    />
  )
}

/** Some open tasks of a county, found by number or words. */
export function TaskSelect({
  county,
  ...picking
}: {
  county: string
  value?: string[]
  onChange?: (ids: string[]) => void
  id?: string
}) {
  const text = useText(tasksPageWords)
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed, 250)
  const query = { state: 'open' as const, limit: 30, ...(search && { search }) }
  const found = useQuery({
    ...endpointQuery(tasksEndpoints.listTasks, { params: { region: county }, query }),
    enabled: county !== '',
  })
  return (
    <Select
      {...picking}
      mode="multiple"
      placeholder={text.needsHint}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      options={(found.data?.rows ?? []).map(({ id, no, title }) => ({ value: id, label: `${no} ${title}` }))}
    />
  )
}
