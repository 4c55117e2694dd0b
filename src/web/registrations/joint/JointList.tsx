import { useNavigate } from '@tanstack/react-router'
import { Tag } from 'antd'
import { type JointLine, jointEndpoints } from '#contract/joint-acceptance.ts'
import type { JointKind } from '#domain/registrations/joint/opinions.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useText } from '../../platform/text.ts'
import { jointWords } from './messages.ts'

const colours = { open: 'processing', accepted: 'green', withdrawn: 'default' } as const

export function JointState({ state }: { state: JointLine['state'] }) {
  return <Tag color={colours[state]}>{useText(jointWords).states[state]}</Tag>
}

/** New projects and how far their homes are from their certificates, the latest first. */
export function JointList({ region, kind }: { region: string; kind: JointKind | undefined }) {
  const text = useText(jointWords)
  const navigate = useNavigate()
  return (
    <RecordTable<JointLine>
      listKey={[jointEndpoints.listJointAcceptances.path, region, kind]}
      load={(after) =>
        call(jointEndpoints.listJointAcceptances, { params: { region }, query: { ...(kind && { kind }), after } })
      }
      rowKey={({ id }) => id}
      onOpen={({ countyCode, id }) =>
        navigate({ to: '/counties/$county/joint-acceptances/$joint', params: { county: countyCode, joint: id } })
      }
      width={1100}
      empty={text.none}
      columns={[
        { title: text.project, dataIndex: 'title', width: 230, ellipsis: true },
        { title: text.estate, render: (_, { estate }) => estate.name, width: 160, ellipsis: true },
        { title: text.kind, render: (_, row) => text.kinds[row.kind], width: 110 },
        { title: text.state, render: (_, { state }) => <JointState state={state} />, width: 100 },
        {
          title: text.opinions,
          render: (_, { opinions, opinionsGiven }) => text.given(count(opinionsGiven), count(opinions)),
          className: 'number',
          width: 90,
        },
        { title: text.handOverOn, render: (_, { handOverOn }) => handOverOn ?? text.noDay, width: 110 },
        {
          title: text.ready,
          render: (_, row) => (row.kind === 'house' ? text.readyOf(count(row.ready), count(row.homes)) : '—'),
          className: 'number',
          width: 140,
        },
        { title: text.county, dataIndex: 'countyName', width: 100 },
      ]}
    />
  )
}
