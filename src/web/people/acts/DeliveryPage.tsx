import { useState } from 'react'
import type { deliveryWishes, OwnerDelivery } from '#contract/owner-act-shapes.ts'
import { useText } from '../../platform/text.ts'
import { Waiting } from '../owners/Waiting.tsx'
import { callAt } from '../platform/call.ts'
import { useDay } from '../platform/days.ts'
import { Actions, Card, Choices, Facts, Field, Say } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { ActPage } from './ActPage.tsx'
import { type Acts, useKeep, useOwn } from './api.ts'
import { actWords } from './messages.ts'

const path = '/api/owner/homes/:ownHome/delivery'
type Way = (typeof deliveryWishes)[number]
const ways = ['post', 'window', 'on_site'] as const satisfies readonly Way[]

/** How the certificate reaches its owner, and where it is once it was sent. */
export function DeliveryPage({ unitId }: { unitId: string }) {
  const text = useText(actWords)
  const found = useOwn<'ownerDelivery'>(path, unitId)
  if (!found.data) return <Waiting of={found} />
  const delivery = found.data
  return (
    <ActPage unitId={unitId} title={text.delivery}>
      {delivery.may === 'not_yet' && <Say>{text.notYet}</Say>}
      {(delivery.may === 'sent' || delivery.may === 'delivered') && <OnItsWay delivery={delivery} />}
      {delivery.may === 'choose' && <Choose unitId={unitId} delivery={delivery} />}
    </ActPage>
  )
}

function OnItsWay({ delivery }: { delivery: OwnerDelivery }) {
  const text = useText(actWords)
  const day = useDay()
  const facts = [
    { term: text.certificate, value: delivery.certificateNo },
    { term: text.carrier, value: delivery.carrier },
    { term: text.tracking, value: delivery.trackingNo },
    { term: text.sentOn, value: delivery.sentOn && day(delivery.sentOn) },
    { term: text.progress, value: delivery.trackingWords },
    { term: text.toAddress, value: delivery.addressMasked },
    { term: text.deliveredOn, value: delivery.deliveredOn && day(delivery.deliveredOn) },
  ].filter(({ value }) => value !== null)
  return (
    <Card title={delivery.may === 'sent' ? text.sentTitle : text.deliveredTitle}>
      <Facts facts={facts} />
    </Card>
  )
}

function Choose({ unitId, delivery }: { unitId: string; delivery: OwnerDelivery }) {
  const text = useText(actWords)
  const day = useDay()
  const keep = useKeep(path, unitId)
  const [way, setWay] = useState<Way | null>(null)
  const [address, setAddress] = useState('')
  const [phone, setPhone] = useState('')
  const [sessionId, setSession] = useState('')
  const [isSaved, setSaved] = useState(false)
  const isPost = way === 'post'
  const isOnSite = way === 'on_site'
  const submit = useSubmit({
    check: () => ({
      ...(way === null && { way: text.chooseOne }),
      ...(isPost && address.trim().length < 8 && { address: text.addressWanted }),
      ...(isPost && !/^1\d{10}$/.test(phone) && { phone: text.phoneWanted }),
      ...(isOnSite && sessionId === '' && { sessionId: text.chooseOne }),
    }),
    act: () =>
      callAt<Acts['chooseDelivery']>('PUT', path, {
        params: { ownHome: unitId },
        body: {
          way: way ?? 'window',
          sessionId: isOnSite ? sessionId : null,
          phone: isPost ? phone : null,
          address: isPost ? address : null,
        },
      }),
    onDone: (answer) => {
      keep(answer)
      setSaved(true)
    },
  })
  const sessions = delivery.sessions.map(({ id, heldOn, placeName }) => ({
    value: id,
    label: text.dayOption(day(heldOn), placeName),
  }))
  return (
    <Card title={text.way}>
      <p>{text.deliveryHint}</p>
      {isSaved && <Say tone="good">{text.savedWay}</Say>}
      {delivery.way && (
        <Facts
          facts={[
            { term: text.nowWay, value: text.wayNames[delivery.way] },
            ...(delivery.place
              ? [
                  {
                    term: text.session,
                    value: [delivery.heldOn && day(delivery.heldOn), delivery.place].filter(Boolean).join('　'),
                  },
                ]
              : []),
            ...(delivery.addressMasked ? [{ term: text.toAddress, value: delivery.addressMasked }] : []),
          ]}
        />
      )}
      <form {...submit.form}>
        <Trouble of={submit} />
        <Choices
          name="way"
          label={text.way}
          error={submit.errorOf('way')}
          value={way}
          onChange={(chosen) => {
            setWay(chosen)
            setSaved(false)
          }}
          choices={ways.map((value) => ({ value, label: text.ways[value][0], hint: text.ways[value][1] }))}
        />
        {isPost && (
          <>
            <Field
              name="address"
              label={text.address}
              hint={text.addressHint}
              error={submit.errorOf('address')}
              value={address}
              onChange={setAddress}
              lines={2}
              maxLength={200}
            />
            <Field
              name="phone"
              label={text.phone}
              hint={text.phoneHint}
              error={submit.errorOf('phone')}
              value={phone}
              onChange={setPhone}
              inputMode="numeric"
              autoComplete="tel"
              maxLength={11}
            />
          </>
        )}
        {isOnSite && sessions.length === 0 && <Say>{text.noSessions}</Say>}
        {isOnSite && sessions.length > 0 && (
          <Field
            name="sessionId"
            label={text.session}
            error={submit.errorOf('sessionId')}
            value={sessionId}
            onChange={setSession}
            options={[{ value: '', label: text.chooseOne }, ...sessions]}
          />
        )}
        <Actions>
          <button type="submit" className="main" disabled={submit.isPending || (isOnSite && sessions.length === 0)}>
            {submit.isPending ? text.wait : text.saveWay}
          </button>
        </Actions>
      </form>
    </Card>
  )
}
