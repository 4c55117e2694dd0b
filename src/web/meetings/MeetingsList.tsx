import { useNavigate } from '@tanstack/react-router'
import { Tag } from 'antd'
import type { MeetingLine } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { type MeetingsFilterProps, narrowedTo } from './meetings-filter.ts'
import { meetingWords } from './messages.ts'

const colours = { planned: 'gold', held: 'processing', closed: 'blue', cancelled: 'default' } as const

/** Where a meeting stands, in words. */
export function MeetingState({ state }: { state: MeetingLine['state'] }) {
  return <Tag color={colours[state]}>{useText(meetingWords).states[state]}</Tag>
}

/** All meetings that fit, the latest first. */
export function MeetingsList(filter: MeetingsFilterProps) {
  const { region } = filter
  const text = useText(meetingWords)
  const navigate = useNavigate()
  const query = narrowedTo(filter)
  return (
    <RecordTable<MeetingLine>
      listKey={[meetingsEndpoints.listMeetings.path, region, query]}
      load={(after) => call(meetingsEndpoints.listMeetings, { params: { region }, query: { ...query, after } })}
      rowKey={({ id }) => id}
      onOpen={({ countyCode, id }) =>
        navigate({ to: '/counties/$county/meetings/$meeting', params: { county: countyCode, meeting: id } })
      }
      width={1180}
      columns={[
        { title: text.day, dataIndex: 'heldOn', width: 110 },
        { title: text.time, dataIndex: 'startsAt', width: 70 },
        { title: text.kind, render: (_, { kind }) => text.kinds[kind], width: 130 },
        { title: text.title, dataIndex: 'title', width: 280, ellipsis: true },
        { title: text.state, render: (_, { state }) => <MeetingState state={state} />, width: 100 },
        { title: text.place, dataIndex: 'place', width: 150, ellipsis: true },
        { title: text.items, render: (_, { items }) => count(items), className: 'number', width: 70 },
        { title: text.itemsOpen, render: (_, { itemsOpen }) => count(itemsOpen), className: 'number', width: 70 },
        { title: text.resolutions, render: (_, { resolutions }) => count(resolutions), className: 'number', width: 90 },
        { title: text.tasks, render: (_, { tasks }) => count(tasks), className: 'number', width: 70 },
        {
          title: text.writtenOff,
          render: (_, { tasksWrittenOff }) => count(tasksWrittenOff),
          className: 'number',
          width: 100,
        },
        { title: text.county, dataIndex: 'countyName', width: 100 },
      ]}
    />
  )
}
