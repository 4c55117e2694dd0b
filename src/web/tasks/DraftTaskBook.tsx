import { tasksEndpoints } from '#contract/tasks.ts'
import { call } from '../platform/api.ts'
import { DraftDocumentButton } from '../platform/DraftDocumentButton.tsx'
import { useText } from '../platform/text.ts'
import { tasksPageWords } from './messages.ts'

type DraftTaskBookProps = { county: string; organisation: string; size?: 'small' }

/** Drafts the task book of a unit as a document to it. */
export function DraftTaskBook({ county, organisation, size }: DraftTaskBookProps) {
  const { draftTaskBook } = useText(tasksPageWords)
  const params = { county, organisation }
  return (
    <DraftDocumentButton
      county={county}
      words={draftTaskBook}
      draft={(reason) => call(tasksEndpoints.draftTaskBook, { params, body: { reason } })}
      {...(size && { size })}
    />
  )
}
