import { Input, InputNumber, Select } from 'antd'
import type { Parameter } from '#domain/diagnosis/packs.ts'
import { fits } from '#domain/diagnosis/values.ts'
import { useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'
import type { Names } from './names.ts'
import { policyWords } from './policy-words.ts'

type ParameterInputProps = {
  parameter: Parameter
  value: number | string | null
  names: Names
  label: string
  onChange: (value: number | string | null) => void
}

/** The control for a parameter, within its limits; emptied, it is not set. */
export function ParameterInput({ parameter, value, names, label, onChange }: ParameterInputProps) {
  const text = useText(policyWords)
  const words = useText(diagnosisWords)
  const { type, min, max, choices = [], unit } = parameter
  if (type === 'number')
    return (
      <InputNumber
        aria-label={label}
        value={typeof value === 'number' ? value : null}
        placeholder={text.notSet}
        {...(typeof min === 'number' && { min })}
        {...(typeof max === 'number' && { max })}
        suffix={unit && names.unitOf({ id: '', title: '', type: 'number', unit })}
        onChange={onChange}
        style={{ width: '100%' }}
      />
    )
  if (type === 'choice')
    return (
      <Select
        aria-label={label}
        allowClear
        value={value === null ? null : String(value)}
        placeholder={text.notSet}
        options={choices.map((choice) => ({ value: choice, label: choice }))}
        onChange={(chosen) => onChange(chosen ?? null)}
        style={{ width: '100%' }}
      />
    )
  return <DayInput value={value} label={label} hint={words.dateHint} empty={text.notSet} onChange={onChange} />
}

type DayInputProps = {
  value: number | string | null
  label: string
  hint: string
  empty: string
  onChange: (value: string | null) => void
}

/** A day as exactly as a document gives it; what is no day yet is not passed on. */
function DayInput({ value, label, hint, empty, onChange }: DayInputProps) {
  return (
    <Input
      key={String(value)}
      aria-label={label}
      allowClear
      defaultValue={value === null ? '' : String(value)}
      placeholder={`${empty} · ${hint}`}
      onChange={({ target }) => {
        const given = target.value.trim()
        if (given === '') onChange(null)
        else if (given !== value && given.length >= 10 && fits({ type: 'date' }, given)) onChange(given)
      }}
      onBlur={({ target }) => {
        const given = target.value.trim()
        if (given !== '' && given !== value && fits({ type: 'date' }, given)) onChange(given)
      }}
    />
  )
}
