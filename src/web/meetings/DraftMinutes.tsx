import type { Meeting } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { call } from '../platform/api.ts'
import { DraftDocumentButton } from '../platform/DraftDocumentButton.tsx'
import { useText } from '../platform/text.ts'
import { draftMinutesWords } from './draft-minutes-words.ts'

/** Drafts the minutes of a meeting that was held as a document. */
export function DraftMinutes({ meeting: { countyCode: county, id, state } }: { meeting: Meeting }) {
  const words = useText(draftMinutesWords)
  if (state === 'planned' || state === 'cancelled') return null
  const params = { county, meeting: id }
  return (
    <DraftDocumentButton
      county={county}
      words={words}
      draft={(reason) => call(meetingsEndpoints.draftMinutes, { params, body: { reason } })}
    />
  )
}
