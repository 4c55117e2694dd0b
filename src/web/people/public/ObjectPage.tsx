import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { OwnObjection } from '#contract/public-notices.ts'
import { useText } from '../../platform/text.ts'
import { useMe } from '../owners/api.ts'
import { PhoneDoor } from '../owners/PhoneDoor.tsx'
import { Actions, Busy, Card, Choices, Field, Say } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { type Key, type Objecting, object, useNotice, useOwnObjections } from './api.ts'
import { publicWords } from './messages.ts'
import { OwnObjectionCard } from './OwnObjections.tsx'

/** Objecting to a notice: by whoever proved that his phone is his, once. */
export function ObjectPage(key: Key) {
  const text = useText(publicWords)
  const notice = useNotice(key)
  if (notice.isPending) return <Busy />
  if (!notice.data) return <Trouble of={notice} words={{ no_such_notice: text.noSuchNotice }} />
  const { estateName, matter, mayObject } = notice.data
  return (
    <>
      <h1>{text.objectTo(estateName)}</h1>
      <p>{matter}</p>
      <p>
        <Link href={`/people/${key.region}/notices/${key.notice}`}>{text.backToNotice}</Link>
      </p>
      {mayObject ? (
        <PhoneDoor why={text.whyPhone}>{<Own {...key} />}</PhoneDoor>
      ) : (
        <Say tone="warn">{text.objectElsewhere}</Say>
      )}
    </>
  )
}

/** The objection this phone has brought to the notice, or the form for one. */
function Own(key: Key) {
  const own = useOwnObjections()
  if (own.isPending) return <Busy />
  if (!own.data) return <Trouble of={own} />
  const found = own.data.find(({ noticeId }) => noticeId === key.notice)
  return found ? <OwnObjectionCard objection={found} isNew /> : <ObjectionForm noticeKey={key} />
}

const connections = [
  'owner',
  'co_owner',
  'neighbour',
  'buyer',
  'creditor',
  'other',
] as const satisfies readonly Objecting['connection'][]

function ObjectionForm({ noticeKey }: { noticeKey: Key }) {
  const text = useText(publicWords)
  const me = useMe()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [connection, setConnection] = useState<Objecting['connection'] | null>(null)
  const [words, setWords] = useState('')
  const submit = useSubmit<OwnObjection>({
    check: () => ({
      ...(name.trim().length < 2 && { name: text.nameWanted }),
      ...(!/^1\d{10}$/.test(phone.trim()) && { phone: text.phoneWanted }),
      ...(connection === null && { connection: text.connectionWanted }),
      ...(words.trim().length < 5 && { words: text.wordsWanted }),
    }),
    act: () =>
      object(noticeKey, {
        name: name.trim(),
        phone: phone.trim(),
        connection: connection ?? 'other',
        words: words.trim(),
      }),
    onDone: () => void queries.invalidateQueries(),
  })
  return (
    <Card title={text.yourObjection}>
      <p>{text.whatFollows}</p>
      <form {...submit.form}>
        <Trouble of={submit} words={text.refusals} />
        <Field
          name="name"
          label={text.name}
          hint={text.nameHint}
          error={submit.errorOf('name')}
          value={name}
          onChange={setName}
          autoComplete="name"
          maxLength={50}
        />
        <Field
          name="phone"
          label={text.phone}
          hint={text.phoneHint(me.data?.phoneShown ?? '')}
          error={submit.errorOf('phone')}
          value={phone}
          onChange={setPhone}
          type="tel"
          autoComplete="tel"
          maxLength={11}
        />
        <Choices
          name="connection"
          label={text.connection}
          error={submit.errorOf('connection')}
          value={connection}
          onChange={setConnection}
          choices={connections.map((value) => ({ value, label: text.connections[value] }))}
        />
        <Field
          name="words"
          label={text.words}
          hint={text.wordsHint}
          error={submit.errorOf('words')}
          value={words}
          onChange={setWords}
          lines={6}
          maxLength={1000}
        />
        <p>{text.papersLater}</p>
        <Actions>
          <button type="submit" className="main" disabled={submit.isPending}>
            {submit.isPending ? text.sending : text.send}
          </button>
        </Actions>
      </form>
    </Card>
  )
}
