import { useId, useState } from 'react'
import { type AuthorisationPurpose, authorisationPurposes } from '#domain/outreach/owner-acts/authorisations.ts'
import { useText } from '../../platform/text.ts'
import { callAt } from '../platform/call.ts'
import { Actions, Card, Field } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { type Acts, useKeep } from './api.ts'
import { actWords } from './messages.ts'

const path = '/api/owner/homes/:ownHome/authorisations'

/** Whom the owner authorises, for what and until when. */
export function AgentForm({ unitId, onDone }: { unitId: string; onDone: () => void }) {
  const text = useText(actWords)
  const keep = useKeep(path, unitId)
  const [agentName, setName] = useState('')
  const [agentIdNumber, setId] = useState('')
  const [agentPhone, setPhone] = useState('')
  const [purposes, setPurposes] = useState<readonly AuthorisationPurpose[]>(['apply'])
  const [validUntil, setUntil] = useState('')
  const submit = useSubmit({
    check: () => ({
      ...(agentName.trim() === '' && { agentName: text.nameWanted }),
      ...(agentIdNumber.trim().length < 15 && { agentIdNumber: text.idWanted }),
      ...(!/^1\d{10}$/.test(agentPhone) && { agentPhone: text.phoneWanted }),
      ...(purposes.length === 0 && { purposes: text.purposeWanted }),
      ...(validUntil === '' && { validUntil: text.dayWanted }),
    }),
    act: () =>
      callAt<Acts['beginAuthorisation']>('POST', path, {
        params: { ownHome: unitId },
        body: { agentName, agentIdNumber, agentPhone, purposes: [...purposes], validUntil },
      }),
    onDone: () => {
      keep()
      onDone()
    },
  })
  return (
    <Card title={text.agent}>
      <form {...submit.form}>
        <Trouble of={submit} />
        <Field
          name="agentName"
          label={text.agentName}
          error={submit.errorOf('agentName')}
          value={agentName}
          onChange={setName}
          maxLength={60}
        />
        <Field
          name="agentIdNumber"
          label={text.agentId}
          error={submit.errorOf('agentIdNumber')}
          value={agentIdNumber}
          onChange={(typed) => setId(typed.toUpperCase())}
          maxLength={18}
          autoComplete="off"
        />
        <Field
          name="agentPhone"
          label={text.agentPhone}
          error={submit.errorOf('agentPhone')}
          value={agentPhone}
          onChange={setPhone}
          inputMode="numeric"
          maxLength={11}
          autoComplete="off"
        />
        <Purposes purposes={purposes} error={submit.errorOf('purposes')} onChange={setPurposes} />
        <Field
          name="validUntil"
          type="date"
          label={text.validUntil}
          hint={text.validHint}
          error={submit.errorOf('validUntil')}
          value={validUntil}
          onChange={setUntil}
        />
        <Actions>
          <button type="submit" className="main" disabled={submit.isPending}>
            {submit.isPending ? text.wait : text.goOn}
          </button>
        </Actions>
      </form>
    </Card>
  )
}

type PurposesProps = {
  purposes: readonly AuthorisationPurpose[]
  error: string | undefined
  onChange: (purposes: readonly AuthorisationPurpose[]) => void
}

function Purposes({ purposes, error, onChange }: PurposesProps) {
  const text = useText(actWords)
  const id = useId()
  return (
    <fieldset className="field" {...(error !== undefined && { 'aria-describedby': `${id}-error` })}>
      <legend>{text.purposes}</legend>
      {authorisationPurposes.map((purpose) => (
        <label key={purpose} className="choice">
          <input
            type="checkbox"
            name="purposes"
            value={purpose}
            checked={purposes.includes(purpose)}
            aria-invalid={error !== undefined}
            onChange={({ target }) =>
              onChange(target.checked ? [...purposes, purpose] : purposes.filter((one) => one !== purpose))
            }
          />
          <span>{text.purpose[purpose]}</span>
        </label>
      ))}
      {error !== undefined && (
        <p id={`${id}-error`} className="wrong">
          {error}
        </p>
      )}
    </fieldset>
  )
}
