import { useQueryClient } from '@tanstack/react-query'
import { Button, Space, Tooltip } from 'antd'
import { useState } from 'react'
import { type MassMessage, messagesEndpoints } from '#contract/messages.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { DraftMass } from './DraftMass.tsx'
import { textWords } from './messages.ts'

/** Sends, changes or stops a message to many. */
export function MassActs({ mass }: { mass: MassMessage }) {
  const text = useText(textWords)
  const queries = useQueryClient()
  const [act, setAct] = useState<'send' | 'change' | 'stop'>()
  const params = { county: mass.countyCode, massMessage: mass.id }
  const { revision, state, isOwnDraft } = mass
  const close = () => setAct(undefined)
  const does = (endpoint: 'sendMassMessage' | 'stopMassMessage') => async (values: { reason: string }) => {
    await call(messagesEndpoints[endpoint], { params, body: { revision, reason: values.reason } })
    await queries.invalidateQueries()
  }
  if (state === 'stopped') return null
  return (
    <Space wrap className="end no-print">
      {state === 'draft' && (
        <Tooltip title={isOwnDraft ? text.ownDraft : ''}>
          <Button type="primary" disabled={isOwnDraft} onClick={() => setAct('send')}>
            {text.send}
          </Button>
        </Tooltip>
      )}
      {state === 'draft' && <Button onClick={() => setAct('change')}>{text.change}</Button>}
      <Button onClick={() => setAct('stop')}>{text.stop}</Button>
      {state === 'draft' && isOwnDraft && <span className="outreach-quiet">{text.ownDraft}</span>}
      <ReasonModal
        open={act === 'send'}
        title={text.send}
        done={text.sent}
        suggested={text.sendWhy}
        onClose={close}
        act={does('sendMassMessage')}
      />
      <ReasonModal
        open={act === 'stop'}
        title={text.stop}
        done={text.stopped}
        suggested={text.stopWhy}
        onClose={close}
        act={does('stopMassMessage')}
      />
      {act === 'change' && <DraftMass county={mass.countyCode} mass={mass} onClose={close} />}
    </Space>
  )
}
