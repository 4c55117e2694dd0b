import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Card, Descriptions, Progress, Tag, Timeline } from 'antd'
import { type Recovery, recoveriesEndpoints } from '#contract/recoveries.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count, yuan } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { LadderSteps } from '../../supervision/TaskLadder.tsx'
import { Debts } from './Debts.tsx'
import { recoveryWords } from './messages.ts'
import { Payments } from './Payments.tsx'
import { PlanCard } from './PlanCard.tsx'
import { RecoveryActs } from './RecoveryActs.tsx'
import { Registrations } from './Registrations.tsx'
import '../dues.css'
import './recovery.css'

/** One recovery: what is owed and came in, its plan, its letters, and the registrations that go on beside it. */
export function RecoveryPage() {
  const params = useParams({ from: '/signed-in/shell/counties/$county/recoveries/$recovery' })
  const recovery = useQuery(endpointQuery(recoveriesEndpoints.getRecovery, { params }))
  return <Reading query={recovery}>{(found) => <RecoveryView recovery={found} />}</Reading>
}

function RecoveryView({ recovery }: { recovery: Recovery }) {
  const text = useText(recoveryWords)
  const { countyCode, estate, endKind } = recovery
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.ofDebtor(recovery.no, recovery.debtor.name)}</h1>
        {endKind ? (
          <Tag color={endKind === 'settled' ? 'green' : 'default'}>{text.ended[endKind]}</Tag>
        ) : (
          <Tag color="orange">{text.running}</Tag>
        )}
        <Link to="/counties/$county/estates/$estate" params={{ county: countyCode, estate: estate.id }}>
          {estate.name}
        </Link>
        <RecoveryActs recovery={recovery} />
      </div>
      <Sums recovery={recovery} />
      <div className="recovery-columns">
        <div className="dues-stack">
          <Debts recovery={recovery} />
          <PlanCard recovery={recovery} />
          <Payments payments={recovery.payments} />
          <Registrations recovery={recovery} />
        </div>
        <div className="dues-stack">
          <About recovery={recovery} />
          <Ladder recovery={recovery} />
          <History timeline={recovery.timeline} />
        </div>
      </div>
    </div>
  )
}

/** Owed at first, recovered, reduced, owed now; how far it has come in whole parts of a hundred, never rounded up to all. */
function Sums({ recovery: { asOf, beganFen, paidFen, reducedFen, owedFen, lateFeeFen } }: { recovery: Recovery }) {
  const text = useText(recoveryWords)
  const percent = beganFen > 0 ? Math.floor((Math.max(0, beganFen - owedFen) * 100) / beganFen) : 0
  const sums = [
    [text.began, beganFen],
    [text.paid, paidFen],
    [text.reduced, reducedFen],
    [text.owed, owedFen],
    [text.lateFee, lateFeeFen],
  ] as const
  return (
    <Card size="small" title={text.progress} extra={text.asOf(asOf)}>
      <dl className="dues-sums">
        {sums.map(([label, fen]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{yuan(fen)}</dd>
          </div>
        ))}
      </dl>
      <Progress
        percent={percent}
        format={(shown) => text.recovered(`${shown}%`)}
        aria-label={text.recovered(`${percent}%`)}
        size="small"
      />
    </Card>
  )
}

function About({ recovery }: { recovery: Recovery }) {
  const text = useText(recoveryWords)
  const rows = [
    [text.cause, text.causes[recovery.cause]],
    [text.basis, recovery.basis],
    [text.openedOn, `${recovery.openedOn} · ${recovery.openerName}`],
    [text.daysOpen, count(recovery.daysOpen)],
    [text.dueOn, recovery.endedOn === null ? recovery.dueOn : null],
    [text.states.ended, recovery.endedOn && `${text.endedOn(recovery.endedOn)} · ${recovery.endBasis}`],
  ] as const
  return (
    <Card size="small">
      <Descriptions
        size="small"
        column={1}
        items={rows.flatMap(([label, value]) => (value ? [{ key: label, label, children: value }] : []))}
      />
    </Card>
  )
}

function Ladder({ recovery }: { recovery: Recovery }) {
  const text = useText(recoveryWords)
  const { countyCode, matterId, steps } = recovery
  return (
    <Card
      size="small"
      title={text.ladder}
      extra={
        <Link
          to="/regions/$region/supervision"
          params={{ region: countyCode }}
          search={{ view: 'developers', matter: matterId, county: countyCode }}
        >
          {text.toMatter}
        </Link>
      }
    >
      {steps.length === 0 ? <span className="quiet">{text.noSteps}</span> : <LadderSteps steps={steps} />}
    </Card>
  )
}

function History({ timeline }: Pick<Recovery, 'timeline'>) {
  const text = useText(recoveryWords)
  const acts: Record<string, string> = text.acts
  return (
    <Card size="small" title={text.timeline}>
      <Timeline
        items={timeline.map(({ actNo, kind, on, actor, reason }) => ({
          key: actNo,
          content: (
            <div>
              <strong>{acts[kind] ?? kind}</strong> · {actor} · {on}
              <div className="quiet">{reason}</div>
            </div>
          ),
        }))}
      />
    </Card>
  )
}
