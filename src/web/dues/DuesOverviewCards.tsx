import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Empty, Table, Typography } from 'antd'
import type { ReactNode } from 'react'
import type { DuesOverview } from '#contract/due-shapes.ts'
import { duesEndpoints } from '#contract/dues.ts'
import { endpointQuery } from '../platform/api.ts'
import { yuan } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { AgesCard } from './accounts/AgesCard.tsx'
import { DebtorLink } from './accounts/DebtorLink.tsx'
import { FlowCard } from './accounts/FlowCard.tsx'
import { MonthsCard } from './accounts/MonthsCard.tsx'
import './dues.css'
import { duesWords } from './messages.ts'

/** What is due, paid and owed in a region: the sums, by kind, by age, by month, and the funds. */
export function DuesOverviewCards({ region }: { region: string }) {
  const overview = useQuery(endpointQuery(duesEndpoints.duesOverview, { params: { region } }))
  return <Reading query={overview}>{(data) => <Overview region={region} data={data} />}</Reading>
}

function Overview({ region, data }: { region: string; data: DuesOverview }) {
  const text = useText(duesWords)
  if (data.assessedFen === 0 && data.fundsFen === 0) return <Empty description={text.noDues} />
  const sums = [
    [text.assessedTotal, data.assessedFen],
    [text.collectedTotal, data.collectedFen],
    [text.reducedTotal, data.reducedFen],
    [text.arrearsTotal, data.arrearsFen],
    [text.deferredTotal, data.deferredFen],
    [text.lateFeesTotal, data.lateFeesFen],
    [text.fundsTotal, data.fundsFen],
  ] as const
  return (
    <div className="dues-overview">
      <Card size="small" className="dues-wide">
        <dl className="dues-sums">
          {sums.map(([label, fen]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text.yuan(yuan(fen))}</dd>
            </div>
          ))}
        </dl>
        <Typography.Text type="secondary">{text.separate}</Typography.Text>
      </Card>
      <FlowCard region={region} data={data} />
      <Kinds region={region} data={data} />
      <AgesCard region={region} ages={data.ages} />
      <Bars
        title={text.debtors}
        empty={text.nothingOwed}
        rows={data.debtors.map(({ name, countyCode, organisationId, owedFen }) => ({
          key: `${countyCode} ${organisationId} ${name}`,
          label: (
            <DebtorLink county={countyCode} debtor={organisationId ? { organisation: organisationId } : { name }}>
              {name}
            </DebtorLink>
          ),
          fen: owedFen,
        }))}
      />
      <Bars
        title={text.funds}
        empty={text.noFunds}
        rows={data.funds.map(({ id, purpose, allottedOn, amountFen }) => ({
          key: id,
          label: `${allottedOn} ${purpose}`,
          fen: amountFen,
        }))}
      />
      <MonthsCard region={region} months={data.months} />
    </div>
  )
}

/** Each kind with what is paid, taken off and owed of it, as lengths and as numbers. */
function Kinds({ region, data }: { region: string; data: DuesOverview }) {
  const text = useText(duesWords)
  return (
    <Card size="small" title={text.byKind} className="dues-wide">
      <Table
        size="small"
        pagination={false}
        rowKey="kind"
        dataSource={data.kinds}
        scroll={{ x: 760 }}
        columns={[
          {
            title: text.kind,
            dataIndex: 'kind',
            width: 180,
            render: (_, { kind }) => <KindLink region={region} kind={kind} />,
          },
          { title: text.amount, width: 140, align: 'right', render: (_, { assessedFen }) => yuan(assessedFen) },
          { title: text.paid, width: 140, align: 'right', render: (_, { paidFen }) => yuan(paidFen) },
          { title: text.reduced, width: 130, align: 'right', render: (_, { reducedFen }) => yuan(reducedFen) },
          { title: text.owed, width: 140, align: 'right', render: (_, { owedFen }) => yuan(owedFen) },
          { title: text.collectedRate, render: (_, row) => <Share {...row} /> },
        ]}
      />
    </Card>
  )
}

/** The dues of a kind are behind its name. */
function KindLink({ region, kind }: { region: string; kind: DuesOverview['kinds'][number]['kind'] }) {
  const text = useText(duesWords)
  return (
    <Link to="/regions/$region/dues" params={{ region }} search={{ view: 'list', kind }}>
      {text.kinds[kind]}
    </Link>
  )
}

const percentOf = (part: number, whole: number) => (whole === 0 ? 0 : Math.max(0, (part / whole) * 100))

/** Paid is full, taken off hatched, owed empty: told apart without colour. */
function Share({ assessedFen, paidFen, reducedFen }: DuesOverview['kinds'][number]) {
  return (
    <span className="dues-share">
      <span className="dues-length dues-track">
        <span className="dues-paid" style={{ width: `${percentOf(paidFen, assessedFen)}%` }} />
        <span className="dues-reduced" style={{ width: `${percentOf(reducedFen, assessedFen)}%` }} />
      </span>
      <span className="dues-percent">{percentOf(paidFen, assessedFen).toFixed(1)}%</span>
    </span>
  )
}

function Bars({
  title,
  rows,
  empty,
}: {
  title: string
  rows: readonly { key: string; label: ReactNode; fen: number }[]
  empty: string
}) {
  const most = Math.max(1, ...rows.map(({ fen }) => fen))
  return (
    <Card size="small" title={title}>
      {rows.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />}
      <ul className="dues-bars">
        {rows.map(({ key, label, fen }) => (
          <li key={key}>
            <span className="dues-label">{label}</span>
            <span className="dues-length">
              <span className="dues-paid" style={{ width: `${percentOf(fen, most)}%` }} />
            </span>
            <span className="dues-number">{yuan(fen)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
