import { Form, Input } from 'antd'
import { readYuan } from '#domain/dues/money.ts'
import { useText } from '../platform/text.ts'
import { duesWords } from './messages.ts'

/** What is typed must be an amount of yuan above nothing; where it is not required, it may be left empty. */
export const moneyRule = (words: string, required: boolean) => ({
  required,
  validator: (_: unknown, typed: string | undefined) => {
    if (!required && !typed) return Promise.resolve()
    const read = readYuan(typed ?? '')
    return typeof read === 'number' && read > 0 ? Promise.resolve() : Promise.reject(new Error(words))
  },
})

/** An amount as it is typed; what is no amount of yuan is said at once. */
export function YuanItem({ hint, initial }: { hint?: string; initial?: string }) {
  const text = useText(duesWords)
  const form = Form.useFormInstance()
  return (
    <Form.Item
      name="yuan"
      label={text.amountYuan}
      {...(hint !== undefined && { extra: hint })}
      {...(initial !== undefined && { initialValue: initial })}
      rules={[moneyRule(text.mustBeMoney, true)]}
    >
      <Input inputMode="decimal" onPressEnter={() => form.submit()} style={{ textAlign: 'right' }} />
    </Form.Item>
  )
}
