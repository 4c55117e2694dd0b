import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card } from 'antd'
import { jointEndpoints } from '#contract/joint-acceptance.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { JointState } from './JointList.tsx'
import { jointWords } from './messages.ts'

/** The joint acceptances of one estate, each in a line; nothing where there is none. */
export function EstateJoint({ county, estate }: { county: string; estate: string }) {
  const text = useText(jointWords)
  const { data } = useQuery(
    endpointQuery(jointEndpoints.listJointAcceptances, { params: { region: county }, query: { estate } }),
  )
  if (!data || data.rows.length === 0) return null
  return (
    <Card size="small" title={text.inEstate} style={{ marginTop: 16 }}>
      {data.rows.map(({ id, title, kind, state, handOverOn, ready, homes }) => (
        <p key={id} style={{ margin: '4px 0' }}>
          <Link to="/counties/$county/joint-acceptances/$joint" params={{ county, joint: id }}>
            {text.kinds[kind]} · {title}
          </Link>{' '}
          <JointState state={state} /> {text.handOverOn} {handOverOn ?? text.noDay}
          {kind === 'house' && ` · ${text.ready} ${text.readyOf(count(ready), count(homes))}`}
        </p>
      ))}
    </Card>
  )
}
