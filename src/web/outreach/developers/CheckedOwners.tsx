import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { developersEndpoints } from '#contract/developers.ts'
import { call, download, endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { developerWords } from './messages.ts'

type Props = { county: string; handIn: { id: string }; onDone: () => void }
type Act = 'send' | 'setAside'

/** What the check of a workbook found, row by row, and what may be done with it. */
export function CheckedOwners({ county, handIn, onDone }: Props) {
  const text = useText(developerWords)
  const { message } = App.useApp()
  const [doing, setDoing] = useState<Act>()
  const params = { county, ownerHandIn: handIn.id }
  const { data: found } = useQuery(endpointQuery(developersEndpoints.ownerHandIn, { params }))
  if (found?.state !== 'checked') return null
  const good = found.rows - found.refused
  const take = () =>
    download(developersEndpoints.ownerFaults, { params }, text.faultsName).catch((error: Error) =>
      message.error(error.message),
    )
  return (
    <section className="own-line" style={{ marginTop: 16 }} aria-label={found.name}>
      <div className="own-line-head">
        <strong>{found.name}</strong>
      </div>
      <Alert
        style={{ marginTop: 8 }}
        role="status"
        type={found.refused === 0 ? 'success' : 'warning'}
        showIcon
        message={
          found.refused === 0 ? text.checkedAll(count(good)) : text.checkedSome(count(good), count(found.refused))
        }
        description={found.refused > 0 ? text.leftOut : undefined}
      />
      {found.faults.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls by keyboard too
        <ul className="own-faults" tabIndex={0}>
          {found.faults.map(({ place, words }) => (
            <li key={`${place} ${words}`}>
              <strong>{place}</strong>
              <div>{words}</div>
            </li>
          ))}
        </ul>
      )}
      <div className="own-buttons">
        {good > 0 && (
          <Button type="primary" onClick={() => setDoing('send')}>
            {text.send(count(good))}
          </Button>
        )}
        {found.refused > 0 && <Button onClick={take}>{text.takeFaults}</Button>}
        <Button onClick={() => setDoing('setAside')}>{text.setAside}</Button>
      </div>
      {doing && <ActModal act={doing} params={params} onClose={() => setDoing(undefined)} onDone={onDone} />}
    </section>
  )
}

type ActProps = { act: Act; params: { county: string; ownerHandIn: string }; onClose: () => void; onDone: () => void }

function ActModal({ act, params, onClose, onDone }: ActProps) {
  const text = useText(developerWords)
  const queries = useQueryClient()
  const isSending = act === 'send'
  return (
    <ReasonModal
      open
      title={isSending ? text.sendTitle : text.setAside}
      suggested={isSending ? text.sendReason : text.setAsideReason}
      {...(isSending && { done: text.sent })}
      onClose={onClose}
      act={async (body) => {
        await call(isSending ? developersEndpoints.sendOwners : developersEndpoints.setOwnersAside, { params, body })
        onDone()
        await queries.invalidateQueries({ queryKey: [developersEndpoints.ownEstate.path] })
      }}
    />
  )
}
