import { Form, Input, Tag } from 'antd'
import { readYuan, yuanOf } from '#domain/dues/money.ts'
import { yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { type DeskText, deskWords } from './messages.ts'
import type { Payable } from './visit-sums.ts'

/** What is typed is an amount of yuan, not more than is owed; empty pays nothing now. */
const payRule = (text: DeskText, owedFen: number) => ({
  validator: (_: unknown, typed: string | undefined) => {
    if (!typed?.trim()) return Promise.resolve()
    const read = readYuan(typed)
    if (typeof read !== 'number') return Promise.reject(new Error(text.faults[read.fault]))
    if (read === 0) return Promise.reject(new Error(text.mustBePositive))
    return read > owedFen ? Promise.reject(new Error(text.tooMuch(yuanOf(owedFen)))) : Promise.resolve()
  },
})

/** The dues of a home, each with its rule, what is owed and how much of it is paid now. */
export function VisitDues({ payables }: { payables: readonly Payable[] }) {
  const text = useText(deskWords)
  const dues = useText(duesWords)
  return (
    <ul className="desk-dues">
      {payables.map(({ key, kind, owedFen, amountFen, computed, basis, deferredUntil, of }) => (
        <li key={key}>
          <div className="desk-due">
            <strong>{dues.kinds[kind]}</strong>
            {'kind' in of && <Tag style={{ marginInlineEnd: 0 }}>{text.proposed}</Tag>}
            {deferredUntil && <Tag style={{ marginInlineEnd: 0 }}>{text.deferred(deferredUntil)}</Tag>}
            <span className="desk-how">
              {computed ? dues.rule(computed.rule, computed.from) : basis}
              {computed && !computed.source.verified && <Tag style={{ marginInlineStart: 6 }}>{text.unverified}</Tag>}
            </span>
          </div>
          <div className="desk-owed">
            <span>{text.owed}</span>
            <strong>{yuan(owedFen)}</strong>
            {owedFen < amountFen && (
              <span className="desk-how">
                {text.amount} {yuan(amountFen)}
              </span>
            )}
          </div>
          <Form.Item name={['pay', key]} rules={[payRule(text, owedFen)]} style={{ marginBottom: 0 }}>
            <Input inputMode="decimal" aria-label={text.payNowOf(dues.kinds[kind])} className="desk-amount" />
          </Form.Item>
        </li>
      ))}
    </ul>
  )
}
