import { Button, Input, Select } from 'antd'
import type { PackFault } from '#contract/packs.ts'
import type { Pack, Parameter, Rule } from '#domain/diagnosis/packs.ts'
import { useText } from '../platform/text.ts'
import { type BuilderWords, ConditionBuilder } from './ConditionBuilder.tsx'
import { Field } from './Field.tsx'
import { faultsAt } from './faults.ts'
import { MatchCounts } from './MatchCounts.tsx'
import { ParametersEditor } from './ParametersEditor.tsx'
import { policyWords } from './policy-words.ts'
import { BasisEditor, EffectEditor } from './RuleParts.tsx'
import { StepsEditor } from './StepsEditor.tsx'

export type RuleEditorProps = {
  region: string
  rule: Rule
  pack: Pack
  words: Omit<BuilderWords, 'parameters'>
  units: Readonly<Record<string, string>>
  faults: readonly PackFault[]
  onChange: (rule: Rule) => void
  onRemove: () => void
}

/** Everything a rule says, each part where it can be changed. */
export function RuleEditor(props: RuleEditorProps) {
  const { region, rule, pack, words, units, faults, onChange, onRemove } = props
  const text = useText(policyWords)
  const put = (changes: Partial<Rule>) => onChange({ ...rule, ...changes })
  const parameters: Record<string, Parameter> = { ...pack.parameters, ...rule.parameters }
  return (
    <div>
      <Heading {...props} />
      <BasisEditor basis={rule.basis} faults={faults} onChange={(basis) => put({ basis })} />
      <Field label={text.when} faults={faultsAt(faults, 'when')}>
        <ConditionBuilder
          condition={rule.when}
          words={{ ...words, parameters }}
          onChange={(when) => onChange(withCondition(rule, when))}
        />
        {rule.when && <MatchCounts region={region} when={rule.when} pack={pack} />}
      </Field>
      <EffectEditor effect={rule.effect} faults={faults} onChange={(effect) => put({ effect })} />
      {rule.parameters && (
        <Field label={text.parameters}>
          <ParametersEditor
            parameters={rule.parameters}
            names={words.names}
            faults={faults}
            onChange={(changed) => put({ parameters: changed })}
          />
        </Field>
      )}
      <StepsEditor
        steps={rule.steps ?? []}
        parameters={parameters}
        names={words.names}
        units={units}
        faults={faults}
        onChange={(steps) => put({ steps })}
      />
      <Field label={text.registerNote} faults={faultsAt(faults, 'registerNote')}>
        <Input.TextArea
          aria-label={text.registerNote}
          autoSize
          maxLength={300}
          value={rule.registerNote ?? ''}
          onChange={({ target }) => put({ registerNote: target.value || undefined })}
        />
      </Field>
      <Button danger size="small" onClick={onRemove}>
        {text.removeRule}
      </Button>
    </div>
  )
}

/** A rule without a condition applies always; it then has no `when` at all. */
function withCondition({ when: _, ...rule }: Rule, when: Rule['when']): Rule {
  return when ? { ...rule, when } : rule
}

function Heading({ rule, words: { names, requirements }, faults, onChange }: RuleEditorProps) {
  const text = useText(policyWords)
  const put = (changes: Partial<Rule>) => onChange({ ...rule, ...changes })
  return (
    <div className="fields">
      <Field label={text.title} faults={faultsAt(faults, 'title')}>
        <Input
          aria-label={text.title}
          value={rule.title}
          maxLength={200}
          onChange={({ target }) => put({ title: target.value })}
        />
      </Field>
      <Field label={text.answers} faults={faultsAt(faults, 'answers')}>
        <Select
          aria-label={text.answers}
          mode="multiple"
          value={[...rule.answers]}
          options={requirements.map(({ id }) => ({ value: id, label: names.requirement(id) }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(answers) => put({ answers })}
          style={{ width: '100%' }}
        />
      </Field>
      <Field label={text.validFrom} faults={faultsAt(faults, 'validFrom')}>
        <Input
          aria-label={text.validFrom}
          value={rule.validFrom}
          placeholder="2023-01-31"
          onChange={({ target }) => put({ validFrom: target.value.trim() })}
        />
      </Field>
      <Field label={text.validTo} faults={faultsAt(faults, 'validTo')}>
        <Input
          aria-label={text.validTo}
          value={rule.validTo ?? ''}
          placeholder="2025-12-31"
          onChange={({ target }) => put({ validTo: target.value.trim() || null })}
        />
      </Field>
    </div>
  )
}
