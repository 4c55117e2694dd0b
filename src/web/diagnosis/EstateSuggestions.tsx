import { useQueryClient } from '@tanstack/react-query'
import { Button, Card, Space } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { diagnosisEndpoints, type EstateDiagnosis, type Suggestion } from '#contract/diagnosis.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'
import type { Names } from './names.ts'

type Answer = { suggestion: Suggestion; isRight: boolean }

type SuggestionsProps = { estate: EstateDiagnosis; names: Names; mayRecord: boolean }

/** What the ledger's text seems to name, until a person says whether it is so. */
export function EstateSuggestions({ estate, names, mayRecord }: SuggestionsProps) {
  const text = useText(diagnosisWords)
  const queries = useQueryClient()
  const [answer, setAnswer] = useState<Answer>()
  if (estate.suggestions.length === 0) return null

  async function record({ reason }: { reason: string }) {
    if (!answer) return
    const { fact, phrase } = answer.suggestion
    await call(diagnosisEndpoints.recordFacts, {
      params: { county: estate.countyCode, estate: estate.estateId },
      query: { language: names.language },
      body: {
        revision: estate.revision,
        reason,
        facts: [
          { fact, value: answeredValue(answer), asOf: dayjs().format('YYYY-MM-DD'), source: 'officer', said: phrase },
        ],
      },
    })
    await queries.invalidateQueries()
  }

  return (
    <Card size="small" title={text.suggestions}>
      <p className="quiet">{text.suggestionHint}</p>
      <ul className="plain-list">
        {estate.suggestions.map((suggestion) => (
          <li key={`${suggestion.fact} ${suggestion.phrase}`}>
            <div>{text.seems(names.fact(suggestion.fact), names.value(suggestion.value, suggestion.fact))}</div>
            <div className="quiet">
              {text.saysSo(suggestion.phrase)} [{names.source(suggestion.source)}]
            </div>
            {mayRecord && (
              <Space className="no-print">
                <Button size="small" onClick={() => setAnswer({ suggestion, isRight: true })}>
                  {text.confirm}
                </Button>
                <Button size="small" onClick={() => setAnswer({ suggestion, isRight: false })}>
                  {text.deny}
                </Button>
              </Space>
            )}
          </li>
        ))}
      </ul>
      <ReasonModal
        title={answer?.isRight === false ? text.denyTitle : text.confirmTitle}
        open={answer !== undefined}
        onClose={() => setAnswer(undefined)}
        act={record}
        done={text.recorded}
      >
        {answer && (
          <p>
            {names.fact(answer.suggestion.fact)}: {names.value(answeredValue(answer), answer.suggestion.fact)}
          </p>
        )}
      </ReasonModal>
    </Card>
  )
}

/** Not so: the opposite where there is one, otherwise that it is not known. */
const answeredValue = ({ suggestion: { value }, isRight }: Answer) =>
  isRight ? value : typeof value === 'boolean' ? !value : null
