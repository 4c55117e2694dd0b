import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Radio, Space, Typography } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { type PaymentListRow, paymentListEndpoints, type RowDecision } from '#contract/payment-lists.ts'
import { call } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { DuePicker } from './DuePicker.tsx'
import { listWords } from './messages.ts'

type ShownDue = PaymentListRow['candidates'][number]

/** Decides a line: one of the dues it may be about, or hold the money, or set the line aside. Digits choose, Enter confirms. */
export function DecideRow({
  county,
  listId,
  row,
  onDone,
}: {
  county: string
  listId: string
  row: PaymentListRow
  onDone: () => void
}) {
  const text = useText(listWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [found, setFound] = useState<readonly ShownDue[]>([])
  const [form] = Form.useForm<{ choice: string; reason: string }>()
  const known = row.due && row.candidates.length === 0 ? [row.due] : row.candidates
  const dues = [...known, ...found.filter(({ id }) => known.every((due) => due.id !== id))]
  const choices = [...dues.map(({ id }) => id), 'hold', 'aside']
  const choose = (choice: string) => {
    form.setFieldsValue({ choice, reason: text.reasonsFor[choice === 'hold' || choice === 'aside' ? choice : 'due'] })
  }

  function onDigit(event: KeyboardEvent) {
    if (event.target instanceof HTMLInputElement && event.target.type !== 'radio') return
    const choice = choices[Number(event.key) - 1]
    if (choice) choose(choice)
    if (event.key === 'Enter') form.submit()
  }

  async function decide({ choice, reason }: { choice: string; reason: string }) {
    const body: RowDecision =
      choice === 'hold' || choice === 'aside'
        ? { decision: choice, reason }
        : { decision: 'due', dueId: choice, reason }
    try {
      const params = { county, list: listId, row: row.rowNo }
      await call(paymentListEndpoints.decidePaymentListRow, { params, body })
      message.success(text.decided)
      void queries.invalidateQueries()
      onDone()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <Form form={form} layout="vertical" onFinish={decide} requiredMark={false} onKeyDown={onDigit}>
      <Typography.Title level={5} style={{ marginTop: 0 }}>
        {text.choose}
      </Typography.Title>
      {dues.length === 0 && <p>{text.noCandidates}</p>}
      <Form.Item name="choice" rules={[{ required: true, message: text.chooseFirst }]} style={{ marginBottom: 8 }}>
        <Radio.Group style={{ width: '100%' }} onChange={({ target }) => choose(String(target.value))}>
          <Space orientation="vertical" style={{ width: '100%' }}>
            {dues.map((due, at) => (
              <Radio key={due.id} value={due.id} autoFocus={at === 0}>
                <DueWords no={at + 1} due={due} />
              </Radio>
            ))}
            <Radio value="hold" autoFocus={dues.length === 0}>{`${dues.length + 1}. ${text.hold}`}</Radio>
            <Radio value="aside">{`${dues.length + 2}. ${text.aside}`}</Radio>
          </Space>
        </Radio.Group>
      </Form.Item>
      <DuePicker
        county={county}
        label={text.find}
        onPick={(due) => {
          setFound([...found, due])
          choose(due.id)
        }}
      />
      <Form.Item name="reason" label={text.reason} rules={[{ required: true, min: 2 }]} style={{ marginTop: 12 }}>
        <Input maxLength={200} onPressEnter={() => form.submit()} />
      </Form.Item>
      <Space wrap>
        <Button type="primary" htmlType="submit">
          {text.decide}
        </Button>
        <span style={{ opacity: 0.75 }}>{text.keys}</span>
      </Space>
    </Form>
  )
}

function DueWords({ no, due: { kind, debtorName, place, owedFen } }: { no: number; due: ShownDue }) {
  const text = useText(listWords)
  const { kinds } = useText(duesWords)
  return (
    <>
      {no}. {kinds[kind]} · {debtorName} {place} <span style={{ opacity: 0.75 }}>{text.owes(yuan(owedFen))}</span>
    </>
  )
}
