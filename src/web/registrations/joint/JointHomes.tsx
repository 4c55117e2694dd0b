import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented, Tag } from 'antd'
import { type JointAcceptance, type JointHome, jointEndpoints } from '#contract/joint-acceptance.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { jointWords } from './messages.ts'

/** Every home of the project with what it still lacks; narrowed to those that lack one thing, or nothing. */
export function JointHomes({ joint }: { joint: JointAcceptance }) {
  const text = useText(jointWords)
  const navigate = useNavigate()
  const { missing = 'all' } = useSearch({ from: '/signed-in/shell/counties/$county/joint-acceptances/$joint' })
  const set = useSetSearch()
  const { countyCode: county, id } = joint
  const lacking = joint.missing.find(({ what }) => what === missing)?.what
  const query = lacking ? { missing: lacking } : missing === 'ready' ? { ready: 'yes' as const } : {}
  return (
    <>
      <Segmented
        className="no-print"
        style={{ marginBottom: 12, maxWidth: '100%', overflowX: 'auto' }}
        value={missing}
        onChange={(chosen) => set({ missing: chosen })}
        options={[
          { value: 'all', label: `${text.everyHome} ${count(joint.homes)}` },
          { value: 'ready', label: `${text.isReady} ${count(joint.ready)}` },
          ...joint.missing.map(({ what, homes }) => ({ value: what, label: `${text.missing[what]} ${count(homes)}` })),
        ]}
      />
      <RecordTable<JointHome>
        listKey={[jointEndpoints.jointHomes.path, county, id, query]}
        load={(after) => call(jointEndpoints.jointHomes, { params: { county, joint: id }, query: { ...query, after } })}
        rowKey={({ unitId }) => unitId}
        onOpen={() =>
          navigate({ to: '/counties/$county/estates/$estate', params: { county, estate: joint.estate.id } })
        }
        width={900}
        height={420}
        columns={[
          { title: text.home, dataIndex: 'home', width: 200 },
          { title: text.owners, dataIndex: 'owners', width: 150, ellipsis: true },
          { title: text.certificateNo, dataIndex: 'certificateNo', width: 270 },
          {
            title: text.lacks,
            render: (_, home) =>
              home.missing.length === 0 ? (
                <Tag color="green">{text.isReady}</Tag>
              ) : (
                home.missing.map((what) => <Tag key={what}>{text.missing[what]}</Tag>)
              ),
          },
        ]}
      />
    </>
  )
}
