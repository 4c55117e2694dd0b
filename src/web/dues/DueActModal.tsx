import { App, DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { Due } from '#contract/due-shapes.ts'
import { duesEndpoints } from '#contract/dues.ts'
import { readYuan, yuanOf } from '#domain/dues/money.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { duesWords } from './messages.ts'
import { atItsField } from './refused.ts'
import { YuanItem } from './YuanItem.tsx'

/** Something done about a due. */
export type DueAct =
  | { act: 'pay' | 'deferral' | 'reduction' | 'cancel' }
  | { act: 'reverse'; payment: Due['payments'][number] }

type Values = {
  reason: string
  yuan?: string
  payer?: string
  on?: Dayjs
  way?: 'bank' | 'pos' | 'cash' | 'offset'
  receiptNo?: string
}

const fenOf = (typed: string | undefined): number => {
  const read = readYuan(typed ?? '')
  return typeof read === 'number' ? read : 0
}

/** Asks what an act needs and does it; what the server refuses stays in the form with its reason. */
export function DueActModal({
  due,
  act,
  open,
  onClose,
  onDone,
}: {
  due: Due
  act: DueAct
  open: boolean
  onClose: () => void
  onDone: () => void
}) {
  const text = useText(duesWords)
  const { message } = App.useApp()
  const params = { county: due.countyCode, due: due.id }
  const titles = {
    pay: text.payTitle,
    deferral: text.defer,
    reduction: text.reduce,
    cancel: text.cancelDue,
    reverse: text.reverse,
  }

  const reasonLabels = { pay: null, deferral: text.basis, reduction: text.basis, cancel: undefined, reverse: undefined }

  async function doIt({ reason, yuan, payer, on, way, receiptNo }: Values) {
    const day = (on ?? dayjs()).format('YYYY-MM-DD')
    if (act.act === 'pay') {
      const { receiptNo: given } = await call(duesEndpoints.takePayment, {
        params: { county: due.countyCode },
        body: {
          way: way ?? 'pos',
          paidOn: day,
          payerName: payer ?? due.debtorName,
          receiptNo: receiptNo || null,
          allocations: [{ dueId: due.id, fen: fenOf(yuan) }],
        },
      })
      message.success(text.received(given))
    }
    if (act.act === 'deferral')
      await call(duesEndpoints.grantTerm, { params, body: { kind: 'deferral', untilOn: day, basis: reason } })
    if (act.act === 'reduction')
      await call(duesEndpoints.grantTerm, {
        params,
        body: { kind: 'reduction', amountFen: fenOf(yuan), basis: reason },
      })
    if (act.act === 'cancel') await call(duesEndpoints.cancelDue, { params, body: { reason } })
    if (act.act === 'reverse')
      await call(duesEndpoints.reversePayment, {
        params: { county: due.countyCode, payment: act.payment.paymentId },
        body: { reason },
      })
    if (act.act !== 'pay') message.success(text.did[act.act])
    onDone()
  }

  return (
    <ReasonModal<Values>
      title={titles[act.act]}
      open={open}
      onClose={onClose}
      act={(values) => atItsField(text, () => doIt(values))}
      reasonLabel={reasonLabels[act.act]}
    >
      {act.act === 'pay' && <PaymentFields due={due} />}
      {act.act === 'deferral' && (
        <Form.Item name="on" label={text.untilOn} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} minDate={dayjs().add(1, 'day')} />
        </Form.Item>
      )}
      {act.act === 'reduction' && <YuanItem hint={text.stillOwed(yuanOf(due.owedFen))} />}
    </ReasonModal>
  )
}

function PaymentFields({ due }: { due: Due }) {
  const text = useText(duesWords)
  return (
    <>
      <YuanItem hint={text.stillOwed(yuanOf(due.owedFen))} initial={yuanOf(due.owedFen)} />
      <Form.Item name="way" label={text.way} initialValue="pos">
        <Select options={Object.entries(text.ways).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="payer" label={text.payer} initialValue={due.debtorName} rules={[{ required: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="on" label={text.paidOn} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} maxDate={dayjs()} />
      </Form.Item>
      <Form.Item name="receiptNo" label={text.receiptNo} extra={text.receiptHint}>
        <Input maxLength={64} />
      </Form.Item>
    </>
  )
}
