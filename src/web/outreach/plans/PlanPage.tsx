import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card, Progress, Table, Tag } from 'antd'
import dayjs from 'dayjs'
import { outreachEndpoints, type VisitPlan } from '#contract/outreach.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { useChannelNames } from '../channel-names.ts'
import { ResultsView } from '../ledger/ResultsView.tsx'
import '../outreach.css'
import { planWords } from './messages.ts'
import { PlanActs } from './PlanActs.tsx'

/** One plan: how far it has come, in which estates, and what it brought. */
export function PlanPage() {
  const params = useParams({ from: '/signed-in/shell/counties/$county/visit-plans/$visitPlan' })
  const plan = useQuery(endpointQuery(outreachEndpoints.getVisitPlan, { params }))
  return <Reading query={plan}>{(found) => <PlanView plan={found} />}</Reading>
}

function PlanView({ plan }: { plan: VisitPlan }) {
  const text = useText(planWords)
  const nameOf = useChannelNames()
  const isLate = plan.endedOn === null && plan.untilOn < dayjs().format('YYYY-MM-DD')
  return (
    <div className="page">
      <div className="page-head">
        <h1>{plan.title}</h1>
        <Tag color={plan.endedOn === null ? 'processing' : 'default'}>
          {plan.endedOn === null ? text.states.running : text.endedOn(plan.endedOn)}
        </Tag>
        {isLate && <Tag color="error">{text.late}</Tag>}
        <div className="end no-print">
          <Link to="/regions/$region/outreach" params={{ region: plan.countyCode }} search={{ plan: plan.id }}>
            <Button>{text.toHomes}</Button>
          </Link>
          {plan.endedOn === null && <PlanActs plan={plan} />}
        </div>
      </div>
      <p className="outreach-about">
        {[
          nameOf(plan.channel),
          `${text.person} ${plan.person.name}`,
          text.span(plan.fromOn, plan.untilOn),
          `${text.maker} ${plan.makerName}`,
          plan.endReason,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="outreach-stack">
        <PlanProgress plan={plan} />
        <ResultsView results={plan.results} />
        <Estates plan={plan} />
      </div>
    </div>
  )
}

function PlanProgress({ plan }: { plan: VisitPlan }) {
  const text = useText(planWords)
  return (
    <Card size="small" title={text.progress}>
      <dl className="outreach-sums">
        {(['homes', 'tried', 'contacted', 'willing', 'unwilling', 'transferred'] as const).map((figure) => (
          <div key={figure}>
            <dt>{text[figure]}</dt>
            <dd>{count(plan[figure])}</dd>
          </div>
        ))}
      </dl>
      <Progress percent={Math.floor((plan.tried * 100) / plan.homes)} size="small" aria-label={text.progress} />
    </Card>
  )
}

function Estates({ plan }: { plan: VisitPlan }) {
  const text = useText(planWords)
  return (
    <Card size="small" title={text.byEstate}>
      <Table
        size="small"
        rowKey="id"
        dataSource={plan.estates}
        pagination={plan.estates.length > 20 ? { pageSize: 20 } : false}
        columns={[
          {
            title: text.byEstate,
            render: (_, { id, name }) => (
              <Link to="/counties/$county/estates/$estate" params={{ county: plan.countyCode, estate: id }}>
                {name}
              </Link>
            ),
          },
          { title: text.homes, className: 'number', width: 90, render: (_, { homes }) => count(homes) },
          { title: text.tried, className: 'number', width: 90, render: (_, { tried }) => count(tried) },
        ]}
      />
    </Card>
  )
}
