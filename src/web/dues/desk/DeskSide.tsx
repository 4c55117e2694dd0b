import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Space, Tag } from 'antd'
import { useState } from 'react'
import { cashDeskEndpoints } from '#contract/cash-desk.ts'
import type { DeskHome } from '#contract/cash-desk-shapes.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { call } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { GateMarks, StateTag } from '../../registrations/application-marks.tsx'
import { duesWords } from '../messages.ts'
import { deskWords } from './messages.ts'
import { receiptAddress } from './open-print.ts'
import { ReverseButton } from './ReverseButton.tsx'

type Of = { county: string; desk: string; home: DeskHome }

/** Beside the dues: what the application waits for, the receipts so far, and the developer's debts apart. */
export function DeskSide(of: Of) {
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <Gates {...of} />
      <Receipts {...of} />
      <Developer {...of} />
    </Space>
  )
}

function Gates({ county, home: { application, unitId } }: Of) {
  const text = useText(deskWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const mayCollect = useMay('dues.collect', county)
  const [isBusy, setBusy] = useState(false)

  async function recheck() {
    setBusy(true)
    try {
      const outcomes = await call(cashDeskEndpoints.openHomeGates, { params: { county, unit: unitId } })
      for (const { gate, words } of outcomes)
        if (words === null) message.success(text.gateOpened(text.gates[gate]))
        else message.warning(text.gateStays(text.gates[gate], words))
      if (outcomes.length === 0) message.info(text.nothingRechecked)
      await queries.invalidateQueries()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Card
      size="small"
      title={text.waitsFor}
      extra={
        application?.isOpen &&
        mayCollect && (
          <Button size="small" title={text.recheckHint} loading={isBusy} onClick={recheck}>
            {text.recheck}
          </Button>
        )
      }
    >
      {application ? (
        <Space orientation="vertical" size={8}>
          <Space wrap>
            <StateTag state={application.state} />
            <span>{application.acceptanceNo}</span>
          </Space>
          <GateMarks gates={application.gates.map(({ gate, state }) => ({ gate, state, basis: null }))} />
          {application.gates
            .filter(({ evidence }) => evidence)
            .map(({ gate, evidence }) => (
              <span key={gate} className="desk-how">
                {text.evidenceOf(gate === 'tax' || gate === 'fund' ? text.gates[gate] : '', evidence ?? '')}
              </span>
            ))}
        </Space>
      ) : (
        text.notApplied
      )}
    </Card>
  )
}

function Receipts({ county, desk, home: { receipts } }: Of) {
  const text = useText(deskWords)
  const mayCollect = useMay('dues.collect', county)
  return (
    <Card size="small" title={text.receipts}>
      {receipts.length === 0 && text.noReceipts}
      <ul className="desk-lines">
        {receipts.map(({ paymentId, receiptNo, way, fen, paidOn, isReversed }) => (
          <li key={paymentId} className="desk-receipt">
            <a href={receiptAddress(county, paymentId)} target="_blank" rel="noreferrer">
              {receiptNo}
            </a>
            <span className="desk-how">
              {paidOn} {text.ways[way]}
            </span>
            <span className="desk-number">{yuan(fen)}</span>
            {isReversed ? (
              <Tag style={{ marginInlineEnd: 0 }}>{text.reversed}</Tag>
            ) : (
              mayCollect && <ReverseButton county={county} desk={desk} payment={paymentId} receiptNo={receiptNo} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The debts of the developer, told apart so that nobody takes them for the owners'. */
function Developer({ home: { developer } }: Of) {
  const text = useText(deskWords)
  const dues = useText(duesWords)
  return (
    <Card size="small" title={text.developer}>
      {developer.dues.length === 0 ? (
        text.developerNone
      ) : (
        <>
          <p style={{ marginTop: 0 }}>
            <strong>{text.owes(yuanOf(developer.owedFen))}</strong>
          </p>
          <ul className="desk-lines">
            {developer.dues.map(({ id, kind, debtorName, owedFen, deferredUntil }) => (
              <li key={id} className="desk-receipt">
                <span>{dues.kinds[kind]}</span>
                <span className="desk-how">
                  {debtorName} {deferredUntil && text.deferred(deferredUntil)}
                </span>
                <span className="desk-number">{yuan(owedFen)}</span>
              </li>
            ))}
          </ul>
          <p className="desk-how" style={{ marginBottom: 0 }}>
            {text.developerNote}
          </p>
        </>
      )}
    </Card>
  )
}
