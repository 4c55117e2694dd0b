import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import type { ApplicationsQuery } from '#contract/registrations.ts'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { EstateSelect } from '../tasks/SearchSelects.tsx'
import '../tasks/tasks.css'
import './registrations.css'
import { dayIn } from './days-until.ts'
import { registrationListWords, registrationWords } from './messages.ts'
import { RegistrationsList } from './RegistrationsList.tsx'

const dueDays = { late: -1, today: 0, week: 7 } as const
type DueChoice = keyof typeof dueDays

/** The registrations of a region: what is under way, at which gates it waits, and what is due. */
export function RegistrationsPage() {
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/registrations' })
  const search = useSearch({ from: '/signed-in/shell/regions/$region/registrations' })
  const text = useText(registrationListWords)
  const words = useText(registrationWords)
  const set = useSetSearch()
  const name = useRegionName(region)
  const isCounty = !region.endsWith('00')
  const mayApply = useMay('registrations.apply', region)
  const { due, ...asked } = search
  const chosenDue = due !== undefined && due in dueDays ? (due as DueChoice) : undefined // the keys of the table above
  const filter = {
    ...asked,
    ...(chosenDue && { dueBy: dayIn(dueDays[chosenDue]) }),
  } as Partial<ApplicationsQuery> // the server checks every filter again
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.registrations}
        </h1>
        {isCounty && (
          <div className="end no-print">
            {mayApply && (
              <Link to="/counties/$county/window" params={{ county: region }}>
                <Button type="primary">{text.toWindow}</Button>
              </Link>
            )}
            <Link to="/counties/$county/gates" params={{ county: region }}>
              <Button>{text.toGates}</Button>
            </Link>
            <Link to="/counties/$county/registration-batches" params={{ county: region }}>
              <Button>{text.toBatches}</Button>
            </Link>
          </div>
        )}
      </div>
      <div className="task-filters no-print">
        <Input.Search
          key={search.search}
          allowClear
          defaultValue={search.search}
          placeholder={text.search}
          aria-label={text.search}
          onSearch={(typed) => set({ search: typed || undefined })}
          style={{ width: 280, maxWidth: '100%' }}
        />
        <FilterSelect
          label={words.kind}
          names={words.kinds}
          value={search.kind}
          onChange={(kind) => set({ kind })}
          width={120}
        />
        <FilterSelect
          label={words.state}
          names={{ open: text.open, ...words.states }}
          value={search.state}
          onChange={(state) => set({ state })}
          width={120}
        />
        <FilterSelect
          label={text.gateOpen}
          names={words.gate}
          value={search.gateOpen}
          onChange={(gateOpen) => set({ gateOpen })}
          width={120}
        />
        <FilterSelect
          label={text.dueBy}
          names={text.due}
          value={due}
          onChange={(next) => set({ due: next })}
          width={130}
        />
        {isCounty && (
          <span className="estate-filter">
            <EstateSelect
              county={region}
              {...(search.estate && { value: search.estate })}
              onChange={(estate) => set({ estate })}
            />
          </span>
        )}
        <FilterSelect
          label={text.sort}
          names={text.sorts}
          value={search.sort}
          onChange={(sort) => set({ sort })}
          width={150}
        />
      </div>
      <RegistrationsList key={JSON.stringify(search)} region={region} filter={filter} />
    </div>
  )
}
