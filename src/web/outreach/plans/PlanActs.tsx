import { useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Form } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { outreachEndpoints, type VisitPlan } from '#contract/outreach.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { PersonSelect } from '../../tasks/PersonSelect.tsx'
import { planWords } from './messages.ts'

type Change = { personId: string; untilOn: Dayjs }

/** Gives a running plan to somebody else or another term, or ends it. */
export function PlanActs({ plan }: { plan: VisitPlan }) {
  const text = useText(planWords)
  const mayArrange = useMay('outreach.arrange', plan.countyCode)
  const queries = useQueryClient()
  const [act, setAct] = useState<'change' | 'end'>()
  const params = { county: plan.countyCode, visitPlan: plan.id }
  const { revision } = plan
  if (!mayArrange) return null
  return (
    <>
      <Button onClick={() => setAct('change')}>{text.change}</Button>
      <Button onClick={() => setAct('end')}>{text.end}</Button>
      <ReasonModal<Change>
        open={act === 'change'}
        title={text.change}
        done={text.changed}
        suggested={text.changeWhy}
        onClose={() => setAct(undefined)}
        act={async ({ personId, untilOn, reason }) => {
          const body = { personId, untilOn: untilOn.format('YYYY-MM-DD'), revision, reason }
          await call(outreachEndpoints.changeVisitPlan, { params, body })
          await queries.invalidateQueries()
        }}
      >
        <Form.Item name="personId" label={text.person} initialValue={plan.person.id} rules={[{ required: true }]}>
          <PersonSelect county={plan.countyCode} />
        </Form.Item>
        <Form.Item name="untilOn" label={text.until} initialValue={dayjs(plan.untilOn)} rules={[{ required: true }]}>
          <DatePicker minDate={dayjs(plan.fromOn)} style={{ width: '100%' }} />
        </Form.Item>
      </ReasonModal>
      <ReasonModal
        open={act === 'end'}
        title={text.end}
        done={text.ended}
        suggested={text.endWhy}
        onClose={() => setAct(undefined)}
        act={async ({ reason }) => {
          await call(outreachEndpoints.endVisitPlan, { params, body: { revision, reason } })
          await queries.invalidateQueries()
        }}
      />
    </>
  )
}
