import { DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useRef } from 'react'
import type { BuildingTable } from '#contract/building-table.ts'
import type { SelectionResult } from '#contract/restrictions.ts'
import { applicantKinds, usualApplicants } from '#domain/registrations/states.ts'
import { useText } from '../../platform/text.ts'
import { tableWords } from './messages.ts'
import { makeBatch, type OfferedAct, runBatch } from './registration-acts.ts'
import { SelectionFlow } from './SelectionFlow.tsx'

type Values = {
  name: string
  on: Dayjs
  evidence?: string
  missing?: string
  applicantKind?: (typeof applicantKinds.transfer)[number]
  applicantBasis?: string
}

type RegistrationFlowProps = {
  table: BuildingTable
  unitIds: readonly string[]
  act: OfferedAct | undefined
  onClose: () => void
  onDone: (result: SelectionResult) => void
}

/** A step of the transfer for the chosen homes: a batch is made, tried, looked at and carried out without leaving the table. */
export function RegistrationFlow({ table, unitIds, act, onClose, onDone }: RegistrationFlowProps) {
  const text = useText(tableWords)
  const tried = useRef('')
  if (act === undefined) return null
  const county = table.countyCode
  const title = text.registerActs[act]

  async function go({ reason, name, on, missing, ...told }: Values & { reason: string }, isRehearsal: boolean) {
    if (act === undefined) throw new Error('an act was carried out that was not asked for')
    if (!isRehearsal) return runBatch(county, act, tried.current, reason)
    const lines = missing
      ?.split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    const terms = { ...told, on: on.format('YYYY-MM-DD'), ...(lines && { missing: lines }) }
    const { id, result } = await makeBatch(county, act, { name, unitIds, terms })
    tried.current = id
    return result
  }

  return (
    <SelectionFlow<Values> title={title} open onClose={onClose} act={go} onDone={onDone}>
      <Form.Item
        name="name"
        label={text.batchName}
        initialValue={`${table.estateName} ${text.building(table.name)} ${title}`}
        rules={[{ required: true }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="on" label={text.on} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      {act === 'submit' && <Applicant />}
      {act.startsWith('pass_') && (
        <Form.Item name="evidence" label={text.evidence}>
          <Input maxLength={200} />
        </Form.Item>
      )}
      {act === 'call_for_correction' && (
        <Form.Item name="missing" label={text.missing} rules={[{ required: true }]}>
          <Input.TextArea rows={3} />
        </Form.Item>
      )}
    </SelectionFlow>
  )
}

/** Who applies for the homes, and on what basis where it is not the normal case. */
function Applicant() {
  const text = useText(tableWords)
  const kind = Form.useWatch<Values['applicantKind']>('applicantKind')
  return (
    <>
      <Form.Item name="applicantKind" label={text.applicant} initialValue="both" rules={[{ required: true }]}>
        <Select options={applicantKinds.transfer.map((value) => ({ value, label: text.applicants[value] }))} />
      </Form.Item>
      {kind !== undefined && !usualApplicants.includes(kind) && (
        <Form.Item name="applicantBasis" label={text.applicantBasis} rules={[{ required: true, min: 2 }]}>
          <Input maxLength={200} />
        </Form.Item>
      )}
    </>
  )
}
