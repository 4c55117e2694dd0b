import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type InspectorNote, supervisionEndpoints } from '#contract/supervision.ts'
import { call } from '../platform/api.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { inspectorWords } from './messages.ts'

export type NoteAbout = { kind: InspectorNote['kind']; county: string; taskId: string; title: string }

/** Urges, follows up or refers a clue about a late task; the words themselves are the reason. */
export function NoteModal({
  about: { kind, county, taskId, title },
  onClose,
}: {
  about: NoteAbout
  onClose: () => void
}) {
  const text = useText(inspectorWords)
  return (
    <WordsModal<{ words: string; referredTo?: string }>
      title={`${text.kinds[kind]} · ${title}`}
      onClose={onClose}
      save={({ words, referredTo }) =>
        call(supervisionEndpoints.makeNote, {
          params: { county },
          body: { kind, words, taskId, referredTo: referredTo ?? null },
        })
      }
    >
      <Form.Item name="words" label={text.words} rules={[{ required: true, min: 2 }]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      {kind === 'clue' && (
        <Form.Item name="referredTo" label={text.referredTo} rules={[{ required: true, min: 2 }]}>
          <Input maxLength={100} />
        </Form.Item>
      )}
    </WordsModal>
  )
}

/** Ends a follow-up or a clue with what came of it. */
export function EndNote({ county, note }: { county: string; note: string }) {
  const text = useText(inspectorWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setOpen(true)}>
        {text.endNote}
      </Button>
      {isOpen && (
        <WordsModal<{ outcome: string }>
          title={text.endNote}
          onClose={() => setOpen(false)}
          save={(body) => call(supervisionEndpoints.endNote, { params: { county, note }, body })}
        >
          <Form.Item name="outcome" label={text.outcome} rules={[{ required: true, min: 2 }]}>
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        </WordsModal>
      )}
    </>
  )
}

type WordsModalProps<T> = {
  title: string
  onClose: () => void
  save: (values: T) => Promise<unknown>
  children: React.ReactNode
}

function WordsModal<T extends object>({ title, onClose, save, children }: WordsModalProps<T>) {
  const text = useText(platformWords)
  const words = useText(inspectorWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<T>()
  async function submit(values: T) {
    try {
      await save(values)
      await queries.invalidateQueries()
      message.success(words.made)
      onClose()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={text.confirm}
      cancelText={text.cancel}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={submit} requiredMark={false}>
        {children}
      </Form>
    </Modal>
  )
}
