import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { cashDeskEndpoints } from '#contract/cash-desk.ts'
import type { DeskHome, Visit } from '#contract/cash-desk-shapes.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { call } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { deskWords } from './messages.ts'
import { openReceipts } from './open-print.ts'
import { fieldsRefused, refusalWords } from './refused-at.ts'
import { VisitDues } from './VisitDues.tsx'
import { VisitWays } from './VisitWays.tsx'
import { type HomeAsked, type Payable, restOf, totalOf, type VisitValues, visitOf } from './visit-sums.ts'

type VisitFormProps = {
  county: string
  desk: string
  home: DeskHome
  payables: readonly Payable[]
  asked: HomeAsked
  /** Enter takes the money at once; not of what is left once something was taken. */
  isFirst: boolean
  onTaken: (visit: Visit) => void
}

/** Everything is filled in to be paid whole by one way; Enter takes it. A part is paid by writing less. */
export function VisitForm({ county, desk, home, payables, asked, isFirst, onTaken }: VisitFormProps) {
  const text = useText(deskWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<VisitValues>()
  const values = Form.useWatch([], form) as VisitValues | undefined // the form's own values
  const [visitId] = useState(() => crypto.randomUUID())
  const [isBusy, setBusy] = useState(false)
  const total = totalOf(values?.pay)

  async function take(filled: VisitValues) {
    const { body, keys, wayAt } = visitOf(filled, payables, { visitId, desk, unitId: home.unitId, asked })
    const fault = desk === '' ? text.chooseDesk : body.allocations.length === 0 ? text.nothingChosen : null
    if (fault) return message.warning(fault)
    if (restOf(filled) < 0) return message.warning(text.waysOver)
    setBusy(true)
    try {
      const visit = await call(cashDeskEndpoints.payVisit, { params: { county }, body })
      openReceipts(county, visit.visitId)
      onTaken(visit)
      await queries.invalidateQueries()
    } catch (error) {
      form.setFields(fieldsRefused(text, error, { keys, wayAt }) as Parameters<typeof form.setFields>[0]) // names of this form
      message.error(refusalWords(text, error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form<VisitValues>
      name="visit"
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        payer: home.owners.map(({ name }) => name).join('、'),
        pay: Object.fromEntries(payables.map(({ key, owedFen }) => [key, yuanOf(owedFen)])),
        ways: [{ way: 'pos' }],
      }}
      onFinish={take}
    >
      <VisitDues payables={payables} />
      <VisitWays />
      <div className="desk-take">
        <Form.Item name="payer" label={text.payer} rules={[{ required: true }]} style={{ marginBottom: 0 }}>
          <Input maxLength={100} style={{ width: 200 }} />
        </Form.Item>
        <div className="desk-total">
          <span>{text.total}</span>
          <strong>{text.yuan(yuanOf(total))}</strong>
        </div>
        <Button type="primary" size="large" htmlType="submit" autoFocus={isFirst} loading={isBusy}>
          {text.take}
        </Button>
      </div>
    </Form>
  )
}
