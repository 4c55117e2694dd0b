import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { type MassMessageLine, messagesEndpoints } from '#contract/messages.ts'
import type { MassState } from '#domain/outreach/messages/states.ts'
import { call } from '../../platform/api.ts'
import { FilterSelect } from '../../platform/FilterSelect.tsx'
import { count } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import '../outreach.css'
import { DraftMass } from './DraftMass.tsx'
import { MessageRules } from './MessageRules.tsx'
import { textWords } from './messages.ts'

const from = '/signed-in/shell/regions/$region/mass-messages'

const colours = { draft: 'default', sent: 'success', stopped: 'warning' } as const

/** Messages to many: drafts, what was sent, and how far it has got. */
export function MassPage() {
  const text = useText(textWords)
  const { region } = useParams({ from })
  const { state } = useSearch({ from })
  const setSearch = useSetSearch()
  const name = useRegionName(region)
  const mayArrange = useMay('outreach.arrange', region)
  const [isDrafting, setDrafting] = useState(false)
  const isCounty = !region.endsWith('00')
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        {mayArrange && isCounty && (
          <div className="end no-print">
            <Button type="primary" onClick={() => setDrafting(true)}>
              {text.draft}
            </Button>
          </div>
        )}
      </div>
      <p className="outreach-about">{text.about}</p>
      {isCounty && <MessageRules county={region} />}
      <div className="page-head no-print">
        <FilterSelect
          label={text.state}
          names={text.states}
          value={state}
          onChange={(chosen) => setSearch({ state: chosen })}
          width={130}
        />
      </div>
      {/* the server checks the state of the address again */}
      <MassTable region={region} state={state as MassState | undefined} />
      {isDrafting && <DraftMass county={region} onClose={() => setDrafting(false)} />}
    </div>
  )
}

function MassTable({ region, state }: { region: string; state: MassState | undefined }) {
  const text = useText(textWords)
  const navigate = useNavigate()
  const isCounty = !region.endsWith('00')
  const figure = { width: 100, className: 'number' }
  return (
    <RecordTable<MassMessageLine>
      listKey={[messagesEndpoints.listMassMessages.path, region, state]}
      load={(after) =>
        call(messagesEndpoints.listMassMessages, { params: { region }, query: { ...(state && { state }), after } })
      }
      rowKey={({ id }) => id}
      onOpen={({ countyCode, id }) =>
        navigate({
          to: '/counties/$county/mass-messages/$massMessage',
          params: { county: countyCode, massMessage: id },
        })
      }
      width={980}
      empty={text.none}
      columns={[
        ...(isCounty ? [] : [{ title: text.county, dataIndex: 'countyName', width: 100 }]),
        { title: text.name, dataIndex: 'title', width: 220, ellipsis: true },
        {
          title: text.state,
          width: 90,
          render: (_, { state: now }) => <Tag color={colours[now]}>{text.states[now]}</Tag>,
        },
        {
          title: text.drafted,
          width: 200,
          ellipsis: true,
          render: (_, { drafterName, draftedOn }) => `${drafterName} ${draftedOn}`,
        },
        {
          title: text.sender,
          width: 200,
          ellipsis: true,
          render: (_, { senderName, sentOn }) => (senderName ? `${senderName} ${sentOn}` : '—'),
        },
        {
          title: text.recipients,
          ...figure,
          render: (_, { recipients }) => (recipients === null ? '—' : count(recipients)),
        },
        { title: text.delivered, ...figure, render: (_, { standing }) => count(standing.delivered) },
        { title: text.standing.waiting, ...figure, render: (_, { standing }) => count(standing.waiting) },
        { title: text.standing.failed, ...figure, render: (_, { standing }) => count(standing.failed) },
      ]}
    />
  )
}
