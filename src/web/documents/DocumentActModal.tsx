import { useQueryClient } from '@tanstack/react-query'
import { Alert, App } from 'antd'
import { useState } from 'react'
import type { DocumentResults } from '#contract/document-shapes.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { RefusedModal } from '../platform/RefusedModal.tsx'
import { useText } from '../platform/text.ts'
import { type ActedDocument, actOnDocuments, type PlainMove } from './document-acts.ts'
import { documentWords } from './messages.ts'

export type Doing = { move: PlainMove; documents: readonly ActedDocument[] }

type DocumentActModalProps = {
  /** What is about to be done; nothing while the form is closed. */
  doing: Doing | undefined
  onClose: () => void
  /** Hears what came of it: which were refused, and where files are laid out. */
  onDone?: (results: DocumentResults) => void
}

/** Asks for the reason of a move with one or many documents, makes it, and says which were refused and why. */
export function DocumentActModal({ doing, onClose, onDone }: DocumentActModalProps) {
  const text = useText(documentWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [refused, setRefused] = useState<DocumentResults>()

  async function act({ reason }: { reason: string }) {
    if (!doing) return
    const results = await actOnDocuments(doing.move, doing.documents, reason)
    await queries.invalidateQueries()
    onDone?.(results)
    if (results.refused > 0 && doing.documents.length === 1) throw new Error(results.results[0]?.message ?? '')
    if (results.refused > 0) setRefused(results)
    else message.success(text.doneAll(text.moves[doing.move], count(results.done)))
  }

  return (
    <>
      {doing && (
        <ReasonModal
          key={doing.move}
          open
          title={titleOf(text, doing)}
          suggested={(text.suggested as Partial<Record<PlainMove, string>>)[doing.move]} // only some moves have a usual reason
          onClose={onClose}
          act={act}
        >
          <Note move={doing.move} />
        </ReasonModal>
      )}
      <Refused results={refused} onClose={() => setRefused(undefined)} />
    </>
  )
}

function titleOf(text: (typeof documentWords)['zh'], { move, documents }: Doing): string {
  const [first, ...others] = documents
  if (first && others.length === 0) return text.actOnOne(text.moves[move], first.title || text.untitled)
  return text.actOn(text.moves[move], count(documents.length))
}

/** What is better known before. */
function Note({ move }: { move: PlainMove }) {
  const text = useText(documentWords)
  const note = move === 'sign' ? text.signNote : move === 'serve' ? text.serveNote : undefined
  return note ? <Alert type="info" showIcon message={note} style={{ marginBottom: 12 }} /> : null
}

function Refused({ results, onClose }: { results: DocumentResults | undefined; onClose: () => void }) {
  const text = useText(documentWords)
  return (
    <RefusedModal
      title={results && text.doneSome(count(results.done), count(results.refused))}
      note={text.stillChosen}
      results={results?.results}
      columns={[{ title: text.title, render: (_, { title }) => title || text.untitled }]}
      onClose={onClose}
    />
  )
}
