import { Link, useNavigate } from '@tanstack/react-router'
import { Tag, Tooltip } from 'antd'
import type { Resolution } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { BecameHomes } from './BecameHomes.tsx'
import { meetingWords } from './messages.ts'
import { VoteWords } from './VoteWords.tsx'

type ResolutionsListProps = { region: string; kind: string | undefined; estate: string | undefined }

/** Resolutions, each with its task, its papers, its write-off and the homes registered after it. */
export function ResolutionsList({ region, kind, estate }: ResolutionsListProps) {
  const text = useText(meetingWords)
  const navigate = useNavigate()
  const set = useSetSearch()
  const query = { kind: kind as Resolution['kind'] | undefined, estate } // a wrong one in the address is refused by the server
  return (
    <>
      <p style={{ margin: '0 0 8px' }}>
        <b>{text.chain}</b> · {text.chainHint}
      </p>
      {estate && (
        <Tag closable onClose={() => set({ estate: undefined })} style={{ marginBottom: 8 }}>
          {text.oneEstateOnly}
        </Tag>
      )}
      <BecameHomes region={region} query={query} />
      <RecordTable<Resolution>
        listKey={[meetingsEndpoints.listResolutions.path, region, query]}
        load={(after) => call(meetingsEndpoints.listResolutions, { params: { region }, query: { ...query, after } })}
        rowKey={({ id }) => id}
        onOpen={({ countyCode, id }) =>
          navigate({
            to: '/counties/$county/resolutions/$resolution',
            params: { county: countyCode, resolution: id },
          })
        }
        width={1436}
        columns={[
          { title: '', dataIndex: 'no', className: 'number', width: 72 },
          { title: text.day, dataIndex: 'decidedOn', width: 110 },
          {
            title: text.resolutionKind,
            render: (_, { kind: one, form }) => form ?? text.resolutionKinds[one],
            width: 110,
          },
          { title: text.matter, dataIndex: 'matter', width: 280, ellipsis: true },
          { title: text.estate, render: (_, { estates }) => estatesIn(estates, text), width: 140, ellipsis: true },
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

/** More tasks than these are counted in the next columns and stand on the resolution's own page. */
const shownTasks = 3

function estatesIn(estates: Resolution['estates'], text: (typeof meetingWords)['zh']): string {
  const [first] = estates
  return first === undefined || estates.length === 1
    ? (first?.name ?? '')
    : text.andOthers(first.name, count(estates.length))
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
  return tasks.slice(0, shownTasks).map(({ id, no, title, light }) => (
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
