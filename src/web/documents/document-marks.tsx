import { Tag } from 'antd'
import type { DocumentLine } from '#contract/document-shapes.ts'
import type { DocumentState } from '#domain/documents/moves.ts'
import { useText } from '../platform/text.ts'
import { documentWords } from './messages.ts'

const colours: Partial<Record<DocumentState, string>> = {
  in_review: 'gold',
  issued: 'processing',
  served: 'processing',
  answered: 'purple',
  accepted: 'green',
  filed: 'blue',
  withdrawn: 'error',
}

/** Where a document stands, in words; an answer that is overdue is said loudly. */
export function DocumentTag({ document: { state, isLate } }: { document: Pick<DocumentLine, 'state' | 'isLate'> }) {
  const text = useText(documentWords)
  return (
    <Tag color={isLate ? 'error' : (colours[state] ?? 'default')} style={{ marginInlineEnd: 0 }}>
      {isLate ? text.late : text.states[state]}
    </Tag>
  )
}
