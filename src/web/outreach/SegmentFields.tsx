import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { outreachEndpoints } from '#contract/outreach.ts'
import { endpointQuery } from '../platform/api.ts'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { useText } from '../platform/text.ts'
import { PersonSelect } from '../tasks/PersonSelect.tsx'
import { EstateSelect } from '../tasks/SearchSelects.tsx'
import { outreachWords } from './messages.ts'
import type { SegmentChoice } from './segment-choice.ts'

/** Which homes are meant: the same fields filter the ledger, make a plan and choose who is written to. */
export function SegmentFields({
  region,
  value = {},
  onChange = () => {},
}: {
  region: string
  value?: SegmentChoice
  onChange?: (choice: SegmentChoice) => void
}) {
  const text = useText(outreachWords)
  const set = (change: { [K in keyof SegmentChoice]: string | undefined }) =>
    onChange(
      Object.fromEntries(Object.entries({ ...value, ...change }).filter(([, chosen]) => chosen !== undefined)), // every key is one of the choice
    )
  const isCounty = !region.endsWith('00')
  return (
    <div className="outreach-filters">
      {isCounty && (
        <div className="outreach-field">
          <EstateSelect
            county={region}
            {...(value.estate && { value: value.estate })}
            onChange={(estate) => set({ estate })}
          />
        </div>
      )}
      <FilterSelect
        label={text.willingness}
        names={text.wishes}
        value={value.willingness}
        onChange={(willingness) => set({ willingness })}
        width={130}
      />
      <FilterSelect
        label={text.contact}
        names={text.contacts}
        value={value.contact}
        onChange={(contact) => set({ contact })}
        width={130}
      />
      <FilterSelect
        label={text.attempts}
        names={text.tries}
        value={value.tries}
        onChange={(tries) => set({ tries })}
        width={150}
      />
      <FilterSelect
        label={text.nextOn}
        names={text.nextDue}
        value={value.next}
        onChange={(next) => set({ next })}
        width={150}
      />
      <FilterSelect
        label={text.state}
        names={text.states}
        value={value.state}
        onChange={(state) => set({ state })}
        width={130}
      />
      {isCounty && <ReasonFilter county={region} value={value.reason} onChange={(reason) => set({ reason })} />}
      {isCounty && (
        <div className="outreach-field">
          <PersonSelect
            county={region}
            placeholder={text.person}
            {...(value.person && { value: value.person })}
            onChange={(person) => set({ person })}
          />
        </div>
      )}
      {value.plan && (
        <Tag closable onClose={() => set({ plan: undefined })}>
          {text.inPlan}
        </Tag>
      )}
    </div>
  )
}

/** The reasons of a county, those still offered and those of which homes speak. */
export const reasonsOf = (county: string) =>
  endpointQuery(outreachEndpoints.listOutreachReasons, { params: { county } })

function ReasonFilter({
  county,
  value,
  onChange,
}: {
  county: string
  value: string | undefined
  onChange: (reason: string | undefined) => void
}) {
  const text = useText(outreachWords)
  const reasons = useQuery(reasonsOf(county))
  const names = (reasons.data ?? []).filter(({ mergedInto }) => mergedInto === null).map(({ name }) => [name, name])
  return (
    <FilterSelect label={text.reason} names={Object.fromEntries(names)} value={value} onChange={onChange} width={180} />
  )
}
