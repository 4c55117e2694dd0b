import { useQuery } from '@tanstack/react-query'
import { Card } from 'antd'
import { useContext } from 'react'
import { diagnosisEndpoints } from '#contract/diagnosis.ts'
import { catalogue } from '#domain/diagnosis/catalogue.ts'
import { closedStatuses } from '#domain/diagnosis/diagnosis.ts'
import { verdictWords } from '#domain/diagnosis/explain-words.ts'
import { endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { LanguageContext, useText } from '../platform/text.ts'
import { rulesIn } from './explanation.ts'
import { diagnosisWords } from './messages.ts'
import { useNames } from './names.ts'
import { Requirements } from './Requirements.tsx'

type UnitDiagnosisProps = { county: string; unit: string }

/** What one home still lacks for its transfer. */
export function UnitDiagnosis({ county, unit }: UnitDiagnosisProps) {
  const { language } = useContext(LanguageContext)
  const text = useText(diagnosisWords)
  const diagnosis = useQuery(
    endpointQuery(diagnosisEndpoints.unitDiagnosis, { params: { county, unit }, query: { language } }),
  )
  return (
    <Card size="small" title={text.transferCard}>
      <Reading query={diagnosis}>{(data) => <Open {...data} />}</Reading>
    </Card>
  )
}

type Found = (typeof diagnosisEndpoints.unitDiagnosis.response)['_output']

function Open({ diagnosis, explanation, unitNames, requirements }: Found) {
  const text = useText(diagnosisWords)
  const verdicts = useText(verdictWords)
  const names = useNames({ facts: catalogue, requirements, units: unitNames })
  const open = diagnosis.requirements.filter(({ status }) => !closedStatuses.includes(status))
  if (open.length === 0) return <p style={{ margin: 0 }}>✓ {text.transferReady}</p>
  return (
    <>
      <p style={{ marginTop: 0 }}>
        <b>{verdicts[diagnosis.verdict]}</b>
      </p>
      <Requirements outcomes={open} names={names} rules={rulesIn(explanation)} />
    </>
  )
}
