import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Meeting } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { draftMinutesWords } from './draft-minutes-words.ts'

/** Drafts the minutes of a meeting that was held as a document, and goes there. */
export function DraftMinutes({ meeting: { countyCode: county, id, state } }: { meeting: Meeting }) {
  const text = useText(draftMinutesWords)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayDraft = useMay('documents.draft', county)
  const [isOpen, setOpen] = useState(false)
  if (!mayDraft || state === 'planned' || state === 'cancelled') return null

  async function draft({ reason }: { reason: string }) {
    const params = { county, meeting: id }
    const { documentId } = await call(meetingsEndpoints.draftMinutes, { params, body: { reason } })
    await queries.invalidateQueries()
    await navigate({ to: '/counties/$county/documents/$document', params: { county, document: documentId } })
  }

  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.draft}</Button>
      <ReasonModal
        open={isOpen}
        title={text.title}
        done={text.drafted}
        suggested={text.reason}
        onClose={() => setOpen(false)}
        act={draft}
      />
    </>
  )
}
