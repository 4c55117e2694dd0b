import { Button, Card, Form, Input } from 'antd'
import { useState } from 'react'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { Note } from './first-marks.tsx'
import { type FirstProps, isOpen } from './first-props.ts'
import { firstPageWords, firstWords } from './messages.ts'
import { useFirstAct } from './use-first-act.ts'

/** The 附记 the register will carry; whoever reviews may write over it until the entry. */
export function NoteCard({ first }: FirstProps) {
  const text = useText(firstPageWords)
  const words = useText(firstWords)
  const mayWrite = useMay('registrations.review', first.countyCode) && isOpen(first)
  const [isWriting, setWriting] = useState(false)
  const params = { county: first.countyCode, first: first.id }
  const act = useFirstAct(({ note, reason }: { note?: string; reason: string }) =>
    call(firstRegistrationsEndpoints.writeNote, { params, body: { note: note ?? '', reason } }),
  )
  return (
    <Card
      size="small"
      title={words.note}
      extra={
        mayWrite && (
          <Button size="small" className="no-print" onClick={() => setWriting(true)}>
            {text.editNote}
          </Button>
        )
      }
    >
      <Note note={first.note} />
      {isWriting && (
        <ReasonModal<{ note?: string }>
          open
          title={text.editNote}
          done={text.noteWritten}
          suggested={text.reason}
          onClose={() => setWriting(false)}
          act={act}
        >
          <Form.Item name="note" label={words.note} initialValue={first.note}>
            <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} maxLength={4000} />
          </Form.Item>
        </ReasonModal>
      )}
    </Card>
  )
}
