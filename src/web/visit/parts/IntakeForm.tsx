import { useState } from 'react'
import { useLocation } from 'wouter'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import { transferApplicantKinds } from '#domain/registrations/transfer/applicants.ts'
import { Busy, Card, Choices, Field, Say } from '../../people/platform/parts.tsx'
import { useSubmit } from '../../people/platform/use-submit.tsx'
import { useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { isFull } from '../storage.ts'
import { photosOf } from '../store/photos.ts'
import { draftKey } from '../store/records.ts'
import { type PhoneEstate, type PhoneHome, signatureName } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'
import { useLocal } from '../told.ts'
import { freshIntake, type IntakeValues, idKinds, transferOf, wrongInIntake } from './intake-values.ts'
import { keepFilled } from './keep-record.ts'
import { PaperChoices } from './PaperChoices.tsx'
import { Photos } from './Photos.tsx'
import { Signature } from './Signature.tsx'
import { useDraft } from './use-draft.ts'

const papersTaken: readonly PaperKind[] = [
  'identity',
  'contract',
  'invoice',
  'tax_receipt',
  'fund_receipt',
  'marriage',
  'authorisation',
  'inheritance_deed',
]
const coOwnerships = ['sole', 'joint', 'other'] as const

/** The application, signed by the owner on the phone; the registration window goes on with it. */
export function IntakeForm({ store, estate, home }: { store: Store; estate: PhoneEstate; home: PhoneHome }) {
  const text = useText(visitWords)
  const [, go] = useLocation()
  const [fresh] = useState(() => freshIntake(home, text))
  const { draft, change, hold } = useDraft(store, draftKey('application', home.unitId), fresh)
  const photos = useLocal(store, photosOf, draft?.recordId ?? '')
  const isSigned = (photos ?? []).some(({ name }) => name === signatureName)
  const values = draft?.values ?? fresh
  const submit = useSubmit({
    check: () => wrongInIntake(values, isSigned, text),
    act: async () => {
      if (!draft) return
      await keepFilled(store, {
        id: draft.recordId,
        estate,
        unitId: home.unitId,
        title: `${estate.name} ${text.place(home.building, home.entrance, home.room)}`,
        kind: 'application',
        note: values.note,
        said: { unitId: home.unitId, transfer: transferOf(values, home) },
      })
    },
    onDone: () => go(`/visit/estates/${estate.estateId}/homes/${home.unitId}`),
  })
  if (!draft) return <Busy />
  const given = { store, recordId: draft.recordId, countyCode: estate.countyCode, onKept: hold }
  const subject = { kind: 'unit' as const, id: home.unitId }
  const field = (name: 'basis' | 'contractNo' | 'price' | 'invoiceNo' | 'reason') => ({
    name,
    value: values[name],
    maxLength: 80,
    onChange: (typed: string) => change({ [name]: typed }),
    error: submit.errorOf(name),
  })
  return (
    <form {...submit.form}>
      {draft.isRestored && <Say tone="info">{text.draftRestored}</Say>}
      {submit.error && <Say tone="bad">{isFull(submit.error) ? text.storageFull : String(submit.error)}</Say>}
      <Card>
        <Choices
          name="applicant"
          label={text.applicant}
          value={values.applicant}
          onChange={(applicant) => change({ applicant })}
          choices={transferApplicantKinds.map((value) => ({ value, label: text.applicants[value] }))}
        />
        {(values.applicant === 'buyer' || values.applicant === 'heir') && (
          <Field {...field('basis')} label={text.applicantBasis} hint={text.applicantBasisHint} />
        )}
      </Card>
      <Applicant home={home} values={values} change={change} errorOf={submit.errorOf} />
      <Card>
        <Field {...field('contractNo')} label={text.contractNo} />
        <Field
          name="contractOn"
          label={text.contractOn}
          type="date"
          value={values.contractOn}
          onChange={(contractOn) => change({ contractOn })}
        />
        <Field {...field('price')} label={text.price} inputMode="decimal" />
        <Field {...field('invoiceNo')} label={text.invoiceNo} />
        <PaperChoices
          label={text.heldPapers}
          papers={papersTaken}
          chosen={values.held}
          onChange={(held) => change({ held })}
        />
        <Photos {...given} subject={subject} />
      </Card>
      <Card>
        <Field {...field('reason')} label={text.intakeReason} />
        <Signature {...given} subject={subject} error={submit.errorOf('signature')} />
        <button type="submit" className="main wide" disabled={submit.isPending}>
          {text.keep}
        </button>
      </Card>
    </form>
  )
}

type ApplicantProps = {
  home: PhoneHome
  values: IntakeValues
  change: (part: Partial<IntakeValues>) => void
  errorOf: (field: string) => string | undefined
}

/** Whom the home goes to: the owners on record, or somebody else with his document. */
function Applicant({ home, values, change, errorOf }: ApplicantProps) {
  const text = useText(visitWords)
  const { isOnRecord, person, difference, coOwnership } = values
  const told = (part: Partial<IntakeValues['person']>) => change({ person: { ...person, ...part } })
  const names = home.owners.map(({ name }) => name).join('、')
  const onRecord = { value: 'record' as const, label: `${text.asOnRecord}：${names}` }
  const another = { value: 'another' as const, label: text.another }
  return (
    <Card>
      <Choices
        name="who"
        label={text.who}
        value={isOnRecord ? 'record' : 'another'}
        onChange={(value) => change({ isOnRecord: value === 'record' })}
        choices={home.owners.length > 0 ? [onRecord, another] : [another]}
      />
      {!isOnRecord && (
        <>
          <Field
            name="name"
            label={text.name}
            value={person.name}
            maxLength={60}
            onChange={(name) => told({ name })}
            error={errorOf('name')}
          />
          <Field
            name="idKind"
            label={text.idKind}
            value={person.idKind}
            onChange={(idKind) => told({ idKind: idKind as IntakeValues['person']['idKind'] })} // one of the options
            options={idKinds.map((value) => ({ value, label: text.idKinds[value] }))}
          />
          <Field
            name="idNumber"
            label={text.idNumber}
            value={person.idNumber}
            maxLength={40}
            onChange={(idNumber) => told({ idNumber })}
            error={errorOf('idNumber')}
          />
          <Field
            name="phone"
            label={text.phone}
            inputMode="tel"
            maxLength={20}
            value={person.phone}
            onChange={(phone) => told({ phone })}
          />
          <Field
            name="difference"
            label={text.difference}
            value={difference}
            maxLength={200}
            onChange={(words) => change({ difference: words })}
            error={errorOf('difference')}
          />
        </>
      )}
      <Choices
        name="coOwnership"
        label={text.coOwnership}
        value={coOwnership}
        onChange={(value) => change({ coOwnership: value })}
        choices={coOwnerships.map((value) => ({ value, label: text.coOwnerships[value] }))}
      />
    </Card>
  )
}
