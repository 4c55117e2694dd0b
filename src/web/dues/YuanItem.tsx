import { Form, Input } from 'antd'
import { readYuan } from '#domain/dues/money.ts'
import { useText } from '../platform/text.ts'
import { duesWords } from './messages.ts'

/** An amount as it is typed; what is no amount of yuan is said at once. */
export function YuanItem({ hint, initial }: { hint?: string; initial?: string }) {
  const text = useText(duesWords)
  return (
    <Form.Item
      name="yuan"
      label={text.amountYuan}
      {...(hint !== undefined && { extra: hint })}
      {...(initial !== undefined && { initialValue: initial })}
      rules={[
        {
          required: true,
          validator: (_, typed: string | undefined) => {
            const read = readYuan(typed ?? '')
            return typeof read === 'number' && read > 0
              ? Promise.resolve()
              : Promise.reject(new Error(text.mustBeMoney))
          },
        },
      ]}
    >
      <Input inputMode="decimal" style={{ textAlign: 'right' }} />
    </Form.Item>
  )
}
