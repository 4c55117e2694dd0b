import { Alert, Button, Space } from 'antd'
import type { Visit } from '#contract/cash-desk-shapes.ts'
import type { GateOutcome } from '#contract/due-shapes.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { changeOf } from '#domain/dues/visits.ts'
import { useText } from '../../platform/text.ts'
import { deskWords } from './messages.ts'
import { receiptsAddress } from './open-print.ts'

/** What was just taken: receipts, change, and what became of the gates. */
export function DeskTaken({ county, visit }: { county: string; visit: Visit }) {
  const text = useText(deskWords)
  const fen = visit.receipts.reduce((sum, receipt) => sum + receipt.fen, 0)
  const change = visit.receipts.reduce((sum, receipt) => sum + changeOf(receipt), 0)
  return (
    <Alert
      type="success"
      showIcon
      message={
        <Space size={16} wrap>
          <strong>{text.takenTotal(yuanOf(fen))}</strong>
          {change > 0 && <strong>{text.changeIs(yuanOf(change))}</strong>}
        </Space>
      }
      description={
        <>
          <ul className="desk-lines">
            {visit.receipts.map(({ paymentId, receiptNo, way, fen: paid }) => (
              <li key={paymentId}>
                {receiptNo} · {text.ways[way]} {text.yuan(yuanOf(paid))}
              </li>
            ))}
          </ul>
          <GateOutcomes gates={visit.gates} />
        </>
      }
      action={
        <Button href={receiptsAddress(county, visit.visitId)} target="_blank">
          {text.printReceipts}
        </Button>
      }
    />
  )
}

function GateOutcomes({ gates }: { gates: readonly GateOutcome[] }) {
  const text = useText(deskWords)
  if (gates.length === 0) return null
  return (
    <ul className="desk-lines">
      {gates.map(({ gate, words, applicationId }) => (
        <li key={`${applicationId} ${gate}`}>
          {words === null ? text.gateOpened(text.gates[gate]) : text.gateStays(text.gates[gate], words)}
        </li>
      ))}
    </ul>
  )
}
