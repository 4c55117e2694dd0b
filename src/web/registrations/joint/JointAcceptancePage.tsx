import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card } from 'antd'
import { type JointAcceptance, jointEndpoints } from '#contract/joint-acceptance.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { JointActs } from './JointActs.tsx'
import { JointHomes } from './JointHomes.tsx'
import { JointState } from './JointList.tsx'
import { JointOpinions } from './JointOpinions.tsx'
import { jointWords } from './messages.ts'

/** One project: the opinion of each unit, the day of hand-over, and who has his certificate ready by then. */
export function JointAcceptancePage() {
  const { county, joint: id } = useParams({ from: '/signed-in/shell/counties/$county/joint-acceptances/$joint' })
  const joint = useQuery(endpointQuery(jointEndpoints.getJointAcceptance, { params: { county, joint: id } }))
  return <Reading query={joint}>{(data) => <JointView joint={data} />}</Reading>
}

function JointView({ joint }: { joint: JointAcceptance }) {
  const text = useText(jointWords)
  const { countyCode: county, estate, kind, title } = joint
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {text.kinds[kind]} · {title}
        </h1>
        <JointState state={joint.state} />
        <div className="end no-print">
          <Link to="/regions/$region/joint-acceptances" params={{ region: county }}>
            <Button>{text.back}</Button>
          </Link>
          <Link to="/counties/$county/estates/$estate" params={{ county, estate: estate.id }}>
            <Button>{estate.name}</Button>
          </Link>
          <JointActs joint={joint} />
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      <div className="cards">
        <Figure label={text.opinions} value={text.given(count(joint.opinionsGiven), count(joint.opinions.length))} />
        <Figure label={text.acceptedOn} value={joint.acceptedOn ?? '—'} note={joint.opinionNo} />
        <Figure label={text.handOverOn} value={joint.handOverOn ?? text.noDay} />
        {kind === 'house' && (
          <Figure
            label={text.ready}
            value={text.readyOf(count(joint.ready), count(joint.homes))}
            note={text.readyAsOf(joint.readyAsOf)}
          />
        )}
      </div>
      {(joint.note ?? joint.endReason) && <p>{[joint.note, joint.endReason].filter(Boolean).join(' · ')}</p>}
      {kind === 'land' && (
        <p>
          {joint.landCertificateNo && joint.landCertificateOn
            ? text.landReady(joint.landCertificateNo, joint.landCertificateOn)
            : text.landNotReady}
        </p>
      )}
      <Card size="small" title={text.opinions} style={{ marginBottom: 16 }}>
        <JointOpinions joint={joint} />
      </Card>
      {kind === 'house' && (
        <Card size="small" title={text.missingTitle}>
          <JointHomes joint={joint} />
        </Card>
      )}
    </div>
  )
}

function Figure({ label, value, note }: { label: string; value: string; note?: string | null }) {
  return (
    <div className="card-figure">
      <div className="label">{label}</div>
      <div className="value">{value}</div>
      <div className="note">{note ?? '\u00a0'}</div>
    </div>
  )
}
