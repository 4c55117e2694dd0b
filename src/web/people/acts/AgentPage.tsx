import { useState } from 'react'
import type { OwnerAuthorisation } from '#contract/owner-act-shapes.ts'
import { takesPhotos } from '#domain/outreach/owner-acts/authorisations.ts'
import { useText } from '../../platform/text.ts'
import { Waiting } from '../owners/Waiting.tsx'
import { callAt } from '../platform/call.ts'
import { useDay } from '../platform/days.ts'
import { Actions, Card, Facts, Say } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { ActPage } from './ActPage.tsx'
import { AgentForm } from './AgentForm.tsx'
import { AgentPhotos } from './AgentPhotos.tsx'
import { type Acts, useKeep, useOwn } from './api.ts'
import { actWords } from './messages.ts'

const agentsPath = '/api/owner/homes/:ownHome/authorisations'

/** Somebody acts for the owner, authorised by photo: filled in, signed, photographed, checked at the window. */
export function AgentPage({ unitId }: { unitId: string }) {
  const text = useText(actWords)
  const found = useOwn<'ownerAuthorisations'>(agentsPath, unitId)
  const [isAnother, setAnother] = useState(false)
  if (!found.data) return <Waiting of={found} />
  const standing = found.data.filter(({ state }) => state !== 'revoked')
  return (
    <ActPage unitId={unitId} title={text.agent}>
      <p>{text.agentHow}</p>
      {standing.map((one) => (
        <Standing key={one.id} unitId={unitId} one={one} />
      ))}
      {standing.length === 0 || isAnother ? (
        <AgentForm unitId={unitId} onDone={() => setAnother(false)} />
      ) : (
        <Actions>
          <button type="button" onClick={() => setAnother(true)}>
            {text.another}
          </button>
        </Actions>
      )}
      <Say tone="warn">{text.agentSafe}</Say>
    </ActPage>
  )
}

function Standing({ unitId, one }: { unitId: string; one: OwnerAuthorisation }) {
  const text = useText(actWords)
  const day = useDay()
  const isOver = one.state === 'accepted' && !one.isInForce
  return (
    <Card title={one.agentName}>
      <p className={`standing ${one.state}`}>{isOver ? text.runOut : text.agentStates[one.state]}</p>
      {one.state === 'returned' && one.words && <Say tone="warn">{text.why(one.words)}</Say>}
      {one.state === 'waiting' && <p>{text.agentNext}</p>}
      <Facts
        facts={[
          { term: text.agentId, value: one.agentIdMasked },
          { term: text.agentPhone, value: one.agentPhoneMasked },
          { term: text.purposes, value: one.purposes.map((purpose) => text.purpose[purpose]).join('、') },
          { term: text.validUntil, value: day(one.validUntil) },
        ]}
      />
      {takesPhotos(one) && <AgentPhotos unitId={unitId} one={one} />}
      {!isOver && <Revoke unitId={unitId} id={one.id} />}
    </Card>
  )
}

function Revoke({ unitId, id }: { unitId: string; id: string }) {
  const text = useText(actWords)
  const keep = useKeep(agentsPath, unitId)
  const [isSure, setSure] = useState(false)
  const submit = useSubmit({
    act: () =>
      callAt<Acts['revokeAuthorisation']>('POST', '/api/owner/homes/:ownHome/authorisations/:authorisation/revoke', {
        params: { ownHome: unitId, authorisation: id },
      }),
    onDone: () => keep(),
  })
  if (!isSure)
    return (
      <Actions>
        <button type="button" onClick={() => setSure(true)}>
          {text.revoke}
        </button>
      </Actions>
    )
  return (
    <>
      <Say tone="warn">{text.revokeSure}</Say>
      <Trouble of={submit} />
      <Actions>
        <button type="button" disabled={submit.isPending} onClick={() => submit.submit()}>
          {text.revoke}
        </button>
        <button type="button" onClick={() => setSure(false)}>
          {text.keep}
        </button>
      </Actions>
    </>
  )
}
