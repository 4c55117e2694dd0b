import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card, Empty, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Resolution } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { FileTasks } from './FileTasks.tsx'
import { meetingWords } from './messages.ts'
import { TaskBriefs } from './TaskBriefs.tsx'
import { VoteWords } from './VoteWords.tsx'
import './meetings.css'

/** One resolution followed to its end: where it was made, its tasks with their papers, the homes registered since. */
export function ResolutionPage() {
  const { county, resolution } = useParams({ from: '/signed-in/shell/counties/$county/resolutions/$resolution' })
  const text = useText(meetingWords)
  const found = useQuery(
    endpointQuery(meetingsEndpoints.listResolutions, { params: { region: county }, query: { resolution } }),
  )
  return (
    <Reading query={found}>
      {({ rows: [row] }) => (row ? <Chain resolution={row} /> : <Empty description={text.noSuchResolution} />)}
    </Reading>
  )
}

function Chain({ resolution }: { resolution: Resolution }) {
  const text = useText(meetingWords)
  const { countyCode: county, no, kind, form, matter, topic, organisation, dueOn, vote, tasks } = resolution
  const mayHold = useMay('meetings.hold', county)
  const [isFiling, setFiling] = useState(false)
  const papers = tasks.reduce((sum, { evidence }) => sum + evidence, 0)
  const writtenOff = tasks.filter(({ state }) => state === 'written_off').length
  return (
    <div className="page meeting-stack">
      <div className="page-head">
        <h1>{text.resolutionNo(String(no))}</h1>
        <Tag>{form ?? text.resolutionKinds[kind]}</Tag>
        <div className="end no-print">
          <Link to="/regions/$region/meetings" params={{ region: county }} search={{ view: 'resolutions' }}>
            <Button>{text.allResolutions}</Button>
          </Link>
          {mayHold && <Button onClick={() => setFiling(true)}>{text.fileTasks}</Button>}
        </div>
      </div>
      <Card size="small">
        <p className="resolution-matter">{matter}</p>
        <p style={{ margin: 0 }}>
          {[topic, organisation?.name, dueOn && text.dueOn(dueOn)].filter(Boolean).join(' · ')}
        </p>
        <MadeAt resolution={resolution} />
        {vote && <VoteWords vote={vote} />}
      </Card>
      <Card size="small" title={text.tasksOf(count(tasks.length), count(papers), count(writtenOff))}>
        {tasks.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noTasksYet} />}
        <TaskBriefs county={county} tasks={tasks} />
      </Card>
      <Homes resolution={resolution} />
      {isFiling && <FileTasks resolution={resolution} onClose={() => setFiling(false)} />}
    </div>
  )
}

/** The item of the meeting it was made on, or the list it stands in. */
function MadeAt({ resolution: { countyCode, meeting, itemNo, decidedOn } }: { resolution: Resolution }) {
  const text = useText(meetingWords)
  if (!meeting) return <p className="quiet">{text.listOf(decidedOn)}</p>
  return (
    <p>
      <Link
        to="/counties/$county/meetings/$meeting"
        params={{ county: countyCode, meeting: meeting.id }}
        search={itemNo === null ? {} : { item: String(itemNo) }}
      >
        {meeting.heldOn} {text.kinds[meeting.kind]} · {meeting.title}
      </Link>
    </p>
  )
}

function Homes({ resolution }: { resolution: Resolution }) {
  const text = useText(meetingWords)
  const { countyCode: county, estates, since, homesFirstRegistered, homesTransferred } = resolution
  return (
    <Card size="small" title={text.homesSince(since, count(homesFirstRegistered), count(homesTransferred))}>
      <Table<Resolution['estates'][number]>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 480 }}
        dataSource={estates}
        locale={{ emptyText: text.noEstatesYet }}
        columns={[
          {
            title: text.estate,
            render: (_, { id, name }) => (
              <Link to="/counties/$county/estates/$estate" params={{ county, estate: id }} search={{ view: 'tasks' }}>
                {name}
              </Link>
            ),
          },
          {
            title: text.firstRegistered,
            render: (_, one) => count(one.homesFirstRegistered),
            className: 'number',
            width: 130,
          },
          { title: text.transferred, render: (_, one) => count(one.homesTransferred), className: 'number', width: 130 },
        ]}
      />
    </Card>
  )
}
