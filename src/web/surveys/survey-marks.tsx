import { Tag } from 'antd'
import type { SurveyVersion } from '#contract/surveys.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { surveyWords } from './messages.ts'

const colours = {
  checked: 'processing',
  faulty: 'error',
  returned: 'warning',
  accepted: 'success',
  replaced: 'default',
} as const satisfies Record<SurveyVersion['state'], string>

/** Where a hand-in stands. */
export function SurveyState({ state }: { state: SurveyVersion['state'] }) {
  const text = useText(surveyWords)
  return <Tag color={colours[state]}>{text.states[state]}</Tag>
}

/** What the checks found, in numbers. */
export function FoundFaults({ survey: { errors, warnings } }: { survey: Pick<SurveyVersion, 'errors' | 'warnings'> }) {
  const text = useText(surveyWords)
  return errors + warnings === 0 ? text.noFaults : text.errorsAndWarnings(count(errors), count(warnings))
}
