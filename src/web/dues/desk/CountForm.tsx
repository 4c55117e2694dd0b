import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { cashDeskEndpoints } from '#contract/cash-desk.ts'
import type { DeskDay } from '#contract/cash-desk-shapes.ts'
import { differencesOf, readCounted, totalOf, type WaySums } from '#domain/dues/closing.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { type PaymentWay, paymentWays } from '#domain/dues/visits.ts'
import { call } from '../../platform/api.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { type DeskText, deskWords } from './messages.ts'
import { fieldsRefused, refusalWords } from './refused-at.ts'

type CountValues = { counted?: Partial<Record<PaymentWay, string>>; reason?: string }

/** What is typed in, in fen; what is empty was counted as nothing. */
function countedOf(values: CountValues | undefined): WaySums {
  const by = (way: PaymentWay) => {
    const read = readCounted(values?.counted?.[way] ?? '')
    return typeof read === 'number' ? read : 0
  }
  return { cash: by('cash'), pos: by('pos'), bank: by('bank'), offset: by('offset') }
}

const countRule = (text: DeskText) => ({
  validator: (_: unknown, typed: string | undefined) => {
    const read = readCounted(typed ?? '')
    return typeof read === 'number' ? Promise.resolve() : Promise.reject(new Error(text.faults[read.fault]))
  },
})

/** Counts the day by way against its books; a difference asks for its reason and goes to a second person. */
export function CountForm({ county, day }: { county: string; day: DeskDay }) {
  const text = useText(deskWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const mayCollect = useMay('dues.collect', county)
  const [form] = Form.useForm<CountValues>()
  const values = Form.useWatch([], form) as CountValues | undefined // the form's own values
  const { desk, booked, closing, entries } = day
  const isOpen = mayCollect && closing?.closedOn == null
  const counted = isOpen ? countedOf(values) : (closing?.counted ?? booked)
  const differences = differencesOf(booked, counted)
  const isEven = paymentWays.every((way) => differences[way] === 0)

  async function close(filled: CountValues) {
    try {
      const body = { desk, day: day.day, counted: countedOf(filled), reason: filled.reason?.trim() || null }
      const { closedOn } = await call(cashDeskEndpoints.countDay, { params: { county }, body })
      message.success(closedOn ? text.closedNow : text.countedNow)
      await queries.invalidateQueries()
    } catch (error) {
      form.setFields(fieldsRefused(text, error, { keys: [], wayAt: [] }) as Parameters<typeof form.setFields>[0]) // names of this form
      message.error(refusalWords(text, error))
    }
  }

  if (entries === 0) return text.nothingToClose
  const initial = closing ? Object.fromEntries(paymentWays.map((way) => [way, yuanOf(closing.counted[way])])) : {}
  return (
    <Form<CountValues>
      name="count"
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ counted: initial, reason: closing?.reason ?? '' }}
      onFinish={close}
    >
      <table className="desk-count">
        <thead>
          <tr>
            <th>{text.way}</th>
            <th className="number">{text.booked}</th>
            <th className="number">{text.counted}</th>
            <th className="number">{text.difference}</th>
          </tr>
        </thead>
        <tbody>
          {paymentWays.map((way) => (
            <tr key={way}>
              <th scope="row">{text.ways[way]}</th>
              <td className="number">{yuanOf(booked[way])}</td>
              <td className="number">
                {isOpen ? (
                  <Form.Item name={['counted', way]} rules={[countRule(text)]} style={{ marginBottom: 0 }}>
                    <Input
                      inputMode="decimal"
                      placeholder="0.00"
                      aria-label={text.countedOf(text.ways[way])}
                      className="desk-amount"
                    />
                  </Form.Item>
                ) : (
                  yuanOf(counted[way])
                )}
              </td>
              <td className="number">{yuanOf(differences[way])}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{text.sum}</th>
            <td className="number">{yuanOf(totalOf(booked))}</td>
            <td className="number">{yuanOf(totalOf(counted))}</td>
            <td className="number">{yuanOf(totalOf(differences))}</td>
          </tr>
        </tbody>
      </table>
      {isOpen ? (
        <>
          {!isEven && (
            <Form.Item name="reason" label={text.reason} extra={text.reasonHint} style={{ marginTop: 12 }}>
              <Input maxLength={200} />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" style={{ marginTop: 12 }}>
            {isEven ? text.close : text.countWithDifference}
          </Button>
        </>
      ) : (
        closing?.reason && <p>{text.reasonIs(closing.reason)}</p>
      )}
    </Form>
  )
}
