import { Link, useNavigate } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import type { Resolution } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { meetingWords } from './messages.ts'
import { VoteWords } from './VoteWords.tsx'

/** Resolutions, each with its task, its papers, its write-off and the homes registered after it. */
export function ResolutionsList({ region, kind }: { region: string; kind: string | undefined }) {
  const text = useText(meetingWords)
  const navigate = useNavigate()
  const query = { kind: kind as Resolution['kind'] | undefined } // a wrong one in the address is refused by the server
  return (
    <>
      <p style={{ margin: '0 0 8px' }}>
        <b>{text.chain}</b> · {text.chainHint}
      </p>
      <RecordTable<Resolution>
        listKey={[meetingsEndpoints.listResolutions.path, region, query]}
        load={(after) => call(meetingsEndpoints.listResolutions, { params: { region }, query: { ...query, after } })}
        rowKey={({ id }) => id}
        onOpen={({ countyCode, meeting, itemNo }) =>
          meeting &&
          navigate({
            to: '/counties/$county/meetings/$meeting',
            params: { county: countyCode, meeting: meeting.id },
            search: itemNo === null ? {} : { item: String(itemNo) },
          })
        }
        width={1420}
        columns={[
          { title: '', dataIndex: 'no', className: 'number', width: 56 },
          { title: text.day, dataIndex: 'decidedOn', width: 110 },
          { title: text.resolutionKind, render: (_, { kind: one }) => text.resolutionKinds[one], width: 110 },
          { title: text.matter, dataIndex: 'matter', width: 280, ellipsis: true },
          { title: text.estate, render: (_, { estate }) => estate?.name, width: 140, ellipsis: true },
          { title: text.unit, render: (_, { organisation }) => organisation?.name, width: 140, ellipsis: true },
          { title: text.term, dataIndex: 'dueOn', width: 110 },
          { title: text.votes, render: (_, { vote }) => vote && <Votes vote={vote} />, width: 90 },
          { title: text.tasks, render: (_, resolution) => <Tasks resolution={resolution} />, width: 120 },
          { title: text.papers, render: (_, { tasks }) => count(papersOf(tasks)), className: 'number', width: 70 },
          {
            title: text.taskDone,
            render: (_, { tasks }) =>
              tasks.length > 0 && `${tasks.filter(({ state }) => state === 'written_off').length} / ${tasks.length}`,
            className: 'number',
            width: 100,
          },
          {
            title: text.firstRegistered,
            render: (_, { homesFirstRegistered }) => count(homesFirstRegistered),
            className: 'number',
            width: 130,
          },
          {
            title: text.transferred,
            render: (_, { homesTransferred }) => count(homesTransferred),
            className: 'number',
            width: 130,
          },
        ]}
      />
    </>
  )
}

const papersOf = (tasks: Resolution['tasks']) => tasks.reduce((sum, { evidence }) => sum + evidence, 0)

/** The vote in figures, what they mean and who dissented one hover away. */
function Votes({ vote }: { vote: NonNullable<Resolution['vote']> }) {
  return (
    <Tooltip title={<VoteWords vote={vote} />}>
      {vote.agree} : {vote.disagree}
      {vote.abstain > 0 && ` : ${vote.abstain}`}
    </Tooltip>
  )
}

function Tasks({ resolution: { countyCode, tasks } }: { resolution: Resolution }) {
  return tasks.map(({ id, no, title, light }) => (
    <Link
      key={id}
      to="/counties/$county/tasks/$task"
      params={{ county: countyCode, task: id }}
      title={title}
      onClick={(event) => event.stopPropagation()}
      style={{ display: 'inline-flex', gap: 4, marginInlineEnd: 8 }}
    >
      <LightDot light={light} /> {no}
    </Link>
  ))
}
