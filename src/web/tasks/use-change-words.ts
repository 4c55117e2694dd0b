import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { changeWords } from './change-words.ts'
import { taskWords } from './messages.ts'
import { timelineWords } from './timeline-words.ts'

/** Says in the reader's language what a change changed. */
export function useChangeWords(): (change: Readonly<Record<string, unknown>>) => string {
  const { states } = useText(taskWords)
  const { category } = useText(platformWords)
  const { fields, decision, meetingState } = useText(timelineWords)
  const values = { state: { ...meetingState, ...states }, category, 'extension.decision': decision }
  return (change) => changeWords(change, { fields, values })
}
