import { useMutation } from '@tanstack/react-query'
import { useContext } from 'react'
import type { OwnerAuthorisation } from '#contract/owner-act-shapes.ts'
import { type AuthorisationPhoto, authorisationPhotos } from '#domain/outreach/owner-acts/authorisations.ts'
import { ProblemError } from '../../platform/send.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { callAt } from '../platform/call.ts'
import { useDay } from '../platform/days.ts'
import { Actions, FileField, Say } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { type Acts, bringFile, sendFile, useKeep } from './api.ts'
import { Example } from './Example.tsx'
import { actWords } from './messages.ts'

const path = '/api/owner/homes/:ownHome/authorisations'
type Given = { unitId: string; one: OwnerAuthorisation }

/** The form to sign, the four photos one by one, and the sending; each photo sent stays sent. */
export function AgentPhotos({ unitId, one }: Given) {
  const text = useText(actWords)
  const keep = useKeep(path, unitId)
  const left = authorisationPhotos.filter((photo) => !one.photos.includes(photo)).length
  const submit = useSubmit({
    act: () =>
      callAt<Acts['sendAuthorisation']>('POST', `${path}/:authorisation/send`, {
        params: { ownHome: unitId, authorisation: one.id },
      }),
    onDone: () => keep(),
  })
  return (
    <>
      <SignForm unitId={unitId} one={one} />
      <h3>{text.photoTitle}</h3>
      <Example />
      {authorisationPhotos.map((photo) => (
        <Photo key={photo} unitId={unitId} one={one} photo={photo} />
      ))}
      <h3>{text.sendTitle}</h3>
      <Trouble of={submit} />
      {left > 0 && <p>{text.photosLeft(left)}</p>}
      <Actions>
        <button type="button" className="main" disabled={left > 0 || submit.isPending} onClick={() => submit.submit()}>
          {submit.isPending ? text.wait : text.sendAgent}
        </button>
      </Actions>
    </>
  )
}

function SignForm({ unitId, one }: Given) {
  const text = useText(actWords)
  const day = useDay()
  const params = { ownHome: unitId, authorisation: one.id }
  const pdf = useSubmit({
    act: () => bringFile(`${path}/:authorisation/form.pdf`, { params }, `${text.formName}.pdf`),
    onDone: () => {},
  })
  const word = useSubmit({
    act: () => bringFile(`${path}/:authorisation/form.docx`, { params }, `${text.formName}.docx`),
    onDone: () => {},
  })
  const copied = {
    agent: one.agentName,
    id: one.agentIdMasked,
    purposes: one.purposes.map((purpose) => text.purpose[purpose]).join('、'),
    until: day(one.validUntil),
  }
  return (
    <>
      <h3>{text.signTitle}</h3>
      <p>{text.signHow}</p>
      <Trouble of={{ error: pdf.error ?? word.error }} />
      <Actions>
        <button type="button" disabled={pdf.isPending} onClick={() => pdf.submit()}>
          {text.download}
        </button>
        <button type="button" disabled={word.isPending} onClick={() => word.submit()}>
          {text.downloadWord}
        </button>
      </Actions>
      <Say>{text.copyText(copied)}</Say>
    </>
  )
}

/** A photo is sent as soon as it is chosen. */
function Photo({ unitId, one, photo }: Given & { photo: AuthorisationPhoto }) {
  const text = useText(actWords)
  const { language } = useContext(LanguageContext)
  const keep = useKeep(path, unitId)
  const [label, hint] = text.photos[photo]
  const isHere = one.photos.includes(photo)
  const params = { ownHome: unitId, authorisation: one.id, authorisationPhoto: photo }
  const sending = useMutation({
    mutationFn: (file: File) =>
      sendFile<Acts['addAuthorisationPhoto']>(`${path}/:authorisation/photos/:authorisationPhoto`, params, file),
    onSuccess: () => keep(),
  })
  const refused = sending.error instanceof ProblemError
  return (
    <>
      <FileField
        name={photo}
        label={isHere ? `${label} · ${text.photoHere}` : label}
        hint={isHere ? text.photoAgain : hint}
        error={refused ? (language === 'zh' ? sending.error?.message : text.fileWanted) : undefined}
        file={sending.isPending ? sending.variables : null}
        onChange={(file) => file && sending.mutate(file)}
      />
      {sending.error && !refused && <Trouble of={sending} />}
    </>
  )
}
