import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, type ButtonProps } from 'antd'
import { useState } from 'react'
import { platformWords } from './messages.ts'
import { ReasonModal } from './ReasonModal.tsx'
import { useMay } from './session.ts'
import { useText } from './text.ts'

type DraftDocumentButtonProps = {
  county: string
  words: { title: string; drafted: string; reason: string }
  draft: (reason: string) => Promise<{ documentId: string }>
  size?: ButtonProps['size']
}

/** Drafts an official document from the records of a page and goes there; only whoever may draft sees it. */
export function DraftDocumentButton({ county, words, draft, size = 'middle' }: DraftDocumentButtonProps) {
  const text = useText(platformWords)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayDraft = useMay('documents.draft', county)
  const [isOpen, setOpen] = useState(false)
  if (!mayDraft) return null

  async function act({ reason }: { reason: string }) {
    const { documentId } = await draft(reason)
    await queries.invalidateQueries()
    await navigate({ to: '/counties/$county/documents/$document', params: { county, document: documentId } })
  }

  return (
    <>
      <Button size={size} onClick={() => setOpen(true)}>
        {text.draftDocument}
      </Button>
      <ReasonModal
        open={isOpen}
        title={words.title}
        done={words.drafted}
        suggested={words.reason}
        onClose={() => setOpen(false)}
        act={act}
      />
    </>
  )
}
