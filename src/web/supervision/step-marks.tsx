import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import type { LadderStepView } from '#contract/supervision.ts'
import { useText } from '../platform/text.ts'
import { ladderWords } from './messages.ts'

/** How far a step has come: of a letter, where the letter is; of one answered to the office's content, that it is over. */
export function StepStage({ step: { stage, document, isRunning } }: { step: LadderStepView }) {
  const text = useText(ladderWords)
  if (document) {
    const isOver = document.acceptedOn !== null
    const colour = isOver ? 'green' : document.state === 'served' ? 'orange' : 'blue'
    return <Tag color={colour}>{text.letterStates[document.state]}</Tag>
  }
  if (stage === 'proposed' && !isRunning) return <Tag>{text.rests}</Tag>
  return <Tag color={stage === 'proposed' ? 'red' : 'default'}>{text.stages[stage]}</Tag>
}

/** The letter of a step by its number, leading to its page. */
export function LetterLink({ step: { countyCode, document, stage } }: { step: LadderStepView }) {
  const text = useText(ladderWords)
  if (!document) return stage === 'passed_over' ? text.stages.passed_over : '—'
  return (
    <Link
      to="/counties/$county/documents/$document"
      params={{ county: countyCode, document: document.id }}
      onClick={(event) => event.stopPropagation()}
    >
      {document.number ?? text.draft}
    </Link>
  )
}
