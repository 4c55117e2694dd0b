import { useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { fundsEndpoints } from '#contract/funds.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { saidIn } from '../said-in.ts'
import { FenItem, fenOf } from './FenItem.tsx'
import { fundsWords } from './messages.ts'

type Values = { purpose: string; amountFen: string; allottedOn: Dayjs }

/** Records a fund a government allotted. */
export function AllotModal({ county, open, onClose }: { county: string; open: boolean; onClose: () => void }) {
  const text = useText(fundsWords)
  const queries = useQueryClient()

  async function allot({ amountFen, allottedOn, ...fund }: Values & { reason: string }) {
    const body = { ...fund, amountFen: fenOf(amountFen), allottedOn: allottedOn.format('YYYY-MM-DD') }
    await call(fundsEndpoints.allotFund, { params: { county }, body })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Values>
      title={text.allot}
      open={open}
      onClose={onClose}
      act={(values) => saidIn(text.refusals, () => allot(values))}
      done={text.allotted}
      suggested={text.allot}
    >
      <Form.Item name="purpose" label={text.purpose} rules={[{ required: true, min: 2, message: text.required }]}>
        <Input maxLength={200} />
      </Form.Item>
      <FenItem />
      <Form.Item
        name="allottedOn"
        label={text.allottedOn}
        initialValue={dayjs()}
        rules={[{ required: true, message: text.required }]}
      >
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
    </ReasonModal>
  )
}
