import { Button, DatePicker, Form, Input, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { registrationsEndpoints } from '#contract/registrations.ts'
import { type ApplicationAct, applicationMoves, permissionFor } from '#domain/registrations/moves.ts'
import type { Permission } from '#domain/staff/permissions.ts'
import { call, ProblemError } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { useMayIn } from '../../tasks/use-may-in.ts'
import type { FirstProps } from './first-props.ts'
import { firstPageWords } from './messages.ts'
import { useFirstAct } from './use-first-act.ts'

type FirstAct = keyof (typeof firstPageWords)['zh']['acts']
type Values = { on: Dayjs; words?: string; missing?: string; reason: string }

/** The move of the register behind each button. */
const moves: Readonly<Record<FirstAct, ApplicationAct>> = {
  accept: 'accept',
  reject: 'reject',
  correction: 'call_for_correction',
  correct: 'correct',
  papers: 'pass',
  review: 'pass',
  enter: 'enter',
  refuse: 'refuse',
  withdraw: 'withdraw',
}
const acts = Object.keys(moves) as FirstAct[] // the keys of the table above

const permissionOf = (act: FirstAct): Permission => permissionFor(moves[act], act === 'review' ? 'review' : null)

/** Whether an act makes sense now; the server decides again. */
function isPossible(act: FirstAct, { state, gates }: FirstProps['first']): boolean {
  const from: readonly string[] = applicationMoves[moves[act]].from
  const isGateOpen = (gate: string) => gates.some((one) => one.gate === gate && one.state === 'open')
  if (!from.includes(state)) return false
  if (act === 'papers' || act === 'review') return isGateOpen(act)
  return act !== 'enter' || gates.every((gate) => gate.state !== 'open')
}

/** What may be done with the application as a whole, by whoever looks at it. */
export function FirstActs({ first }: FirstProps) {
  const text = useText(firstPageWords)
  const mayIn = useMayIn()
  const [doing, setDoing] = useState<FirstAct>()
  const possible = acts.filter((act) => isPossible(act, first) && mayIn(permissionOf(act), first.countyCode))
  const act = useFirstAct((values: Values) => carryOut(doing ?? 'accept', first, values))
  if (possible.length === 0) return null
  return (
    <>
      <Space wrap className="no-print" role="toolbar" aria-label={text.particulars}>
        {possible.map((name, place) => (
          <Button key={name} type={place === 0 ? 'primary' : 'default'} onClick={() => setDoing(name)}>
            {text.acts[name]}
          </Button>
        ))}
      </Space>
      {doing && (
        <ReasonModal<Values>
          key={doing}
          open
          title={text.acts[doing]}
          done={text.done}
          suggested={text.reason}
          onClose={() => setDoing(undefined)}
          act={act}
        >
          <Form.Item name="on" label={text.on} initialValue={dayjs()} rules={[{ required: true }]}>
            <DatePicker allowClear={false} maxDate={dayjs()} style={{ width: '100%' }} />
          </Form.Item>
          <Said act={doing} />
        </ReasonModal>
      )}
    </>
  )
}

function Said({ act }: { act: FirstAct }) {
  const text = useText(firstPageWords)
  const isListed = act === 'reject' || act === 'correction'
  const isSaid = act === 'reject' || act === 'refuse' || act === 'withdraw'
  return (
    <>
      {isListed && (
        <Form.Item name="missing" label={text.missing} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={4} />
        </Form.Item>
      )}
      {isSaid && (
        <Form.Item name="words" label={text.words} rules={[{ required: true, min: 2 }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      )}
    </>
  )
}

/** Asks the register's own desk; an answer for one application is its yes or its no. */
async function carryOut(act: FirstAct, { countyCode: county, id }: FirstProps['first'], values: Values): Promise<void> {
  const params = { county }
  const moved = { ids: [id], on: values.on.format('YYYY-MM-DD'), reason: values.reason }
  const words = values.words ?? ''
  const missing = (values.missing ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const passed = { gate: 'papers', state: 'passed', evidence: null, basis: null } as const
  const answers = {
    accept: () => call(registrationsEndpoints.acceptApplications, { params, body: moved }),
    reject: () => call(registrationsEndpoints.rejectApplications, { params, body: { ...moved, words, missing } }),
    correction: () => call(registrationsEndpoints.callForCorrection, { params, body: { ...moved, missing } }),
    correct: () => call(registrationsEndpoints.correctApplications, { params, body: moved }),
    papers: () => call(registrationsEndpoints.passGate, { params, body: { ...moved, ...passed } }),
    review: () => call(registrationsEndpoints.reviewApplications, { params, body: { ...moved, evidence: null } }),
    enter: () => call(registrationsEndpoints.enterApplications, { params, body: moved }),
    refuse: () => call(registrationsEndpoints.refuseApplications, { params, body: { ...moved, words } }),
    withdraw: () => call(registrationsEndpoints.withdrawApplications, { params, body: { ...moved, words } }),
  }
  const refused = (await answers[act]()).results.find(({ ok }) => !ok)
  if (refused) throw new ProblemError(409, { code: refused.code ?? '', message: refused.message ?? '' })
}
