import { Button, Input, InputNumber, Select, Space } from 'antd'
import type { PackFault } from '#contract/packs.ts'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import type { Days, Parameter, Step } from '#domain/diagnosis/packs.ts'
import { useText } from '../platform/text.ts'
import { Field } from './Field.tsx'
import { faultsAt } from './faults.ts'
import type { Names } from './names.ts'
import { policyWords } from './policy-words.ts'

type StepsEditorProps = {
  steps: readonly Step[]
  parameters: Readonly<Record<string, Parameter>>
  names: Names
  units: Readonly<Record<string, string>>
  faults: readonly PackFault[]
  onChange: (steps: readonly Step[]) => void
}

/** The steps of a rule: who does what in how many days, after what. */
export function StepsEditor({ steps, parameters, names, units, faults, onChange }: StepsEditorProps) {
  const text = useText(policyWords)
  const put = (place: number, changes: Partial<Step>) =>
    onChange(steps.map((step, at) => (at === place ? { ...step, ...changes } : step)))
  const add = () =>
    onChange([...steps, { id: freeId(steps), title: text.newStep, unit: 'clearance_office', workingDays: null }])
  return (
    <Field label={text.steps} faults={faults.filter(({ path }) => path === 'steps')}>
      {steps.map((step, place) => (
        <div key={step.id} className="step-editor">
          <Input
            aria-label={`${text.step} ${place + 1}`}
            value={step.title}
            maxLength={200}
            onChange={({ target }) => put(place, { title: target.value })}
          />
          <Select
            aria-label={text.unit}
            value={step.unit}
            options={Object.keys(units).map((unit) => ({ value: unit, label: names.unit(unit) }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(unit) => put(place, { unit })}
          />
          <DaysInput
            label={text.days}
            days={step.workingDays}
            parameters={parameters}
            names={names}
            onChange={(workingDays) => put(place, { workingDays })}
          />
          <Select
            aria-label={text.needs}
            mode="multiple"
            placeholder={text.needs}
            value={[...(step.needs ?? [])]}
            options={steps
              .filter(({ id }) => id !== step.id)
              .map((other) => ({ value: other.id, label: titleIn(names.language, other, other.id) }))}
            onChange={(needs) => put(place, { needs: needs.length > 0 ? needs : undefined })}
          />
          {step.notice && (
            <DaysInput
              label={text.notice}
              days={step.notice.days}
              parameters={parameters}
              names={names}
              onChange={(days) => put(place, { notice: { kind: step.notice?.kind ?? 'working', days } })}
            />
          )}
          <Button size="small" onClick={() => onChange(withoutStep(steps, step.id))}>
            {text.removeStep}
          </Button>
          {faultsAt(faults, `steps[${place}]`).map(({ path, message }) => (
            <div key={path} className="tone-stop" role="alert">
              {message}
            </div>
          ))}
        </div>
      ))}
      <Button size="small" type="dashed" onClick={add}>
        {text.addStep}
      </Button>
    </Field>
  )
}

function freeId(steps: readonly Step[]): string {
  const taken = new Set(steps.map(({ id }) => id))
  let number = steps.length + 1
  while (taken.has(`step-${number}`)) number += 1
  return `step-${number}`
}

/** The other steps, none of which waits any longer for the one that goes. */
function withoutStep(steps: readonly Step[], gone: string): Step[] {
  return steps
    .filter(({ id }) => id !== gone)
    .map((step) => {
      const needs = step.needs?.filter((id) => id !== gone)
      return { ...step, needs: needs && needs.length > 0 ? needs : undefined }
    })
}

type DaysInputProps = {
  label: string
  days: Days
  parameters: Readonly<Record<string, Parameter>>
  names: Names
  onChange: (days: Days) => void
}

/** Days as a number, by a parameter, or not set. */
function DaysInput({ label, days, parameters, names, onChange }: DaysInputProps) {
  const text = useText(policyWords)
  const usable = Object.entries(parameters).filter(([, { type }]) => type === 'number')
  const isByParameter = typeof days === 'object' && days !== null
  const [first] = usable
  return (
    <Space.Compact>
      {isByParameter ? (
        <Select
          aria-label={label}
          value={days.param}
          popupMatchSelectWidth={false}
          options={usable.map(([id, parameter]) => ({ value: id, label: titleIn(names.language, parameter, id) }))}
          onChange={(param) => onChange({ param })}
          style={{ minWidth: 170 }}
        />
      ) : (
        <InputNumber
          aria-label={label}
          value={days}
          min={0}
          max={3650}
          precision={0}
          placeholder={`${label}: ${text.notSet}`}
          onChange={onChange}
          style={{ width: 170 }}
        />
      )}
      {first && (
        <Button onClick={() => onChange(isByParameter ? null : { param: first[0] })}>
          {isByParameter ? text.ofValue : text.byParameter}
        </Button>
      )}
    </Space.Compact>
  )
}
