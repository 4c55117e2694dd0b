import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type Announcement, outreachEndpoints } from '#contract/outreach.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useChannelNames } from '../channel-names.ts'
import { outreachWords } from '../messages.ts'
import { NewAnnouncement } from './NewAnnouncement.tsx'

/** What whole estates were told, the latest first. */
export function Announcements({ region, estate }: { region: string; estate: string | undefined }) {
  const text = useText(outreachWords)
  const nameOf = useChannelNames()
  const navigate = useNavigate()
  const mayRecord = useMay('outreach.visit', region)
  const [isTelling, setTelling] = useState(false)
  const isCounty = !region.endsWith('00')
  return (
    <>
      {mayRecord && isCounty && (
        <div className="page-head no-print">
          <Button type="primary" onClick={() => setTelling(true)}>
            {text.tell}
          </Button>
        </div>
      )}
      <RecordTable<Announcement>
        listKey={[outreachEndpoints.listAnnouncements.path, region, estate]}
        load={(after) =>
          call(outreachEndpoints.listAnnouncements, { params: { region }, query: { ...(estate && { estate }), after } })
        }
        rowKey={({ id }) => id}
        onOpen={({ countyCode, estate: { id } }) =>
          navigate({ to: '/counties/$county/estates/$estate', params: { county: countyCode, estate: id } })
        }
        width={900}
        empty={text.noAnnouncements}
        columns={[
          { title: text.onDay, dataIndex: 'onDay', width: 110 },
          ...(isCounty ? [] : [{ title: text.county, dataIndex: 'countyName', width: 100 }]),
          { title: text.estate, width: 150, ellipsis: true, render: (_, row) => row.estate.name },
          { title: text.channel, width: 100, render: (_, { channel }) => nameOf(channel) },
          { title: text.announced, dataIndex: 'words', width: 300, ellipsis: true },
          {
            title: text.reachedPeople,
            width: 110,
            className: 'number',
            render: (_, { reached }) => (reached === null ? '—' : count(reached)),
          },
          { title: text.recorder, dataIndex: 'recorderName', width: 120, ellipsis: true },
        ]}
      />
      {isTelling && <NewAnnouncement county={region} estate={estate} onClose={() => setTelling(false)} />}
    </>
  )
}
