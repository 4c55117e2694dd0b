import { useContext, useState } from 'react'
import type { OwnerWish } from '#contract/owner-act-shapes.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { callAt } from '../platform/call.ts'
import { useDay } from '../platform/days.ts'
import { Actions, Card, Choices, Field, Say } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { type Acts, useKeep, useOwn } from './api.ts'
import { actWords } from './messages.ts'

const path = '/api/owner/homes/:ownHome/wish'
type Wish = NonNullable<OwnerWish['wish']>

/** Whether the owner wants the home registered: what is on record, and a way to say otherwise. */
export function WishCard({ unitId }: { unitId: string }) {
  const text = useText(actWords)
  const day = useDay()
  const [isChanging, setChanging] = useState(false)
  const [said, setSaid] = useState<Wish | null>(null)
  const { data } = useOwn<'ownerWish'>(path, unitId)
  if (!data) return null
  const isAsked = isChanging || data.wish === null
  return (
    <Card title={text.wish}>
      {said && !isAsked && <Say tone="good">{text.wishThanks[said]}</Say>}
      {data.wish && !isAsked && (
        <>
          <p>
            {text.wishSaid[data.wish]} {data.saidOn && text.wishOn(day(data.saidOn))}
          </p>
          <Actions>
            <button type="button" onClick={() => setChanging(true)}>
              {text.change}
            </button>
          </Actions>
        </>
      )}
      {isAsked && (
        <WishForm
          unitId={unitId}
          reasons={data.reasons}
          onDone={(wish) => {
            setSaid(wish)
            setChanging(false)
          }}
        />
      )}
    </Card>
  )
}

type FormProps = { unitId: string; reasons: OwnerWish['reasons']; onDone: (wish: Wish) => void }

function WishForm({ unitId, reasons, onDone }: FormProps) {
  const text = useText(actWords)
  const { language } = useContext(LanguageContext)
  const keep = useKeep(path, unitId)
  const [key] = useState(() => crypto.randomUUID())
  const [wish, setWish] = useState<Wish | null>(null)
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const isUnwilling = wish === 'unwilling'
  const submit = useSubmit({
    check: () => ({
      ...(wish === null && { wish: text.chooseOne }),
      ...(isUnwilling && reason === '' && { reason: text.chooseOne }),
    }),
    act: () =>
      callAt<Acts['sayWish']>('PUT', path, {
        params: { ownHome: unitId },
        body: { key, wish: wish ?? 'willing', reason: isUnwilling ? reason : null, note: note.trim() || null },
      }),
    onDone: (answer) => {
      keep(answer)
      onDone(wish ?? 'willing')
    },
  })
  const options = reasons.map(({ name, nameEn }) => ({
    value: name,
    label: language === 'zh' ? name : (nameEn ?? name),
  }))
  return (
    <form {...submit.form}>
      <Trouble of={submit} />
      <Choices
        name="wish"
        label={text.wishHint}
        error={submit.errorOf('wish')}
        value={wish}
        onChange={setWish}
        choices={[
          { value: 'willing', label: text.willing },
          { value: 'unwilling', label: text.unwilling },
        ]}
      />
      {isUnwilling && (
        <>
          <Field
            name="reason"
            label={text.wishReason}
            error={submit.errorOf('reason')}
            value={reason}
            onChange={setReason}
            options={[{ value: '', label: text.chooseOne }, ...options]}
          />
          <Field name="note" label={text.wishNote} value={note} onChange={setNote} lines={2} maxLength={300} />
        </>
      )}
      <Actions>
        <button type="submit" className="main" disabled={submit.isPending}>
          {submit.isPending ? text.wait : text.sayIt}
        </button>
      </Actions>
    </form>
  )
}
