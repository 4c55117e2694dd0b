import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Space } from 'antd'
import { useState } from 'react'
import { deliveryEndpoints } from '#contract/delivery.ts'
import type { Undelivered } from '#contract/delivery-shapes.ts'
import type { ResultOfOne } from '#contract/place-shapes.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RefusedModal } from '../../platform/RefusedModal.tsx'
import { useText } from '../../platform/text.ts'
import { PrintMenu } from '../prints/PrintMenu.tsx'
import { HandOverModal } from './HandOverModal.tsx'
import { deliveryWords } from './messages.ts'
import { PlanModal } from './PlanModal.tsx'
import { ReturnModal } from './ReturnModal.tsx'
import { SendModal } from './SendModal.tsx'

type Doing = 'plan' | 'handOver' | 'send' | 'toCarrier' | 'back' | 'cancel'

export type ActProps = {
  county: string
  rows: readonly Undelivered[]
  onClose: () => void
  /** Shows what came of each; `done`: what is said where all went well. */
  onResults: (results: readonly ResultOfOne[], done: string) => Promise<void>
}

/** What may be done with all of these: each as its own state allows. */
function actsFor(rows: readonly Undelivered[]): readonly Doing[] {
  const all = (test: (row: Undelivered) => boolean) => rows.every(test)
  return [
    ...(all(({ state }) => state !== 'sent') ? (['handOver', 'plan'] as const) : []),
    ...(rows.length === 1 && all(({ state }) => state !== 'sent') ? (['send'] as const) : []),
    ...(all(({ state, way }) => state === 'planned' && way === 'post') ? (['toCarrier'] as const) : []),
    ...(all(({ state }) => state === 'planned') ? (['cancel'] as const) : []),
    ...(all(({ state }) => state === 'sent') ? (['handOver', 'back'] as const) : []),
  ]
}

/** The bar of the desk: what is done with the chosen certificates. */
export function DeliveryActs({ chosen, onDone }: { chosen: readonly Undelivered[]; onDone: () => void }) {
  const text = useText(deliveryWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [doing, setDoing] = useState<Doing>()
  const [results, setResults] = useState<readonly ResultOfOne[]>()
  const [county, ...others] = new Set(chosen.map(({ countyCode }) => countyCode))
  const close = () => setDoing(undefined)

  async function onResults(came: readonly ResultOfOne[], done: string) {
    await queries.invalidateQueries()
    const names = new Map(chosen.map(({ applicationId, certificateNo }) => [applicationId, certificateNo]))
    onDone()
    if (came.every(({ ok }) => ok)) message.success(done)
    else setResults(came.map((one) => ({ ...one, id: names.get(one.id) ?? one.id })))
  }

  const props = { county: county ?? '', rows: chosen, onClose: close, onResults }
  return (
    <>
      {chosen.length > 0 && (
        <div className="delivery-bar no-print" role="toolbar" aria-label={text.chosen(count(chosen.length))}>
          <strong>{text.chosen(count(chosen.length))}</strong>
          {others.length > 0 && <Alert type="warning" message={text.oneCounty} />}
          <Space wrap size={8}>
            {(others.length > 0 ? [] : actsFor(chosen)).map((act, at) => (
              <Button key={act} type={at === 0 ? 'primary' : 'default'} onClick={() => setDoing(act)}>
                {text[act]}
              </Button>
            ))}
            {county && others.length === 0 && (
              <PrintMenu
                county={county}
                applications={chosen.map(({ applicationId }) => applicationId)}
                usual="delivery_receipt"
              />
            )}
            <Button type="link" onClick={onDone}>
              {text.clear}
            </Button>
          </Space>
        </div>
      )}
      {doing === 'plan' && <PlanModal {...props} />}
      {doing === 'handOver' && <HandOverModal {...props} />}
      {doing === 'send' && <SendModal {...props} />}
      {doing === 'back' && <ReturnModal {...props} />}
      {doing === 'toCarrier' && <PlainAct {...props} act="toCarrier" />}
      {doing === 'cancel' && <PlainAct {...props} act="cancel" />}
      <RefusedModal
        title={text.notDone}
        note={text.notDoneNote}
        results={results}
        columns={[{ title: text.item, dataIndex: 'id' }]}
        onClose={() => setResults(undefined)}
      />
    </>
  )
}

/** An act that asks for nothing but its reason. */
function PlainAct({ county, rows, onClose, onResults, act }: ActProps & { act: 'toCarrier' | 'cancel' }) {
  const text = useText(deliveryWords)
  const [endpoint, suggested, done] =
    act === 'cancel'
      ? [deliveryEndpoints.cancelDeliveries, text.cancelReason, text.cancelled]
      : [deliveryEndpoints.handToCarrier, text.toCarrierReason, text.handed]
  return (
    <ReasonModal<object>
      open
      title={text[act]}
      onClose={onClose}
      suggested={suggested}
      act={async ({ reason }) => {
        const body = { reason, applications: rows.map(({ applicationId }) => applicationId) }
        await onResults((await call(endpoint, { params: { county }, body })).results, done)
      }}
    />
  )
}
