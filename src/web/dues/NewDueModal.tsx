import { useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { duesEndpoints } from '#contract/dues.ts'
import { type DebtorKind, type DueKind, debtorKinds, dueKindNames } from '#domain/dues/kinds.ts'
import { readYuan } from '#domain/dues/money.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { duesWords } from './messages.ts'
import { atItsField } from './refused.ts'
import { YuanItem } from './YuanItem.tsx'

type Values = {
  reason: string
  kind: DueKind
  debtorKind: DebtorKind
  debtorName: string
  yuan: string
  basis: string
  dueOn?: Dayjs
}

/** Records a due by hand: who owes what, on what basis, by when. */
export function NewDueModal({
  county,
  place = {},
  open,
  onClose,
}: {
  county: string
  /** What it is owed on, where that is looked at: an estate, or a home of it with its owners. */
  place?: { estate?: string | undefined; unit?: string; owners?: string }
  open: boolean
  onClose: () => void
}) {
  const text = useText(duesWords)
  const queries = useQueryClient()

  async function record({ yuan, dueOn, ...due }: Values) {
    const amountFen = readYuan(yuan)
    if (typeof amountFen !== 'number') return
    await call(duesEndpoints.recordDue, {
      params: { county },
      body: {
        ...due,
        amountFen,
        estateId: place.estate ?? null,
        unitId: place.unit ?? null,
        dueOn: dueOn ? dueOn.format('YYYY-MM-DD') : null,
      },
    })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Values>
      title={text.record}
      open={open}
      onClose={onClose}
      act={(values) => atItsField(text, () => record(values))}
      done={text.recorded}
      suggested={text.record}
    >
      <Form.Item name="kind" label={text.kind} rules={[{ required: true }]}>
        <Select options={dueKindNames.map((value) => ({ value, label: text.kinds[value] }))} />
      </Form.Item>
      <Form.Item name="debtorKind" label={text.debtorKind} initialValue={place.unit ? 'owner' : 'organisation'}>
        <Select options={debtorKinds.map((value) => ({ value, label: text.debtorKinds[value] }))} />
      </Form.Item>
      <Form.Item name="debtorName" label={text.debtor} initialValue={place.owners} rules={[{ required: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <YuanItem />
      <Form.Item name="basis" label={text.basis} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="dueOn" label={text.dueOn}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
    </ReasonModal>
  )
}
