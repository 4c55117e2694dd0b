import { useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Descriptions, Form, Input } from 'antd'
import type { Dayjs } from 'dayjs'
import dayjs from 'dayjs'
import { useState } from 'react'
import { type Penalty, supervisionEndpoints } from '#contract/supervision.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { supervisionWords } from './messages.ts'

type Place = { county: string; matter: string }

/** The penalty of the competent authority: on what law, when the developer was told and heard, what was decided. */
export function PenaltyCard({ place, penalty }: { place: Place; penalty: Penalty | null }) {
  const text = useText(supervisionWords)
  const mayAct = useMay('supervision.act', place.county)
  const [isRecording, setRecording] = useState(false)
  return (
    <>
      <h2 className="section">{text.penalty}</h2>
      {penalty ? <Recorded penalty={penalty} /> : <p>{text.noPenalty}</p>}
      {mayAct && penalty?.decidedOn == null && (
        <Button style={{ marginTop: 8 }} onClick={() => setRecording(true)}>
          {text.recordPenalty}
        </Button>
      )}
      {isRecording && <Record place={place} penalty={penalty} onClose={() => setRecording(false)} />}
    </>
  )
}

function Recorded({ penalty }: { penalty: Penalty }) {
  const text = useText(supervisionWords)
  const rows = [
    [text.authority, penalty.authority],
    [text.basis, penalty.basis],
    [text.informedOn, penalty.informedOn],
    [text.heardOn, penalty.heardOn],
    [text.statement, penalty.statement],
    [text.number, penalty.number],
    [text.decidedOn, penalty.decidedOn],
    [text.decision, penalty.decision],
  ] as const
  return (
    <Descriptions
      size="small"
      column={1}
      items={rows.map(([label, value]) => ({ key: label, label, children: value ?? '—' }))}
    />
  )
}

type Values = {
  authority: string
  basis: string
  informedOn: Dayjs
  heardOn?: Dayjs | null
  statement?: string
  number?: string
  decidedOn?: Dayjs | null
  decision?: string
}

const dayOf = (day: Dayjs | null | undefined) => day?.format('YYYY-MM-DD') ?? null
const dayIn = (day: string | null | undefined) => (day ? dayjs(day) : null)

function Record({ place, penalty, onClose }: { place: Place; penalty: Penalty | null; onClose: () => void }) {
  const text = useText(supervisionWords)
  const queries = useQueryClient()

  async function act({ reason, authority, basis, ...given }: Values & { reason: string }) {
    await call(supervisionEndpoints.recordPenalty, {
      params: place,
      body: {
        reason,
        authority,
        basis,
        informedOn: given.informedOn.format('YYYY-MM-DD'),
        heardOn: dayOf(given.heardOn),
        statement: given.statement || null,
        number: given.number || null,
        decidedOn: dayOf(given.decidedOn),
        decision: given.decision || null,
      },
    })
    await queries.invalidateQueries()
  }

  const day = (name: keyof Values, value: string | null | undefined, required = false) => (
    <Form.Item name={name} label={text[name]} initialValue={dayIn(value)} rules={[{ required }]}>
      <DatePicker maxDate={dayjs()} style={{ width: '100%' }} />
    </Form.Item>
  )
  const words = (name: keyof Values, value: string | null | undefined, required = false, extra?: string) => (
    <Form.Item name={name} label={text[name]} initialValue={value ?? ''} rules={[{ required }]} extra={extra}>
      <Input maxLength={500} />
    </Form.Item>
  )
  return (
    <ReasonModal<Values> open title={text.recordPenalty} done={text.saved} onClose={onClose} act={act}>
      <p>{text.unheard}</p>
      {words('authority', penalty?.authority, true)}
      {words('basis', penalty?.basis, true)}
      <div className="split">
        {day('informedOn', penalty?.informedOn, true)}
        {day('heardOn', penalty?.heardOn)}
      </div>
      {words('statement', penalty?.statement, false, text.statementHint)}
      <div className="split">
        {words('number', penalty?.number)}
        {day('decidedOn', penalty?.decidedOn)}
      </div>
      {words('decision', penalty?.decision)}
    </ReasonModal>
  )
}
