import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type Recovery, recoveriesEndpoints } from '#contract/recoveries.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { recoveryWords } from './messages.ts'
import { PlanModal } from './PlanModal.tsx'
import { inWords } from './refused.ts'

/** What may be done in a case that goes on: agree instalments, end it by a decision. */
export function RecoveryActs({ recovery }: { recovery: Recovery }) {
  const text = useText(recoveryWords)
  const mayRecord = useMay('dues.record', recovery.countyCode)
  const [doing, setDoing] = useState<'plan' | 'end'>()
  if (!mayRecord || recovery.endedOn !== null) return null
  const close = () => setDoing(undefined)
  return (
    <div className="end no-print">
      <Button type="primary" onClick={() => setDoing('plan')}>
        {recovery.plan ? text.agreeAgain : text.agree}
      </Button>
      <Button onClick={() => setDoing('end')}>{text.end}</Button>
      {doing === 'plan' && <PlanModal recovery={recovery} onClose={close} />}
      {doing === 'end' && <EndModal recovery={recovery} onClose={close} />}
    </div>
  )
}

function EndModal({ recovery, onClose }: { recovery: Recovery; onClose: () => void }) {
  const text = useText(recoveryWords)
  const queries = useQueryClient()
  async function end(words: { basis: string; reason: string }) {
    const params = { county: recovery.countyCode, recovery: recovery.id }
    await call(recoveriesEndpoints.endRecovery, { params, body: { ...words, revision: recovery.revision } })
    await queries.invalidateQueries()
  }
  return (
    <ReasonModal<{ basis: string }>
      open
      title={text.end}
      done={text.endedDone}
      onClose={onClose}
      act={(values) => inWords(text.refusals, () => end(values))}
    >
      <p className="recovery-about">{text.endHint}</p>
      <Form.Item name="basis" label={text.endBasis} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
    </ReasonModal>
  )
}
