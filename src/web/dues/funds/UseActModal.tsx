import { useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type FundUse, fundsEndpoints } from '#contract/funds.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { saidIn } from '../said-in.ts'
import { FenItem, fenOf } from './FenItem.tsx'
import { fundsWords } from './messages.ts'

/** Something done about a use of a fund. */
export type UseAct = { act: 'spend' | 'end' } | { act: 'takeBack'; spending: FundUse['spendings'][number] }

type Values = { amountFen?: string; spentOn?: Dayjs; voucherNo?: string }

/** Asks what an act needs and does it. */
export function UseActModal({
  county,
  use,
  act,
  open,
  onClose,
}: {
  county: string
  use: FundUse
  act: UseAct
  open: boolean
  onClose: () => void
}) {
  const text = useText(fundsWords)
  const queries = useQueryClient()
  const params = { county, fundUse: use.id }
  const done = { spend: text.spentDone, end: text.endDone, takeBack: text.takeBackDone }

  async function doIt({ reason, amountFen, spentOn, voucherNo }: Values & { reason: string }) {
    if (act.act === 'spend')
      await call(fundsEndpoints.spendFund, {
        params,
        body: {
          amountFen: fenOf(amountFen ?? ''),
          spentOn: (spentOn ?? dayjs()).format('YYYY-MM-DD'),
          voucherNo: voucherNo ?? '',
          reason,
        },
      })
    if (act.act === 'end') await call(fundsEndpoints.endFundUse, { params, body: { reason } })
    if (act.act === 'takeBack')
      await call(fundsEndpoints.takeBackSpending, {
        params: { ...params, spending: act.spending.id },
        body: { reason },
      })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Values>
      title={text[act.act]}
      open={open}
      onClose={onClose}
      act={(values) => saidIn(text.refusals, () => doIt(values))}
      done={done[act.act]}
      suggested={act.act === 'spend' ? text.spendReason : undefined}
    >
      {act.act === 'spend' && (
        <>
          <FenItem hint={text.still(yuanOf(use.amountFen - use.spentFen))} />
          <Form.Item name="spentOn" label={text.spentOn} initialValue={dayjs()}>
            <DatePicker allowClear={false} style={{ width: '100%' }} maxDate={dayjs()} />
          </Form.Item>
          <Form.Item name="voucherNo" label={text.voucherNo} rules={[{ required: true, message: text.required }]}>
            <Input maxLength={64} />
          </Form.Item>
        </>
      )}
    </ReasonModal>
  )
}
