import { Card, Empty, Table } from 'antd'
import { conditionWords, titleIn } from '#domain/diagnosis/condition-words.ts'
import type { Condition } from '#domain/diagnosis/conditions.ts'
import { effectWords } from '#domain/diagnosis/explain-words.ts'
import type { Effect, Level, Pack, Parameter, Rule } from '#domain/diagnosis/packs.ts'
import { useText } from '../platform/text.ts'
import type { Names } from './names.ts'
import { titlesOf } from './PackReader.tsx'
import { type PackChange, packDiff } from './pack-diff.ts'
import { policyWords } from './policy-words.ts'

/** What a version changes, field by field, old beside new. */
export function PackDiff({ before, after, names }: { before: Pack; after: Pack; names: Names }) {
  const text = useText(policyWords)
  const effects = useText(effectWords)
  const changes = packDiff(before, after)
  if (changes.length === 0) return <Empty description={text.noChange} />
  const words = (change: PackChange, side: 'before' | 'after') => {
    const pack = side === 'before' ? before : after
    return sideWords(change, change[side], { pack, names, text, effects })
  }
  return (
    <Card size="small">
      <Table<PackChange>
        size="small"
        rowKey={({ part, rule, id, field }) => [part, rule, id, field].join('/')}
        pagination={false}
        dataSource={changes}
        scroll={{ x: 760 }}
        columns={[
          { title: text.where, render: (_, change) => whereWords(change, before, after, names, text), width: 300 },
          {
            title: text.before,
            render: (_, change) => <span className="changed-old">{words(change, 'before')}</span>,
          },
          { title: text.after, render: (_, change) => <span className="changed-new">{words(change, 'after')}</span> },
        ]}
      />
    </Card>
  )
}

type Text = (typeof policyWords)['zh']
type Titled = { title: string; titleEn?: string | undefined }

/** Rule, part and field of a change, each by its title. */
function whereWords(change: PackChange, before: Pack, after: Pack, names: Names, text: Text): string {
  const ruleIn = (pack: Pack) => pack.rules.find(({ id }) => id === change.rule)
  const rule = ruleIn(after) ?? ruleIn(before)
  const partOf = (pack: Pack): Titled | undefined => {
    const { part, id } = change
    if (id === null) return undefined
    if (part === 'parameter') return (change.rule ? ruleIn(pack) : pack)?.parameters?.[id]
    if (part === 'step') return ruleIn(pack)?.steps?.find((step) => step.id === id)
    if (part === 'fact') return pack.facts?.find((fact) => fact.id === id)
    return part === 'requirement' ? pack.requirements?.find((requirement) => requirement.id === id) : undefined
  }
  const fields: Readonly<Record<string, string>> = text.fields
  return [
    change.rule && titleIn(names.language, rule, change.rule),
    change.id && `${text.parts[change.part]} “${titleIn(names.language, partOf(after) ?? partOf(before), change.id)}”`,
    change.field && (fields[change.field] ?? change.field),
  ]
    .filter(Boolean)
    .join(' › ')
}

type Side = { pack: Pack; names: Names; text: Text; effects: Readonly<Record<Effect['kind'], string>> }

/** One side of a change in words; values come from packs the contract has read, by the field they stand in. */
function sideWords(change: PackChange, value: unknown, { pack, names, text, effects }: Side): string {
  if (change.field === null) return wholeWords(value, text)
  if (value === undefined || value === null) return change.field === 'value' ? text.notSet : '—'
  const rule: Pick<Rule, 'parameters'> = pack.rules.find(({ id }) => id === change.rule) ?? {}
  switch (change.field) {
    case 'when':
    case 'metWhen':
    case 'appliesWhen':
    case 'produces':
      return conditionWords(value as Condition, titlesOf(rule, pack, names), names.language)
    case 'effect':
      return effects[(value as Effect).kind]
    case 'level':
      return text.levels[value as Level]
    case 'answers':
      return (value as string[]).map(names.requirement).join(', ')
    case 'value':
    case 'min':
    case 'max':
      return parameterWords(change, value as number | string, rule, pack, names)
    default:
      return plainWords(value, text)
  }
}

function parameterWords(
  change: PackChange,
  value: number | string,
  rule: Pick<Rule, 'parameters'>,
  pack: Pack,
  names: Names,
) {
  const parameter: Parameter | undefined = (change.rule ? rule : pack).parameters?.[change.id ?? '']
  return parameter ? names.parameter(parameter, value) : String(value)
}

function wholeWords(value: unknown, text: Text): string {
  if (value === undefined || value === null) return '—'
  return typeof value === 'object' && 'title' in value ? String(value.title) : plainWords(value, text)
}

function plainWords(value: unknown, text: Text): string {
  if (typeof value === 'boolean') return value ? text.yes : text.no
  if (Array.isArray(value)) return value.map((one) => plainWords(one, text)).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.values(value)
      .map((one) => plainWords(one, text))
      .join(' · ')
  return value === null ? text.notSet : String(value)
}
