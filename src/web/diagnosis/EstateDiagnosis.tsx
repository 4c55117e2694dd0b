import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Card, Space } from 'antd'
import { useContext, useState } from 'react'
import { type EstateDiagnosis as Diagnosed, diagnosisEndpoints } from '#contract/diagnosis.ts'
import { closedStatuses } from '#domain/diagnosis/diagnosis.ts'
import { download, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { DiagnosisHistory, latestOf } from './DiagnosisHistory.tsx'
import { Enforcement } from './Enforcement.tsx'
import { EstateSuggestions } from './EstateSuggestions.tsx'
import { Explanation } from './Explanation.tsx'
import { rulesIn } from './explanation.ts'
import { FactsCard } from './FactsCard.tsx'
import { diagnosisWords } from './messages.ts'
import { useNames } from './names.ts'
import { Asks, Contradictions, Evidence } from './OpenQuestions.tsx'
import { PathCard } from './PathCard.tsx'
import { type FactEntry, RecordFacts } from './RecordFacts.tsx'
import { Requirements } from './Requirements.tsx'
import { VerdictBanner } from './VerdictBanner.tsx'

/** The diagnosis of an estate in its file, the present one or an earlier one. */
export function EstateDiagnosis({ county, estate }: { county: string; estate: string }) {
  const { language } = useContext(LanguageContext)
  const { no } = useSearch({ from: '/signed-in/shell/counties/$county/estates/$estate' })
  const diagnosis = useQuery(
    endpointQuery(diagnosisEndpoints.estateDiagnosis, {
      params: { county, estate },
      query: { language, no: no ? Number(no) : undefined },
    }),
  )
  return <Reading query={diagnosis}>{(data) => <DiagnosisView estate={data} />}</Reading>
}

function DiagnosisView({ estate }: { estate: Diagnosed }) {
  const text = useText(diagnosisWords)
  const names = useNames({ facts: estate.definitions, requirements: estate.requirements, units: estate.unitNames })
  const navigate = useNavigate()
  const isOld = estate.no !== latestOf(estate)
  const mayRecord = useMay('facts.record', estate.countyCode) && !isOld
  const [recording, setRecording] = useState<FactEntry[]>()
  const { diagnosis, explanation } = estate
  const open = diagnosis.requirements.filter(({ status }) => !closedStatuses.includes(status)).length
  const total = count(diagnosis.requirements.length)
  const onRecord = mayRecord ? setRecording : undefined
  const look = (no: number | undefined) =>
    navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, no: no === undefined ? undefined : String(no) }),
    })
  return (
    <div className="diagnosis">
      {isOld && (
        <Alert
          type="warning"
          showIcon
          banner
          message={text.oldOne(count(estate.no), estate.diagnosedOn)}
          action={<Button onClick={() => look(undefined)}>{text.toLatest}</Button>}
        />
      )}
      <VerdictBanner estate={estate}>
        <Space wrap className="no-print">
          {mayRecord && (
            <Button type="primary" onClick={() => setRecording([{}])}>
              {text.record}
            </Button>
          )}
          {!isOld && <SheetButton estate={estate} />}
        </Space>
      </VerdictBanner>
      <Contradictions estate={estate} names={names} onRecord={onRecord} />
      <div className="columns">
        <Card
          size="small"
          title={`${text.requirements} · ${open > 0 ? text.openOf(count(open), total) : text.allClosed(total)}`}
        >
          <Requirements outcomes={diagnosis.requirements} names={names} rules={rulesIn(explanation)} />
        </Card>
        <Space orientation="vertical" size={16} style={{ width: '100%' }}>
          <Enforcement estate={estate} names={names} />
          <Asks estate={estate} names={names} onRecord={onRecord} />
          <Evidence estate={estate} names={names} />
          <EstateSuggestions estate={estate} names={names} mayRecord={mayRecord} />
        </Space>
      </div>
      <PathCard diagnosis={diagnosis} names={names} />
      <Why estate={estate}>
        <Explanation node={explanation} names={names} />
      </Why>
      <FactsCard estate={estate} names={names} onRecord={onRecord} />
      <DiagnosisHistory estate={estate} onLook={look} />
      <RecordFacts estate={estate} names={names} start={recording} onClose={() => setRecording(undefined)} />
    </div>
  )
}

function SheetButton({ estate: { countyCode, estateId, estateName } }: { estate: Diagnosed }) {
  const text = useText(diagnosisWords)
  const params = { county: countyCode, estate: estateId }
  return (
    <Button
      onClick={() =>
        void download(diagnosisEndpoints.diagnosisSheet, { params }, `${estateName}${text.sheetName}.docx`)
      }
    >
      {text.sheet}
    </Button>
  )
}

/** The reasons, one click away, and what has to be written in the register. */
function Why({ estate, children }: { estate: Diagnosed; children: React.ReactNode }) {
  const text = useText(diagnosisWords)
  const [isOpen, setOpen] = useState(false)
  const notes = estate.diagnosis.registerNotes
  return (
    <Card
      size="small"
      title={text.why}
      extra={
        <Button className="no-print" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? text.hideWhy : text.showWhy}
        </Button>
      }
      styles={{ body: isOpen || notes.length > 0 ? {} : { display: 'none' } }}
    >
      {isOpen && children}
      {notes.length > 0 && (
        <div>
          <b>{text.registerNotes}</b>
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {notes.map(({ rule, note }) => (
              <li key={rule}>{note}</li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  )
}
