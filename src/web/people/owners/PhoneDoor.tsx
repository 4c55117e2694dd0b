import { type ReactNode, useState } from 'react'
import { useText } from '../../platform/text.ts'
import { Actions, Busy, Card, Field } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { askVisitorCode, useMe } from './api.ts'
import { CodeForm, type CodeUnderWay } from './CodeForm.tsx'
import { ownerWords } from './messages.ts'

/** What lies behind is for whoever proved that his phone is his, and for owners. `why`: what the phone is asked for. */
export function PhoneDoor({ why, children }: { why: string; children: ReactNode }) {
  const me = useMe()
  if (me.isPending) return <Busy />
  return me.data ? children : <PhoneForm why={why} />
}

function PhoneForm({ why }: { why: string }) {
  const text = useText(ownerWords)
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [asked, setAsked] = useState<CodeUnderWay | null>(null)
  const submit = useSubmit({
    check: () => ({
      ...(name.trim().length < 2 && { name: text.nameWanted }),
      ...(!/^1\d{10}$/.test(phone.trim()) && { phone: text.phoneWanted }),
    }),
    act: () => askVisitorCode({ name: name.trim(), phone: phone.trim() }),
    onDone: setAsked,
  })
  if (asked)
    return (
      <CodeForm asked={asked} sent={text.codeSentTo} noneCame={text.noCodeVisitor} onAgain={() => setAsked(null)} />
    )
  return (
    <Card title={text.yourPhone}>
      <p>{why}</p>
      <form {...submit.form}>
        <Trouble of={submit} words={text.refused} />
        <Field
          name="name"
          label={text.name}
          error={submit.errorOf('name')}
          value={name}
          onChange={setName}
          autoComplete="name"
          maxLength={60}
        />
        <Field
          name="phone"
          label={text.phone}
          hint={text.phoneHint}
          error={submit.errorOf('phone')}
          value={phone}
          onChange={setPhone}
          type="tel"
          autoComplete="tel"
          maxLength={11}
        />
        <Actions>
          <button type="submit" className="main" disabled={submit.isPending}>
            {submit.isPending ? text.wait : text.getCode}
          </button>
        </Actions>
      </form>
    </Card>
  )
}
