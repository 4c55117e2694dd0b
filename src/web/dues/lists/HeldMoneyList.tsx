import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Space } from 'antd'
import { useState } from 'react'
import { type HeldMoney, type PaymentListRow, paymentListEndpoints } from '#contract/payment-lists.ts'
import { readYuan, yuanOf } from '#domain/dues/money.ts'
import { call } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { atItsField } from '../refused.ts'
import { YuanItem } from '../YuanItem.tsx'
import { DuePicker } from './DuePicker.tsx'
import { listWords } from './messages.ts'

type Asked = { act: 'allocate' | 'giveBack'; held: HeldMoney; no: number }

/** Money that came in and pays no due yet: why, and what may be done with it. */
export function HeldMoneyList({ county }: { county: string }) {
  const text = useText(listWords)
  const mayAct = useMay('dues.collect', county)
  const [asked, setAsked] = useState<Asked>()
  const [isAsking, setAsking] = useState(false)
  const ask = (act: Asked['act'], held: HeldMoney) => {
    setAsked({ act, held, no: (asked?.no ?? 0) + 1 })
    setAsking(true)
  }
  return (
    <>
      <RecordTable<HeldMoney>
        listKey={[paymentListEndpoints.listHeldMoney.path, county]}
        load={(after) => call(paymentListEndpoints.listHeldMoney, { params: { county }, query: { after } })}
        rowKey={({ paymentId }) => paymentId}
        onOpen={(held) => mayAct && ask('allocate', held)}
        width={1180}
        empty={text.noHeld}
        columns={[
          { title: text.receiptNo, dataIndex: 'receiptNo', width: 170, ellipsis: true },
          { title: text.heldOn, dataIndex: 'paidOn', width: 110 },
          { title: text.payer, dataIndex: 'payerName', width: 120, ellipsis: true },
          { title: text.heldWhole, width: 130, align: 'right', className: 'number', render: (_, { fen }) => yuan(fen) },
          {
            title: text.heldLeft,
            width: 130,
            align: 'right',
            className: 'number',
            render: (_, { leftFen }) => yuan(leftFen),
          },
          { title: text.why, width: 240, ellipsis: true, render: (_, held) => wordsOf(text, held) },
          { title: text.fromList, width: 130, ellipsis: true, render: (_, { listName }) => listName ?? '—' },
          ...(mayAct
            ? [{ title: '', width: 190, render: (_: unknown, held: HeldMoney) => <Acts held={held} onAsk={ask} /> }]
            : []),
        ]}
      />
      {asked?.act === 'allocate' && (
        <AllocateModal
          key={asked.no}
          county={county}
          held={asked.held}
          open={isAsking}
          onClose={() => setAsking(false)}
        />
      )}
      {asked?.act === 'giveBack' && (
        <GiveBackModal
          key={asked.no}
          county={county}
          held={asked.held}
          open={isAsking}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

const wordsOf = (text: (typeof listWords)['zh'], { why, detail, reason }: HeldMoney): string =>
  [why && text.reasons[why](detail ?? ''), reason].filter((part) => part).join('：') || '—'

function Acts({ held, onAsk }: { held: HeldMoney; onAsk: (act: Asked['act'], held: HeldMoney) => void }) {
  const text = useText(listWords)
  return (
    <Space onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
      <Button size="small" onClick={() => onAsk('allocate', held)}>
        {text.allocate}
      </Button>
      <Button size="small" onClick={() => onAsk('giveBack', held)}>
        {text.giveBack}
      </Button>
    </Space>
  )
}

type ModalProps = { county: string; held: HeldMoney; open: boolean; onClose: () => void }

function AllocateModal({ county, held, open, onClose }: ModalProps) {
  const text = useText(listWords)
  const dues = useText(duesWords)
  const queries = useQueryClient()
  const [due, setDue] = useState<PaymentListRow['candidates'][number]>()

  async function allocate({ yuan: typed, reason }: { yuan: string; reason: string }) {
    if (!due) throw new Error(text.mustChooseDue)
    const read = readYuan(typed)
    const body = { dueId: due.id, fen: typeof read === 'number' ? read : 0, reason }
    await call(paymentListEndpoints.allocateHeldMoney, { params: { county, payment: held.paymentId }, body })
    await queries.invalidateQueries()
  }
  return (
    <ReasonModal<{ yuan: string }>
      title={`${text.allocate} · ${held.payerName}`}
      open={open}
      onClose={onClose}
      act={(values) => atItsField(dues, () => allocate(values))}
      done={text.allocated}
      suggested={text.allocateReason}
    >
      <Form.Item label={text.due}>
        <DuePicker county={county} label={text.find} onPick={setDue} />
        {due && (
          <div style={{ marginTop: 8 }}>
            {dues.kinds[due.kind]} · {due.debtorName} {due.place} · {text.owes(yuan(due.owedFen))}
          </div>
        )}
      </Form.Item>
      <YuanItem hint={text.left(yuan(held.leftFen))} initial={yuanOf(held.leftFen)} />
    </ReasonModal>
  )
}

function GiveBackModal({ county, held, open, onClose }: ModalProps) {
  const text = useText(listWords)
  const queries = useQueryClient()

  async function giveBack({ reason }: { reason: string }) {
    await call(paymentListEndpoints.giveBackHeldMoney, {
      params: { county, payment: held.paymentId },
      body: { reason },
    })
    await queries.invalidateQueries()
  }
  return (
    <ReasonModal
      title={text.giveBackTitle(yuan(held.leftFen))}
      open={open}
      onClose={onClose}
      act={giveBack}
      done={text.gaveBack}
    >
      <p>{text.giveBackHint}</p>
    </ReasonModal>
  )
}
