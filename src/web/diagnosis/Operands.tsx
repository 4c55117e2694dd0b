import { Select, Space } from 'antd'
import type { ValueEditorProps } from 'react-querybuilder'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import type { FactDefinition, Parameter } from '#domain/diagnosis/packs.ts'
import type { FactValue } from '#domain/diagnosis/values.ts'
import { useText } from '../platform/text.ts'
import type { BuilderWords } from './ConditionBuilder.tsx'
import { isFact, isParameter, requirementOf, valueFor } from './condition-query.ts'
import { FactValueInput } from './FactValueInput.tsx'
import { policyWords } from './policy-words.ts'

/** What a fact is held against: as many values as the comparison takes. */
export function Operands({ field, operator, value, handleOnChange, context }: ValueEditorProps) {
  const text = useText(policyWords)
  const words = context as BuilderWords // as ConditionBuilder gives it
  if (operator === 'known') return null
  if (requirementOf(field) !== undefined)
    return (
      <Select
        aria-label={text.value}
        value={value === 'attainable' ? 'attainable' : 'satisfied'}
        options={(['satisfied', 'attainable'] as const).map((state) => ({ value: state, label: text.states[state] }))}
        onChange={handleOnChange}
        style={{ minWidth: 180 }}
      />
    )
  const definition = words.names.factOf(field)
  if (!definition) return null
  const held = valueFor(operator, value)
  const parts = { definition, words }
  if (operator === 'in') return <ListOperand {...parts} value={held} onChange={handleOnChange} />
  if (operator === 'between' && Array.isArray(held))
    return (
      <Space wrap>
        <Operand {...parts} value={held[0]} onChange={(first) => handleOnChange([first, held[1]])} />
        <Operand {...parts} value={held[1]} onChange={(last) => handleOnChange([held[0], last])} />
      </Space>
    )
  return <Operand {...parts} value={held} onChange={handleOnChange} />
}

type OperandProps = {
  definition: FactDefinition
  words: BuilderWords
  value: unknown
  onChange: (value: unknown) => void
}

/** One value: written here, a parameter, or another fact of the same kind. */
function Operand({ definition, words, value, onChange }: OperandProps) {
  const text = useText(policyWords)
  const { names } = words
  const parameters = fittingParameters(definition, words)
  const others = words.facts.filter((fact) => fact.id !== definition.id && isAlike(fact, definition))
  const source = isParameter(value) ? 'parameter' : isFact(value) ? 'fact' : 'value'
  const [firstParameter] = parameters
  const [firstFact] = others
  return (
    <Space.Compact>
      {(firstParameter || (firstFact && definition.type !== 'boolean') || source !== 'value') && (
        <Select
          aria-label={text.source}
          value={source}
          popupMatchSelectWidth={false}
          options={[
            { value: 'value', label: text.ofValue },
            ...(firstParameter ? [{ value: 'parameter', label: text.ofParameter }] : []),
            ...(firstFact ? [{ value: 'fact', label: text.ofFact }] : []),
          ]}
          onChange={(chosen) => {
            if (chosen === 'parameter' && firstParameter) onChange({ param: firstParameter[0] })
            else if (chosen === 'fact' && firstFact) onChange({ fact: firstFact.id })
            else onChange('')
          }}
          style={{ width: 110 }}
        />
      )}
      {isParameter(value) ? (
        <ParameterChoice parameters={parameters} words={words} value={value.param} onChange={onChange} />
      ) : isFact(value) ? (
        <Select
          aria-label={text.ofFact}
          value={value.fact}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          options={others.map(({ id }) => ({ value: id, label: names.fact(id) }))}
          onChange={(fact) => onChange({ fact })}
          style={{ minWidth: 160 }}
        />
      ) : (
        <FactValueInput
          definition={definition}
          value={value as FactValue} // neither parameter nor fact
          onChange={(given) => onChange(given ?? '')}
          unit={names.unitOf(definition)}
        />
      )}
    </Space.Compact>
  )
}

type ParameterChoiceProps = {
  parameters: [string, Parameter][]
  words: BuilderWords
  value: string
  onChange: (value: { param: string }) => void
}

function ParameterChoice({ parameters, words: { names }, value, onChange }: ParameterChoiceProps) {
  const text = useText(policyWords)
  return (
    <Select
      aria-label={text.ofParameter}
      value={value}
      popupMatchSelectWidth={false}
      options={parameters.map(([id, parameter]) => ({
        value: id,
        label: `${titleIn(names.language, parameter, id)} (${names.parameter(parameter, parameter.value)})`,
      }))}
      onChange={(param) => onChange({ param })}
      style={{ minWidth: 160 }}
    />
  )
}

/** Several values, of which the fact must have one. */
function ListOperand({ definition, words, value, onChange }: OperandProps) {
  const text = useText(policyWords)
  if (isParameter(value))
    return (
      <ParameterChoice
        parameters={fittingParameters(definition, words)}
        words={words}
        value={value.param}
        onChange={onChange}
      />
    )
  const chosen = Array.isArray(value) ? value.map(String) : []
  const choices = definition.type === 'choice' ? Object.entries(definition.choices) : []
  return (
    <Select
      aria-label={text.value}
      mode={definition.type === 'choice' ? 'multiple' : 'tags'}
      value={chosen}
      options={choices.map(([choice, label]) => ({ value: choice, label }))}
      placeholder={text.valueHint}
      onChange={(values: string[]) => onChange(definition.type === 'number' ? values.map(Number) : values)}
      style={{ minWidth: 220 }}
    />
  )
}

const fittingParameters = (definition: FactDefinition, { parameters }: BuilderWords) =>
  Object.entries(parameters).filter(([, { type }]) => type === definition.type)

function isAlike(a: FactDefinition, b: FactDefinition): boolean {
  if (a.type === 'number' && b.type === 'number') return a.unit === b.unit
  return a.type === b.type && (a.type === 'date' || a.type === 'boolean')
}
