import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Card, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { type InspectorDesk, supervisionEndpoints } from '#contract/supervision.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { InspectionState } from './InspectionsList.tsx'
import { Figure } from './LaddersBoard.tsx'
import { inspectorWords, ladderWords } from './messages.ts'
import { EndNote, type NoteAbout, NoteModal } from './NoteModal.tsx'
import { OpenInspection } from './OpenInspection.tsx'
import { LetterLink, StepStage } from './step-marks.tsx'
import './supervision.css'

/** The inspector's desk 监督台: what is late, which letters lie unanswered, what he follows and inspects himself. */
export function InspectorDeskPage() {
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/inspector' })
  const text = useText(inspectorWords)
  const name = useRegionName(region)
  const desk = useQuery(endpointQuery(supervisionEndpoints.inspectorDesk, { params: { region } }))
  const [isOpening, setOpening] = useState(false)
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.desk}
        </h1>
        <div className="end no-print">
          <Button type="primary" onClick={() => setOpening(true)}>
            {text.open}
          </Button>
        </div>
      </div>
      <Alert type="info" showIcon title={text.readOnly} style={{ marginBottom: 12 }} />
      <Reading query={desk}>{(data) => <Desk desk={data} />}</Reading>
      {isOpening && <OpenInspection region={region} onClose={() => setOpening(false)} />}
    </div>
  )
}

function Desk({ desk }: { desk: InspectorDesk }) {
  const text = useText(inspectorWords)
  const { counts } = desk
  const [noting, setNoting] = useState<NoteAbout>()
  return (
    <>
      <div className="cards">
        <Figure label={text.lateCount} n={counts.late} />
        <Figure label={text.proposedCount} n={counts.proposed} />
        <Figure label={text.outCount} n={counts.out} />
        <Figure label={text.unansweredCount} n={counts.unanswered} />
        <Figure label={text.inspectionsCount} n={counts.inspections} />
        <Figure label={text.followUpsCount} n={counts.followUps} />
      </div>
      <div className="desk-columns">
        <Lines title={text.late} isEmpty={desk.late.length === 0}>
          {desk.late.map((task) => (
            <LateLine key={task.taskId} task={task} onNote={setNoting} />
          ))}
        </Lines>
        <div style={{ display: 'grid', gap: 16 }}>
          <Letters desk={desk} />
          <Inspections desk={desk} />
          <Notes desk={desk} />
        </div>
      </div>
      {noting && <NoteModal about={noting} onClose={() => setNoting(undefined)} />}
    </>
  )
}

function Lines({ title, isEmpty, children }: { title: string; isEmpty: boolean; children: ReactNode }) {
  const text = useText(inspectorWords)
  return (
    <Card size="small" title={title}>
      {isEmpty ? text.none : children}
    </Card>
  )
}

function LateLine({ task, onNote }: { task: InspectorDesk['late'][number]; onNote: (about: NoteAbout) => void }) {
  const text = useText(inspectorWords)
  const words = useText(ladderWords)
  const about = { county: task.countyCode, taskId: task.taskId, title: task.title }
  return (
    <div className="desk-line">
      <span>
        <Link to="/counties/$county/tasks/$task" params={{ county: task.countyCode, task: task.taskId }}>
          {task.no} {task.title}
        </Link>
        <small>
          {task.countyName} · {task.organisation.name}
          {task.person && ` · ${task.person}`} · {words.late(count(task.daysLate))}
          {task.lastStep && <span className="nowrap"> · {words.steps[task.lastStep]}</span>}
        </small>
      </span>
      <Space size={4} className="no-print">
        <Button size="small" onClick={() => onNote({ ...about, kind: 'urge' })}>
          {text.urge}
        </Button>
        <Button size="small" onClick={() => onNote({ ...about, kind: 'follow_up' })}>
          {text.followUp}
        </Button>
        <Button size="small" onClick={() => onNote({ ...about, kind: 'clue' })}>
          {text.clue}
        </Button>
      </Space>
    </div>
  )
}

function Letters({ desk }: { desk: InspectorDesk }) {
  const text = useText(inspectorWords)
  const words = useText(ladderWords)
  return (
    <Lines title={text.letters} isEmpty={desk.letters.length === 0}>
      {desk.letters.map((step) => (
        <div key={step.id} className="desk-line">
          <span>
            {words.steps[step.step]} · <LetterLink step={step} />
            <small>
              {step.countyName} · {step.organisation.name} · {step.stated.title}
              {step.document?.answerBy && ` · ${words.answerBy(step.document.answerBy)}`}
            </small>
          </span>
          <StepStage step={step} />
        </div>
      ))}
    </Lines>
  )
}

function Inspections({ desk }: { desk: InspectorDesk }) {
  const text = useText(inspectorWords)
  return (
    <Lines title={text.inspections} isEmpty={desk.inspections.length === 0}>
      {desk.inspections.map((line) => (
        <div key={line.id} className="desk-line">
          <span>
            <Link
              to="/counties/$county/inspections/$inspection"
              params={{ county: line.countyCode, inspection: line.id }}
            >
              {line.title}
            </Link>
            <small>
              {line.countyName} · {text.by(line.openedBy, line.heldOn)}
            </small>
          </span>
          <InspectionState line={line} />
        </div>
      ))}
    </Lines>
  )
}

function Notes({ desk }: { desk: InspectorDesk }) {
  const text = useText(inspectorWords)
  return (
    <Lines title={text.notes} isEmpty={desk.notes.length === 0}>
      {desk.notes.map((note) => (
        <div key={note.id} className="desk-line">
          <span>
            <strong>{text.kinds[note.kind]}</strong> · {note.words}
            <small>
              {note.countyName} · {note.task?.title ?? note.organisation?.name ?? note.estate?.name} ·{' '}
              {text.by(note.madeBy, note.madeOn)}
              {note.referredTo && ` · ${text.referredTo} ${note.referredTo}`}
              {note.outcome && ` · ${note.outcome}`}
            </small>
          </span>
          {note.endedOn === null && note.kind !== 'urge' && <EndNote county={note.countyCode} note={note.id} />}
        </div>
      ))}
    </Lines>
  )
}
