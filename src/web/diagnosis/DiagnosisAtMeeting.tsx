import { useQuery } from '@tanstack/react-query'
import { Card } from 'antd'
import { useContext, useState } from 'react'
import { diagnosisEndpoints, type EstateDiagnosis } from '#contract/diagnosis.ts'
import { endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { rulesIn } from './explanation.ts'
import { FactsCard } from './FactsCard.tsx'
import { diagnosisWords } from './messages.ts'
import { useNames } from './names.ts'
import { Asks, Contradictions, Evidence } from './OpenQuestions.tsx'
import { type FactEntry, RecordFacts } from './RecordFacts.tsx'
import { Requirements } from './Requirements.tsx'
import { VerdictBanner } from './VerdictBanner.tsx'
import './diagnosis.css'

type DiagnosisAtMeetingProps = { county: string; estate: string; isVisit: boolean }

/** The diagnosis of an estate as a sitting goes over it: verdict, what is open, what to ask, the facts to confirm or correct. */
export function DiagnosisAtMeeting({ county, estate, isVisit }: DiagnosisAtMeetingProps) {
  const { language } = useContext(LanguageContext)
  const diagnosis = useQuery(
    endpointQuery(diagnosisEndpoints.estateDiagnosis, { params: { county, estate }, query: { language } }),
  )
  return <Reading query={diagnosis}>{(data) => <Parts estate={data} isVisit={isVisit} />}</Reading>
}

/** On a visit what to ask stands first. The papers stand beside the diagnosis where there is room, under it where there is none. */
function Parts({ estate, isVisit }: { estate: EstateDiagnosis; isVisit: boolean }) {
  const text = useText(diagnosisWords)
  const names = useNames({ facts: estate.definitions, requirements: estate.requirements, units: estate.unitNames })
  const mayRecord = useMay('facts.record', estate.countyCode)
  const [recording, setRecording] = useState<FactEntry[]>()
  const onRecord = mayRecord ? setRecording : undefined
  const asks = <Asks estate={estate} names={names} onRecord={onRecord} />
  return (
    <div className="diagnosis">
      {isVisit && asks}
      <VerdictBanner estate={estate}>{null}</VerdictBanner>
      <Contradictions estate={estate} names={names} onRecord={onRecord} />
      <div className="beside-papers">
        <div className="diagnosis">
          <Card size="small" title={text.requirements}>
            <Requirements outcomes={estate.diagnosis.requirements} names={names} rules={rulesIn(estate.explanation)} />
          </Card>
          {!isVisit && asks}
        </div>
        <div className="diagnosis">
          <Evidence estate={estate} names={names} />
          <FactsCard estate={estate} names={names} onRecord={onRecord} isNarrow />
        </div>
      </div>
      <RecordFacts estate={estate} names={names} start={recording} onClose={() => setRecording(undefined)} />
    </div>
  )
}
