import { useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type Application, registrationsEndpoints } from '#contract/registrations.ts'
import { permissionFor } from '#domain/registrations/moves.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { actFormWords } from './act-messages.ts'
import { officeToday } from './days-until.ts'
import { registrationWords } from './messages.ts'

type Gate = Application['gates'][number]['gate']
type Told = { on: Dayjs; words: string; reason: string }

/** Opens a decided gate of an application that is under way again: something was overlooked. */
export function ReopenGate({ application, gate }: { application: Pick<Application, 'id' | 'countyCode'>; gate: Gate }) {
  const text = useText(actFormWords)
  const words = useText(registrationWords)
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const may = useMay(permissionFor('reopen', gate), application.countyCode)
  if (!may) return null

  async function send({ on, words: why, reason }: Told) {
    const params = { county: application.countyCode }
    const body = { ids: [application.id], on: on.format('YYYY-MM-DD'), reason, words: why }
    const { results } =
      gate === 'review'
        ? await call(registrationsEndpoints.reopenReview, { params, body })
        : await call(registrationsEndpoints.reopenGate, { params, body: { ...body, gate } })
    const refused = results.find(({ ok }) => !ok)
    if (refused) throw new Error(refused.message ?? words.none)
    await queries.invalidateQueries()
  }

  return (
    <>
      <Button size="small" type="link" className="no-print" onClick={() => setOpen(true)}>
        {text.reopen}
      </Button>
      <ReasonModal<Omit<Told, 'reason'>>
        title={`${text.reopen} · ${words.gate[gate]}`}
        open={isOpen}
        onClose={() => setOpen(false)}
        act={send}
        done={text.done(text.reopen)}
        suggested={text.reopenReason}
      >
        <Form.Item name="on" label={text.on} initialValue={dayjs(officeToday())} rules={[{ required: true }]}>
          <DatePicker allowClear={false} maxDate={dayjs(officeToday())} />
        </Form.Item>
        <Form.Item name="words" label={text.words} rules={[{ required: true, min: 2 }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </ReasonModal>
    </>
  )
}
