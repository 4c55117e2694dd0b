import { Checkbox, Input, Select } from 'antd'
import type { PackFault } from '#contract/packs.ts'
import { effectWords } from '#domain/diagnosis/explain-words.ts'
import { type Basis, type Effect, type EffectKind, levels } from '#domain/diagnosis/packs.ts'
import { useText } from '../platform/text.ts'
import { Field } from './Field.tsx'
import { faultsAt } from './faults.ts'
import { policyWords } from './policy-words.ts'

type BasisEditorProps = {
  basis: Basis
  faults: readonly PackFault[]
  onChange: (basis: Basis) => void
}

/** On which document, number and article a rule rests, how surely, and whether it was held against the text. */
export function BasisEditor({ basis, faults, onChange }: BasisEditorProps) {
  const text = useText(policyWords)
  const put = (changes: Partial<Basis>) => onChange({ ...basis, ...changes })
  const words = (field: 'document' | 'number' | 'article') => (
    <Field label={text[field]} faults={faultsAt(faults, `basis.${field}`)}>
      <Input
        aria-label={text[field]}
        value={basis[field] ?? ''}
        maxLength={200}
        onChange={({ target }) => put({ [field]: field === 'document' ? target.value : target.value || null })}
      />
    </Field>
  )
  return (
    <div className="fields">
      {words('document')}
      {words('number')}
      {words('article')}
      <Field label={text.level}>
        <Select
          aria-label={text.level}
          value={basis.level}
          options={levels.map((level) => ({ value: level, label: text.levels[level] }))}
          onChange={(level) => put({ level })}
          style={{ width: '100%' }}
        />
        <Checkbox checked={basis.verified} onChange={({ target }) => put({ verified: target.checked })}>
          {text.verified}
        </Checkbox>
      </Field>
    </div>
  )
}

const effectKinds: readonly EffectKind[] = [
  'substitute',
  'defer',
  'separate',
  'complete',
  'waive',
  'enforce',
  'consult',
]

const effectOf = (kind: EffectKind): Effect =>
  kind === 'defer' ? { kind, until: '' } : kind === 'enforce' ? { kind, blocks: true } : { kind }

type EffectEditorProps = { effect: Effect; faults: readonly PackFault[]; onChange: (effect: Effect) => void }

/** What a rule does for the requirements it answers. */
export function EffectEditor({ effect, faults, onChange }: EffectEditorProps) {
  const text = useText(policyWords)
  const effects = useText(effectWords)
  return (
    <div className="fields">
      <Field label={text.effect} faults={faultsAt(faults, 'effect')}>
        <Select
          aria-label={text.effect}
          value={effect.kind}
          options={effectKinds.map((kind) => ({ value: kind, label: effects[kind] }))}
          onChange={(kind) => onChange(effectOf(kind))}
          style={{ width: '100%' }}
        />
      </Field>
      {effect.kind === 'defer' && (
        <Field label={text.until}>
          <Input
            aria-label={text.until}
            value={effect.until}
            onChange={({ target }) => onChange({ kind: 'defer', until: target.value })}
          />
        </Field>
      )}
      {effect.kind === 'enforce' && (
        <Field label={text.effect}>
          <Checkbox
            checked={effect.blocks}
            onChange={({ target }) => onChange({ kind: 'enforce', blocks: target.checked })}
          >
            {text.blocks}
          </Checkbox>
        </Field>
      )}
    </div>
  )
}
