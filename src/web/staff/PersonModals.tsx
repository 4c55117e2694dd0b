import { Form, Input } from 'antd'
import { type Person, responsibilityEndpoints } from '#contract/responsibility.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { type ActProps, UnitField, useRenew } from './act-fields.tsx'
import { responsibilityWords } from './responsibility-messages.ts'

type NewPerson = { name: string; organisationId?: string; phone?: string; login?: string }

/** Puts a person on the county's list. */
export function NewPersonModal({ responsibility, onClose }: ActProps) {
  const text = useText(responsibilityWords)
  const renew = useRenew()
  async function add({ reason, name, organisationId, phone, login }: NewPerson & { reason: string }) {
    const body = {
      reason,
      name,
      organisationId: organisationId ?? null,
      phone: phone?.trim() || null,
      login: login?.trim() || null,
    }
    await call(responsibilityEndpoints.addPerson, { params: { county: responsibility.countyCode }, body })
    await renew()
  }
  return (
    <ReasonModal<NewPerson> open title={text.addPerson} onClose={onClose} act={add} done={text.done}>
      <Form.Item name="name" label={text.person} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <UnitField name="organisationId" responsibility={responsibility} />
      <Form.Item name="phone" label={text.phone} rules={[{ pattern: /^\+?[\d\s()-]{7,30}$/ }]}>
        <Input maxLength={30} inputMode="tel" />
      </Form.Item>
      <LoginField />
    </ReasonModal>
  )
}

/** Says with which account a person signs in, or with none. */
export function LinkModal({ responsibility, person, onClose }: ActProps & { person: Person }) {
  const text = useText(responsibilityWords)
  const renew = useRenew()
  async function link({ reason, login }: { reason: string; login?: string }) {
    await call(responsibilityEndpoints.linkAccount, {
      params: { county: responsibility.countyCode, person: person.id },
      body: { reason, login: login?.trim() || null },
    })
    await renew()
  }
  return (
    <ReasonModal<{ login?: string }>
      open
      title={`${text.link} · ${person.name}`}
      onClose={onClose}
      act={link}
      done={text.done}
    >
      <LoginField login={person.login} />
    </ReasonModal>
  )
}

function LoginField({ login = null }: { login?: string | null }) {
  const text = useText(responsibilityWords)
  return (
    <Form.Item name="login" label={text.account} extra={text.loginHint} initialValue={login ?? undefined}>
      <Input maxLength={64} autoComplete="off" />
    </Form.Item>
  )
}
