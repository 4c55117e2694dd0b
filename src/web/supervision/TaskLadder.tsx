import { useQuery } from '@tanstack/react-query'
import { Card, Steps } from 'antd'
import { type LadderStepView, supervisionEndpoints } from '#contract/supervision.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { ladderWords } from './messages.ts'
import { LetterLink, StepStage } from './step-marks.tsx'

/** The ladder against the unit of a task, on the task's own page; nothing while no step was taken. */
export function TaskLadder({ county, task }: { county: string; task: string }) {
  const text = useText(ladderWords)
  const mayRead = useMay('supervision.read', county)
  const ladder = useQuery({
    ...endpointQuery(supervisionEndpoints.taskLadder, { params: { county, task } }),
    enabled: mayRead,
  })
  if (!ladder.data || ladder.data.length === 0) return null
  return (
    <Card size="small" title={text.ladder}>
      <LadderSteps steps={ladder.data} />
    </Card>
  )
}

/** Steps from the first to the last, each with where its letter is. */
export function LadderSteps({ steps }: { steps: readonly LadderStepView[] }) {
  const text = useText(ladderWords)
  return (
    <Steps
      orientation="vertical"
      size="small"
      current={steps.length - 1}
      items={steps.map((step) => ({
        title: text.steps[step.step],
        content: (
          <>
            <div>
              <StepStage step={step} /> {step.document && <LetterLink step={step} />}
            </div>
            <small>
              {text.proposedOn(step.proposedOn)}
              {step.stated.daysLate > 0 && ` · ${text.late(count(step.stated.daysLate))}`}
              {step.document?.answerBy && ` · ${text.answerBy(step.document.answerBy)}`}
            </small>
            {step.stage === 'passed_over' && <div>{step.reason}</div>}
          </>
        ),
      }))}
    />
  )
}
