import { Form, Input, Select } from 'antd'
import { type ReceiverRelation, receiverRelations } from '#domain/registrations/delivery/moves.ts'
import { useText } from '../../platform/text.ts'
import { deliveryWords } from './messages.ts'

export type ReceiverValues = { name?: string; relation?: ReceiverRelation; authorisation?: string; phone?: string }

/** The receiver as the contract takes him; nobody named: whoever is expected. */
export function receiverOf({ name = '', relation = 'owner', authorisation = '', phone = '' }: ReceiverValues) {
  if (name.trim() === '') return null
  return {
    name: name.trim(),
    relation,
    authorisation: relation === 'owner' ? null : authorisation.trim() || null,
    phone: phone.trim() || null,
  }
}

/** Who receives the certificate, and by which paper if not the owner himself. */
export function ReceiverFields({ withPhone = false }: { withPhone?: boolean }) {
  const text = useText(deliveryWords)
  return (
    <>
      <Form.Item name="name" label={text.receiver} extra={text.receiverHint}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="relation" label={text.relation} initialValue="owner">
        <Select options={receiverRelations.map((one) => ({ value: one, label: text.relations[one] }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['relation']}>
        {({ getFieldValue }) =>
          getFieldValue('relation') !== 'owner' && (
            <Form.Item name="authorisation" label={text.authorisation} rules={[{ required: true }]}>
              <Input maxLength={120} placeholder={text.authorisationHint} />
            </Form.Item>
          )
        }
      </Form.Item>
      {withPhone && (
        <Form.Item name="phone" label={text.phone}>
          <Input maxLength={30} inputMode="tel" />
        </Form.Item>
      )}
    </>
  )
}
