import { useContext, useState } from 'react'
import { useLocation } from 'wouter'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import { changedFields } from '#domain/outreach/phone/filled-fields.ts'
import type { VisitChannel } from '#domain/outreach/visits/channels.ts'
import { type ContactState, contactStates, type Willingness, willingnesses } from '#domain/outreach/visits/fields.ts'
import { Actions, Busy, Card, Choices, Field, Say } from '../../people/platform/parts.tsx'
import { useSubmit } from '../../people/platform/use-submit.tsx'
import { LanguageContext, useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { isFull } from '../storage.ts'
import { draftKey, dropDraft } from '../store/records.ts'
import type { PhoneEstate, PhoneHome } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'
import { channelOptions } from './channel-options.ts'
import { keepFilled } from './keep-record.ts'
import { PaperChoices } from './PaperChoices.tsx'
import { Photos } from './Photos.tsx'
import { useDraft } from './use-draft.ts'

type Said = {
  willingness: Willingness | null
  reason: string
  phone: string
  papers: readonly PaperKind[]
  nextStep: string
  nextOn: string
}
type Values = {
  baseRevision: number
  before: Said
  said: Said
  channel: VisitChannel
  contact: ContactState | null
  note: string
}

function freshValues({ revision, fields }: PhoneHome): Values {
  const before: Said = {
    willingness: fields.willingness,
    reason: fields.reason ?? '',
    phone: '',
    papers: fields.papers ?? [],
    nextStep: fields.nextStep ?? '',
    nextOn: fields.nextOn ?? '',
  }
  return { baseRevision: revision, before, said: before, channel: 'visit', contact: null, note: '' }
}

const papersAsked: readonly PaperKind[] = ['identity', 'contract', 'invoice', 'tax_receipt', 'fund_receipt', 'marriage']

/** The form of a visit. Every stroke is kept on the phone; only what was changed is sent. */
export function VisitForm({ store, estate, home }: { store: Store; estate: PhoneEstate; home: PhoneHome }) {
  const text = useText(visitWords)
  const { language } = useContext(LanguageContext)
  const [, go] = useLocation()
  const [fresh] = useState(() => freshValues(home))
  const key = draftKey('visit', home.unitId)
  const { draft, change, hold } = useDraft(store, key, fresh)
  const submit = useSubmit({
    check: () => wrongIn(draft?.values ?? fresh, text),
    act: async () => {
      if (draft) await keepVisit(store, estate, home, draft.recordId, draft.values, text)
    },
    onDone: () => go(`/visit/estates/${estate.estateId}`),
  })
  if (!draft) return <Busy />
  const { said, channel, contact, note } = draft.values
  const say = (part: Partial<Said>) => change({ said: { ...said, ...part } })
  return (
    <form {...submit.form}>
      <Card title={text.newVisit}>
        {draft.isRestored && <Say tone="info">{text.draftRestored}</Say>}
        {submit.error && <Say tone="bad">{isFull(submit.error) ? text.storageFull : String(submit.error)}</Say>}
        <Field
          name="channel"
          label={text.channel}
          value={channel}
          onChange={(value) => change({ channel: value as VisitChannel })} // one of the options
          options={channelOptions(language)}
        />
        <Choices
          name="contact"
          label={text.contact}
          value={contact}
          onChange={(value) => change({ contact: value })}
          choices={contactStates.map((value) => ({ value, label: text.contacts[value] }))}
          error={submit.errorOf('contact')}
        />
        {contact === 'reached' && (
          <Choices
            name="willingness"
            label={text.willingness}
            value={said.willingness}
            onChange={(willingness) => say({ willingness })}
            choices={willingnesses.map((value) => ({ value, label: text.willingnesses[value] }))}
          />
        )}
        <Field
          name="reason"
          label={text.reason}
          hint={text.reasonHint}
          value={said.reason}
          maxLength={200}
          onChange={(reason) => say({ reason })}
        />
        {contact === 'reached' && (
          <>
            <Field
              name="phone"
              label={text.phone}
              hint={text.phoneHint(home.fields.phoneShown ?? home.owners[0]?.phoneShown ?? null)}
              inputMode="tel"
              maxLength={20}
              value={said.phone}
              onChange={(phone) => say({ phone })}
              error={submit.errorOf('phone')}
            />
            <PaperChoices
              label={text.papers}
              papers={papersAsked}
              chosen={said.papers}
              onChange={(papers) => say({ papers })}
            />
          </>
        )}
        <Field
          name="nextStep"
          label={text.nextStep}
          value={said.nextStep}
          maxLength={200}
          onChange={(nextStep) => say({ nextStep })}
        />
        <Field
          name="nextOn"
          label={text.nextOn}
          type="date"
          value={said.nextOn}
          onChange={(nextOn) => say({ nextOn })}
        />
        <Field
          name="note"
          label={text.note}
          lines={2}
          maxLength={2000}
          value={note}
          onChange={(value) => change({ note: value })}
        />
        <Photos
          store={store}
          recordId={draft.recordId}
          countyCode={estate.countyCode}
          subject={{ kind: 'unit', id: home.unitId }}
          onKept={hold}
        />
        <Actions>
          <button type="submit" className="main" disabled={submit.isPending}>
            {text.keep}
          </button>
          {draft.isRestored && (
            <button
              type="button"
              onClick={() =>
                void dropDraft(store, key, draft.recordId).then(() => go(`/visit/estates/${estate.estateId}`))
              }
            >
              {text.discard}
            </button>
          )}
        </Actions>
      </Card>
    </form>
  )
}

type Text = (typeof visitWords)['zh']

const phonePattern = /^\+?[\d -]{7,20}$/

function wrongIn({ contact, said }: Values, text: Text): Record<string, string> {
  return {
    ...(contact === null && { contact: text.chooseContact }),
    ...(said.phone !== '' && !phonePattern.test(said.phone) && { phone: text.phoneWrong }),
  }
}

function keepVisit(store: Store, estate: PhoneEstate, home: PhoneHome, id: string, values: Values, text: Text) {
  const { baseRevision, before, said, channel, contact, note } = values
  const changed = Object.entries(changedFields(before, said)).map(([field, value]) => [
    field,
    value === '' ? null : value,
  ])
  return keepFilled(store, {
    id,
    estate,
    unitId: home.unitId,
    title: `${estate.name} ${text.place(home.building, home.entrance, home.room)}`,
    kind: 'visit',
    note,
    said: {
      unitId: home.unitId,
      baseRevision,
      channel,
      isContacted: contact === 'reached',
      fields: { contact, ...Object.fromEntries(changed) },
    },
  })
}
