import { Alert, Button, Card, Empty, Space, Tag } from 'antd'
import type { EstateDiagnosis } from '#contract/diagnosis.ts'
import { useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'
import type { Names } from './names.ts'
import type { FactEntry } from './RecordFacts.tsx'

export type OpenQuestionsProps = {
  estate: EstateDiagnosis
  names: Names
  onRecord: ((entries: FactEntry[]) => void) | undefined
}

const joined = (names: Names, words: readonly string[]) => words.join(names.language === 'zh' ? '、' : ', ')

/** What to ask on the next visit, what decides first. */
export function Asks({ estate, names, onRecord }: OpenQuestionsProps) {
  const text = useText(diagnosisWords)
  return (
    <Card size="small" title={text.asks}>
      {estate.asks.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.asksNone} />}
      <ul className="plain-list">
        {estate.asks.map(({ fact, movesVerdict, requirements }) => (
          <li key={fact} style={{ display: 'flex', gap: 8, alignItems: 'start' }}>
            <span style={{ flex: 1 }}>
              □ {names.fact(fact)} {movesVerdict && <Tag color="processing">{text.movesVerdict}</Tag>}
              {requirements.length > 0 && (
                <div className="quiet">{text.touches(joined(names, requirements.map(names.requirement)))}</div>
              )}
            </span>
            {onRecord && (
              <Button size="small" className="no-print" onClick={() => onRecord([{ fact }])}>
                {text.recordThis}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The least that has still to be shown. */
export function Evidence({ estate, names }: Omit<OpenQuestionsProps, 'onRecord'>) {
  const text = useText(diagnosisWords)
  const { missingEvidence } = estate.diagnosis
  return (
    <Card size="small" title={text.evidence}>
      {missingEvidence.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.evidenceNone} />}
      <ul className="plain-list">
        {missingEvidence.map(({ fact, requirements }) => (
          <li key={fact}>
            {names.fact(fact)}
            <div className="quiet">{text.touches(joined(names, requirements.map(names.requirement)))}</div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Facts on which two current sources disagree, each source with what it says, and what rests on it. */
export function Contradictions({ estate, names, onRecord }: OpenQuestionsProps) {
  const text = useText(diagnosisWords)
  const contradicted = estate.facts.filter(({ isContradicted }) => isContradicted)
  if (contradicted.length === 0) return null
  const restsOn = (fact: string) =>
    estate.diagnosis.requirements.flatMap(({ requirement, contradictions }) =>
      contradictions.includes(fact) ? [names.requirement(requirement)] : [],
    )
  return (
    <Alert
      type="error"
      showIcon
      message={text.contradictions}
      description={
        <>
          <p style={{ margin: '0 0 8px' }}>{text.contradictionHint}</p>
          {contradicted.map(({ fact, statements }) => (
            <div key={fact} style={{ marginBottom: 8 }}>
              <Space wrap>
                <b>{names.fact(fact)}</b>
                {onRecord && (
                  <Button size="small" className="no-print" onClick={() => onRecord([{ fact }])}>
                    {text.recordThis}
                  </Button>
                )}
              </Space>
              <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                {statements.map((statement) => (
                  <li key={`${names.source(statement.source)} ${statement.asOf}`}>
                    {names.value(statement.value, fact)}
                    {statement.said && ` “${statement.said}”`}{' '}
                    <span className="quiet">
                      [{names.source(statement.source)} · {statement.asOf}]
                    </span>
                  </li>
                ))}
              </ul>
              {restsOn(fact).length > 0 && <div className="quiet">{text.restsOn(joined(names, restsOn(fact)))}</div>}
            </div>
          ))}
        </>
      }
    />
  )
}
