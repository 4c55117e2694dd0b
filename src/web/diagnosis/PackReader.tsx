import { Card, Tag } from 'antd'
import { conditionWords, type Titles, titleIn } from '#domain/diagnosis/condition-words.ts'
import { effectWords } from '#domain/diagnosis/explain-words.ts'
import type { Days, Pack, Parameter, Rule, Step } from '#domain/diagnosis/packs.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { BasisWords } from './BasisWords.tsx'
import type { Names } from './names.ts'
import { ParameterTable } from './ParameterTable.tsx'
import { policyWords } from './policy-words.ts'

type PackReaderProps = { pack: Pack; names: Names }

/** A pack as a lawyer reads it: rule after rule, with what it rests on. */
export function PackReader({ pack, names }: PackReaderProps) {
  const text = useText(policyWords)
  return (
    <div className="diagnosis">
      {pack.parameters && (
        <Card size="small" title={text.packParameters}>
          <ParameterTable parameters={pack.parameters} names={names} />
        </Card>
      )}
      {pack.rules.map((rule, place) => (
        <RuleCard key={`${rule.id} ${rule.validFrom}`} rule={rule} place={place + 1} pack={pack} names={names} />
      ))}
    </div>
  )
}

/** What gives a rule's conditions their titles: its own parameters before those of the pack. */
export const titlesOf = (rule: Pick<Rule, 'parameters'>, pack: Pack, names: Names): Titles => ({
  fact: names.factOf,
  requirement: names.requirementOf,
  parameter: (id) => rule.parameters?.[id] ?? pack.parameters?.[id],
})

type RuleCardProps = { rule: Rule; place: number; pack: Pack; names: Names }

function RuleCard({ rule, place, pack, names }: RuleCardProps) {
  const text = useText(policyWords)
  const titles = titlesOf(rule, pack, names)
  const join = names.language === 'zh' ? '、' : ', '
  return (
    <Card size="small" title={`${place}. ${titleIn(names.language, rule, rule.id)}`}>
      <dl className="facts wide">
        <Entry label={text.basis}>
          <Tag>{text.levels[rule.basis.level]}</Tag> <BasisWords basis={rule.basis} />
        </Entry>
        <Entry label={text.validity}>
          {rule.validTo ? text.fromTo(rule.validFrom, rule.validTo) : text.from(rule.validFrom)}
        </Entry>
        <Entry label={text.answers}>{rule.answers.map(names.requirement).join(join) || '—'}</Entry>
        <Entry label={text.effect}>
          <EffectWords rule={rule} />
        </Entry>
      </dl>
      <p className="rule-when">
        <b>{text.when}</b>
        <br />
        {rule.when ? conditionWords(rule.when, titles, names.language) : text.always}
      </p>
      {rule.parameters && <ParameterTable parameters={rule.parameters} names={names} />}
      {rule.steps && rule.steps.length > 0 && (
        <>
          <b>{text.steps}</b>
          <ol className="rule-steps">
            {rule.steps.map((step) => (
              <li key={step.id}>
                {titleIn(names.language, step, step.id)}
                <div className="quiet">{stepWords(step, rule, titles, names, text)}</div>
              </li>
            ))}
          </ol>
        </>
      )}
      {rule.registerNote && (
        <p style={{ margin: '8px 0 0' }}>
          <b>{text.registerNote}</b>
          <br />
          {rule.registerNote}
        </p>
      )}
    </Card>
  )
}

function Entry({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function EffectWords({ rule: { effect } }: { rule: Rule }) {
  const text = useText(policyWords)
  const effects = useText(effectWords)
  if (effect.kind === 'defer') return `${effects.defer} · ${text.until}: ${effect.until}`
  if (effect.kind === 'enforce' && effect.blocks) return `${effects.enforce} · ${text.blocks}`
  return effects[effect.kind]
}

type Text = (typeof policyWords)['zh']

function stepWords(step: Step, rule: Rule, titles: Titles, names: Names, text: Text): string {
  const needs = (step.needs ?? []).map((id) =>
    titleIn(
      names.language,
      rule.steps?.find((one) => one.id === id),
      id,
    ),
  )
  const days = (given: Days | undefined) => daysWords(given, titles, names, text)
  return [
    names.unit(step.unit),
    `${text.days}: ${days(step.workingDays)}`,
    step.notice && `${text.notice}: ${days(step.notice.days)}`,
    step.commitment && `${text.fields.commitment}: ${names.unit(step.commitment.by)} ${days(step.commitment.days)}`,
    needs.length > 0 && `${text.needs}: ${needs.join(', ')}`,
    step.track === 'developer' && text.developerTrack,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Days as given, or by which parameter with its value now. */
function daysWords(days: Days | undefined, titles: Titles, names: Names, text: Text): string {
  if (days === undefined) return ''
  if (days === null) return text.notSet
  if (typeof days === 'number') return count(days)
  const parameter: Parameter | undefined = titles.parameter(days.param)
  const value = parameter?.value
  return `${titleIn(names.language, parameter, days.param)} (${value === null || value === undefined ? text.notSet : value})`
}
