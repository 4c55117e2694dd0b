import { Link } from '@tanstack/react-router'
import { Card, Table } from 'antd'
import type { Recovery } from '#contract/recoveries.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { StateTag } from '../../registrations/first/first-marks.tsx'
import { recoveryWords } from './messages.ts'

type Linked = Recovery['applications'][number]

/** The other side of 证缴分离: registrations that went ahead, and the homes registered since the case began. */
export function Registrations({ recovery: { countyCode, homes, applications } }: { recovery: Recovery }) {
  const text = useText(recoveryWords)
  return (
    <Card size="small" title={text.registrations}>
      <p className="recovery-note">
        {text.homesOf(count(homes.firstRegistered), count(homes.transferred), count(homes.all))}
        <br />
        {text.meanwhile(count(homes.firstMeanwhile), count(homes.transferredMeanwhile))}
      </p>
      <Table<Linked>
        size="small"
        rowKey="id"
        title={() => text.linked}
        pagination={false}
        scroll={{ x: 480 }}
        dataSource={applications}
        locale={{ emptyText: text.noLinked }}
        columns={[
          {
            title: text.submittedOn,
            width: 120,
            render: (_, { id, submittedOn }) => (
              <Link
                to="/counties/$county/first-registrations/$application"
                params={{ county: countyCode, application: id }}
              >
                {submittedOn}
              </Link>
            ),
          },
          { title: text.homes, width: 80, className: 'number', render: (_, { homes: of }) => count(of) },
          { title: text.state, width: 110, render: (_, { state }) => <StateTag state={state} /> },
          { title: text.enteredOn, width: 120, render: (_, { enteredOn }) => enteredOn ?? '—' },
        ]}
      />
      <p className="quiet recovery-note">{text.registrationsNote}</p>
    </Card>
  )
}
