import { useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, DatePicker, Form } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { allDuesEndpoints, type NewAllDues } from '#contract/all-dues.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { ratesWords } from './messages.ts'

type Values = { kinds: NewAllDues['kinds']; dueOn?: Dayjs | null }

const kinds = ['deed_tax', 'maintenance_fund', 'registration_fee'] as const

/** Records what is known of a county or an estate, step after step, and tells how far it has come. */
export function RecordAll({
  county,
  place: { name, estateId },
  declaredOn,
  open,
  onClose,
}: {
  county: string
  place: { name: string; estateId: string | null }
  declaredOn: string | undefined
  open: boolean
  onClose: () => void
}) {
  const text = useText(ratesWords)
  const dues = useText(duesWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [progress, setProgress] = useState<string>()

  async function record({ kinds: chosen, dueOn, reason }: Values & { reason: string }) {
    const body = { kinds: chosen, estateId, declaredOn, dueOn: dueOn?.format('YYYY-MM-DD') ?? null, reason }
    const done = { dues: 0, fen: 0 }
    let after: string | null = null
    do {
      const step: Awaited<ReturnType<typeof recordStep>> = await recordStep({ ...body, after })
      done.dues += step.dues
      done.fen += step.fen
      after = step.next
      setProgress(text.progress(count(done.dues), yuanOf(done.fen)))
    } while (after !== null)
    await queries.invalidateQueries()
    if (done.dues === 0) message.info(text.nothing)
    else message.success(text.recorded(count(done.dues), yuanOf(done.fen)))
  }

  const recordStep = (body: Parameters<typeof call<typeof allDuesEndpoints.recordAllDues>>[1]['body']) =>
    call(allDuesEndpoints.recordAllDues, { params: { county }, body })

  return (
    <ReasonModal<Values>
      title={text.recordTitle(name)}
      open={open}
      onClose={onClose}
      act={record}
      suggested={text.recordReason}
    >
      <p style={{ marginTop: 0, opacity: 0.75 }}>{text.recordHint}</p>
      <Form.Item
        name="kinds"
        label={text.kinds}
        initialValue={[...kinds]}
        rules={[{ required: true, message: text.required }]}
      >
        <Checkbox.Group options={kinds.map((value) => ({ value, label: dues.kinds[value] }))} />
      </Form.Item>
      <Form.Item name="dueOn" label={text.dueOn}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      {progress && <p aria-live="polite">{progress}</p>}
    </ReasonModal>
  )
}
