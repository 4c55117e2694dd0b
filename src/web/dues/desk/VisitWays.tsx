import { CloseOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select } from 'antd'
import { readYuan, yuanOf } from '#domain/dues/money.ts'
import { type PaymentWay, paymentWays } from '#domain/dues/visits.ts'
import { useText } from '../../platform/text.ts'
import { type DeskText, deskWords } from './messages.ts'
import { fenOf, restOf, type VisitValues } from './visit-sums.ts'

const amountRule = (text: DeskText, isRequired: boolean) => ({
  validator: (_: unknown, typed: string | undefined) => {
    if (!typed?.trim()) return isRequired ? Promise.reject(new Error(text.faults.not_a_number)) : Promise.resolve()
    const read = readYuan(typed)
    if (typeof read !== 'number') return Promise.reject(new Error(text.faults[read.fault]))
    return read === 0 ? Promise.reject(new Error(text.mustBePositive)) : Promise.resolve()
  },
})

/** In which ways a visit pays: the first takes whatever the others do not. */
export function VisitWays() {
  const text = useText(deskWords)
  const form = Form.useFormInstance<VisitValues>()
  const values = Form.useWatch([], form) as VisitValues | undefined // the form's own values
  const used = (values?.ways ?? []).map(({ way }) => way)
  const free = paymentWays.filter((way) => !used.includes(way))
  return (
    <Form.List name="ways">
      {(fields, { add, remove }) => (
        <div className="desk-ways">
          {fields.map(({ key, name }) => (
            <div className="desk-way" key={key}>
              <WayChoice name={name} free={free} />
              {name === 0 ? (
                <Form.Item label={fields.length > 1 ? text.rest : text.wayAmount}>
                  <span className="desk-rest" aria-live="polite">
                    {yuanOf(Math.max(0, restOf(values ?? {})))}
                  </span>
                </Form.Item>
              ) : (
                <Form.Item name={[name, 'yuan']} label={text.wayAmount} rules={[amountRule(text, true)]}>
                  <Input inputMode="decimal" className="desk-amount" />
                </Form.Item>
              )}
              <Beside
                name={name}
                way={used[name]}
                fen={name === 0 ? restOf(values ?? {}) : fenOf(values?.ways?.[name]?.yuan)}
              />
              {name > 0 && (
                <Form.Item label=" ">
                  <Button
                    icon={<CloseOutlined />}
                    aria-label={text.removeWay}
                    title={text.removeWay}
                    onClick={() => remove(name)}
                  />
                </Form.Item>
              )}
            </div>
          ))}
          {free.length > 0 && (
            <Button type="dashed" onClick={() => add({ way: free[0] })}>
              {text.addWay}
            </Button>
          )}
        </div>
      )}
    </Form.List>
  )
}

function WayChoice({ name, free }: { name: number; free: readonly PaymentWay[] }) {
  const text = useText(deskWords)
  const form = Form.useFormInstance<VisitValues>()
  const own = Form.useWatch(['ways', name, 'way'], form) as PaymentWay | undefined // what the form holds there
  const options = paymentWays.filter((way) => way === own || free.includes(way))
  return (
    <Form.Item name={[name, 'way']} label={text.way}>
      <Select options={options.map((value) => ({ value, label: text.ways[value] }))} />
    </Form.Item>
  )
}

/** Cash is counted and its change told; of a transfer the bank's own number may be kept. */
function Beside({ name, way, fen }: { name: number; way: PaymentWay | undefined; fen: number }) {
  const text = useText(deskWords)
  const form = Form.useFormInstance<VisitValues>()
  const tendered = Form.useWatch(['ways', name, 'tendered'], form) as string | undefined // what the form holds there
  if (way !== 'cash')
    return (
      <Form.Item name={[name, 'receiptNo']} label={text.receiptNo} tooltip={text.receiptHint}>
        <Input maxLength={64} />
      </Form.Item>
    )
  const given = fenOf(tendered)
  return (
    <>
      <Form.Item name={[name, 'tendered']} label={text.tendered} rules={[amountRule(text, false)]}>
        <Input inputMode="decimal" className="desk-amount" />
      </Form.Item>
      <Form.Item label={text.change}>
        <span className="desk-rest" aria-live="polite">
          {given >= fen && given > 0 ? yuanOf(given - fen) : '—'}
        </span>
      </Form.Item>
    </>
  )
}
