import { Form, Input } from 'antd'
import { readYuan } from '#domain/dues/money.ts'
import { useText } from '../../platform/text.ts'
import { moneyRule } from '../YuanItem.tsx'
import { fundsWords } from './messages.ts'

/** An amount as it is typed, under the name the server calls it by. */
export function FenItem({ hint }: { hint?: string }) {
  const text = useText(fundsWords)
  return (
    <Form.Item
      name="amountFen"
      label={text.amountYuan}
      {...(hint !== undefined && { extra: hint })}
      rules={[moneyRule(text.mustBeMoney, true)]}
    >
      <Input inputMode="decimal" style={{ textAlign: 'right' }} />
    </Form.Item>
  )
}

/** What was typed, in fen; the form has refused what is none. */
export function fenOf(typed: string): number {
  const read = readYuan(typed)
  return typeof read === 'number' ? read : 0
}
