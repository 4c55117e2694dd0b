import { useContext, useMemo, useState } from 'react'
import { QueryBuilder, type RuleType } from 'react-querybuilder'
import 'react-querybuilder/dist/query-builder-layout.css'
import type { ComparisonName, Condition } from '#domain/diagnosis/conditions.ts'
import type { FactDefinition, Parameter, Requirement } from '#domain/diagnosis/packs.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { BuilderButton, Chooser, NotSwitch } from './builder-controls.tsx'
import { type ConditionGroup, conditionOf, queryOf, requirementField, requirementOf } from './condition-query.ts'
import type { Names } from './names.ts'
import { Operands } from './Operands.tsx'
import { policyWords } from './policy-words.ts'

/** What conditions may speak of, and the parameters they may be held against. */
export type BuilderWords = {
  names: Names
  facts: readonly FactDefinition[]
  requirements: readonly Requirement[]
  parameters: Readonly<Record<string, Parameter>>
}

const operators = {
  boolean: ['is', 'known'],
  number: ['atMost', 'atLeast', 'lessThan', 'moreThan', 'is', 'between', 'in', 'known'],
  date: ['before', 'notBefore', 'after', 'notAfter', 'between', 'is', 'known'],
  choice: ['is', 'in', 'known'],
  text: ['is', 'in', 'known'],
} as const satisfies Record<FactDefinition['type'], readonly (ComparisonName | 'known')[]>

const controls = {
  actionElement: BuilderButton,
  valueSelector: Chooser,
  notToggle: NotSwitch,
  valueEditor: Operands,
}

type ConditionBuilderProps = {
  condition: Condition | undefined
  words: BuilderWords
  onChange: (condition: Condition | undefined) => void
}

/** Builds a condition by choosing facts, comparisons and values. Nothing of the condition is lost on the way. */
export function ConditionBuilder({ condition, words, onChange }: ConditionBuilderProps) {
  const text = useText(policyWords)
  const { language } = useContext(LanguageContext)
  const [query, setQuery] = useState<ConditionGroup>(() => queryOf(condition))
  const fields = useMemo(() => fieldsOf(words, text), [words, text])
  const labels = useMemo(() => labelsOf(text), [text])
  const typeOf = (field: string) => words.names.factOf(field)?.type
  return (
    <div className="condition-builder">
      <QueryBuilder
        key={language}
        query={query}
        onQueryChange={(changed) => {
          setQuery(changed)
          onChange(conditionOf(changed))
        }}
        enableMountQueryChange={false}
        fields={fields}
        combinators={[
          { name: 'and', label: text.and },
          { name: 'or', label: text.or },
        ]}
        getOperators={(field) => {
          if (requirementOf(field) !== undefined) return [{ name: 'is', label: text.comparisons.is }]
          return operators[typeOf(field) ?? 'text'].map((name) => ({ name, label: text.comparisons[name] }))
        }}
        getDefaultValue={(rule) => startValue(rule, words)}
        controlElements={controls}
        translations={labels}
        context={words}
        showNotToggle
        addRuleToNewGroups
        resetOnFieldChange
      />
      {query.rules.length === 0 && <p className="quiet">{text.emptyBuilder}</p>}
    </div>
  )
}

/** What a newly chosen fact starts with; numbers, days and words start empty, so that none is set by accident. */
function startValue({ field }: RuleType, { names }: BuilderWords): unknown {
  if (requirementOf(field) !== undefined) return 'satisfied'
  const definition = names.factOf(field)
  if (definition?.type === 'boolean') return true
  return definition?.type === 'choice' ? (Object.keys(definition.choices)[0] ?? '') : ''
}

type Text = (typeof policyWords)['zh']

function fieldsOf({ facts, requirements, names }: BuilderWords, text: Text) {
  const option = (name: string, label: string) => ({ name, value: name, label })
  return [
    { label: text.factsGroup, options: facts.map(({ id }) => option(id, names.fact(id))) },
    {
      label: text.requirementsGroup,
      options: requirements.map(({ id }) => option(requirementField(id), names.requirement(id))),
    },
  ]
}

function labelsOf(text: Text) {
  const both = (word: string) => ({ label: word, title: word })
  return {
    fields: { title: text.field },
    operators: { title: text.operator },
    combinators: { title: text.combinator },
    value: { title: text.value },
    addRule: both(text.addCondition),
    addGroup: both(text.addGroup),
    removeRule: both(text.remove),
    removeGroup: both(text.remove),
    notToggle: both(text.not),
  }
}
