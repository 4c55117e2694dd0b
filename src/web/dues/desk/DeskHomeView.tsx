import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Card, Collapse, Empty, Space } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { cashDeskEndpoints } from '#contract/cash-desk.ts'
import type { DeskHome, Visit } from '#contract/cash-desk-shapes.ts'
import type { HomeDue } from '#contract/due-shapes.ts'
import { duesEndpoints } from '#contract/dues.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { HomeDuesFields } from '../HomeDuesFields.tsx'
import { askedOf, type HomeValues } from '../HomeDuesModal.tsx'
import { HomeDuesTable, whatFirst } from '../HomeDuesTable.tsx'
import { duesWords } from '../messages.ts'
import { DeskSide } from './DeskSide.tsx'
import { DeskTaken } from './DeskTaken.tsx'
import { deskWords } from './messages.ts'
import { VisitForm } from './VisitForm.tsx'
import { payablesOf } from './visit-sums.ts'

type Of = { county: string; desk: string /** The next one is served. */; onDone: () => void }

/** One home at the cash desk: what it pays now, and beside it what its application waits for. */
export function DeskHomeView({ unit, ...of }: Of & { unit: string }) {
  const { county } = of
  const home = useQuery(endpointQuery(cashDeskEndpoints.deskHome, { params: { county, unit } }))
  return <Reading query={home}>{(found) => <OneHome {...of} home={found} />}</Reading>
}

function OneHome({ county, desk, onDone, home }: Of & { home: DeskHome }) {
  const text = useText(deskWords)
  const [taken, setTaken] = useState<Visit>()
  const { estateName, owners } = home
  const finish = (visit: Visit) => {
    setTaken(visit)
    onDone()
  }
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <div className="page-head" style={{ marginBottom: 0 }}>
        <h2 style={{ margin: 0 }}>
          {estateName} {home.home}
        </h2>
        <span className="desk-owners">
          {owners.map(({ name, idMasked }) => [name, idMasked].filter(Boolean).join(' ')).join('、') || text.noOwner}
        </span>
        <Space className="end">
          <Link to="/counties/$county/window" params={{ county }} search={{ unit: home.unitId }}>
            {text.toWindow}
          </Link>
          <Link to="/counties/$county/units/$unit" params={{ county, unit: home.unitId }}>
            {text.toHome}
          </Link>
        </Space>
      </div>
      {taken && <DeskTaken county={county} visit={taken} />}
      <div className="columns">
        <Dues county={county} desk={desk} home={home} isFirst={!taken} onTaken={finish} />
        <DeskSide county={county} desk={desk} home={home} />
      </div>
    </Space>
  )
}

function Dues({
  county,
  desk,
  home,
  isFirst,
  onTaken,
}: Omit<Of, 'onDone'> & { home: DeskHome; isFirst: boolean; onTaken: (visit: Visit) => void }) {
  const text = useText(deskWords)
  const mayCollect = useMay('dues.collect', county)
  const initial: HomeValues = {
    declaredOn: dayjs(),
    books: 1,
    ...(home.contractOn !== null && { contractOn: dayjs(home.contractOn) }),
    ...(home.priceFen !== null && { yuan: yuanOf(home.priceFen) }),
  }
  const [values, setValues] = useState<HomeValues>(initial)
  const [asked, params] = [askedOf(values), { county, unit: home.unitId }]
  const worked = useQuery({
    queryKey: [duesEndpoints.computeHomeDues.path, params, asked],
    queryFn: () => call(duesEndpoints.computeHomeDues, { params, body: asked }),
    placeholderData: keepPreviousData,
  })
  return (
    <Card size="small" title={text.dues}>
      <Reading query={worked}>
        {(dues) => {
          const payables = payablesOf(home, dues)
          if (!mayCollect) return <HomeDuesTable dues={dues} />
          const of = { county, desk, home, payables, asked, isFirst, onTaken }
          return (
            <>
              {payables.length === 0 ? (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.nothingToPay} />
              ) : (
                <VisitForm key={payables.map(({ key, owedFen }) => `${key}:${owedFen}`).join()} {...of} />
              )}
              <NotKnown dues={dues} />
            </>
          )
        }}
      </Reading>
      <Collapse
        ghost
        className="desk-conditions"
        items={[
          {
            key: 'conditions',
            label: text.conditions,
            children: (
              <>
                <HomeDuesFields initial={initial} onChange={setValues} />
                <Reading query={worked}>{(dues) => <HomeDuesTable dues={dues} />}</Reading>
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}

/** Dues that nobody has recorded and that cannot be worked out yet: unknown is not nothing. */
function NotKnown({ dues }: { dues: readonly HomeDue[] }) {
  const [text, desk] = [useText(duesWords), useText(deskWords)]
  const unknown = dues.filter((due) => due.unknown && !due.standing)
  if (unknown.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginTop: 16 }}
      message={unknown.map((due) => (
        <div key={due.kind}>{desk.unknownOf(text.kinds[due.kind], whatFirst(text, due) ?? '')}</div>
      ))}
    />
  )
}
