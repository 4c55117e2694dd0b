import type { Diagnosis } from '#contract/diagnosis.ts'
import { closedStatuses, type RequirementOutcome, type RequirementStatus } from '#domain/diagnosis/diagnosis.ts'
import type { ExplanationNode } from '#domain/diagnosis/explain.ts'
import { effectWords, statusWords } from '#domain/diagnosis/explain-words.ts'
import { count, yuan } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { BasisWords } from './BasisWords.tsx'
import { StatusMark } from './Marks.tsx'
import { diagnosisWords } from './messages.ts'
import type { Names } from './names.ts'

type RequirementsProps = {
  outcomes: Diagnosis['requirements']
  names: Names
  /** What the explanation says of each rule. */
  rules: ReadonlyMap<string, ExplanationNode>
}

const rank = (status: RequirementStatus) =>
  status === 'missing' ? 0 : status === 'unknown' ? 1 : status === 'not_applicable' ? 3 : 2

/** Each requirement with its light, who must act, by what; what is open stands first. Opens to its ways. */
export function Requirements({ outcomes, names, rules }: RequirementsProps) {
  const sorted = outcomes.toSorted((a, b) => rank(a.status) - rank(b.status))
  return (
    <div>
      {sorted.map((outcome) => (
        <RequirementRow key={outcome.requirement} outcome={outcome} names={names} rules={rules} />
      ))}
    </div>
  )
}

type RowProps = { outcome: RequirementOutcome; names: Names; rules: RequirementsProps['rules'] }

function RequirementRow({ outcome, names, rules }: RowProps) {
  const text = useText(diagnosisWords)
  const words = useText(statusWords)
  const requirement = names.requirementOf(outcome.requirement)
  const isOpen = !closedStatuses.includes(outcome.status)
  const rule = outcome.by ? rules.get(outcome.by) : undefined
  return (
    <details className="requirement-row">
      <summary>
        <div className="requirement">
          <StatusMark status={outcome.status} hasWay={outcome.remedies.length > 0} />
          <span>
            <b>{names.requirement(outcome.requirement)}</b>
            {rule && <div className="quiet">{rule.sentence}</div>}
            {isOpen && <div className="quiet">{waysWords(text, outcome)}</div>}
          </span>
          <span className="quiet">{requirement && names.unit(requirement.unit)}</span>
          <span>{words[outcome.status]}</span>
        </div>
      </summary>
      <div className="requirement-more">
        {requirement && (
          <div className="quiet">
            {text.basis}: <BasisWords basis={requirement.basis} />
          </div>
        )}
        {rule?.basis && (
          <div className="quiet">
            {rule.sentence} · <BasisWords basis={rule.basis} />
          </div>
        )}
        {outcome.until && (
          <div>
            {text.until}: {outcome.until}
          </div>
        )}
        <Ways outcome={outcome} names={names} rules={rules} />
      </div>
    </details>
  )
}

type Text = (typeof diagnosisWords)['zh']

function waysWords(text: Text, { remedies, undecided, status, by }: RequirementOutcome): string {
  if (remedies.length > 0) return text.waysOpen(count(remedies.length))
  if (undecided.length > 0) return text.mayApply
  return status === 'missing' && by === null ? text.noWay : ''
}

function Ways({ outcome, names, rules }: RowProps) {
  const text = useText(diagnosisWords)
  const effects = useText(effectWords)
  return (
    <>
      {outcome.remedies.map((remedy, place) => (
        <div key={remedy.rule} className={place === 0 ? 'way is-chosen' : 'way'}>
          <b>{place === 0 ? text.chosen : `${text.alternative} ${place}`}</b> ·{' '}
          {names.language === 'en' ? (remedy.titleEn ?? remedy.title) : remedy.title}
          <div className="quiet">
            {effects[remedy.effect]} · {text.steps(count(remedy.steps.length))}
            {remedy.workingDays > 0 && ` · ${text.days(count(remedy.workingDays))}`}
            {remedy.noticeDays > 0 && ` · ${text.noticeDays(count(remedy.noticeDays))}`}
            {remedy.costFen > 0 && ` · ${text.cost(yuan(remedy.costFen))}`}
          </div>
          <div className="quiet">
            <BasisWords basis={remedy.basis} />
          </div>
        </div>
      ))}
      {outcome.undecided.map(({ rule, facts }) => (
        <div key={rule} className="way">
          {rules.get(rule)?.sentence ?? rule}
          <div className="quiet">
            {text.toEstablish}: {facts.map(names.fact).join(names.language === 'zh' ? '、' : ', ')}
          </div>
        </div>
      ))}
      {outcome.unknownFacts.length > 0 && outcome.undecided.length === 0 && (
        <div className="quiet">
          {text.toEstablish}: {outcome.unknownFacts.map(names.fact).join(names.language === 'zh' ? '、' : ', ')}
        </div>
      )}
    </>
  )
}
