import { Input, InputNumber, Radio, Select } from 'antd'
import type { FactDefinition } from '#domain/diagnosis/packs.ts'
import type { FactValue } from '#domain/diagnosis/values.ts'
import { useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'

type FactValueInputProps = {
  definition: FactDefinition
  value?: FactValue | null
  onChange?: (value: FactValue | null) => void
  id?: string
  unit?: string | undefined
}

/** The control for a value of one fact: a choice, a number with its unit, a date as exactly as it is known, words. */
export function FactValueInput({ definition, value, onChange, id, unit }: FactValueInputProps) {
  const text = useText(diagnosisWords)
  const named = { ...(id && { id }), 'aria-label': text.value }
  switch (definition.type) {
    case 'boolean':
      return (
        <Radio.Group
          {...named}
          optionType="button"
          value={value ?? null}
          onChange={({ target }) => onChange?.(target.value as boolean)} // the options below are booleans
          options={[
            { value: true, label: text.yes },
            { value: false, label: text.no },
          ]}
        />
      )
    case 'choice':
      return (
        <Select
          {...named}
          value={typeof value === 'string' ? value : null}
          onChange={(chosen) => onChange?.(chosen)}
          options={Object.entries(definition.choices).map(([choice, label]) => ({ value: choice, label }))}
          style={{ minWidth: 160, width: '100%' }}
        />
      )
    case 'number':
      return (
        <InputNumber
          {...named}
          value={typeof value === 'number' ? value : null}
          onChange={(given) => onChange?.(given)}
          suffix={unit}
          style={{ width: '100%' }}
        />
      )
    case 'date':
      return (
        <Input
          {...named}
          value={typeof value === 'string' ? value : ''}
          placeholder={text.dateHint}
          onChange={({ target }) => onChange?.(target.value.trim())}
        />
      )
    case 'text':
      return (
        <Input
          {...named}
          value={typeof value === 'string' ? value : ''}
          maxLength={200}
          onChange={({ target }) => onChange?.(target.value)}
        />
      )
  }
}
