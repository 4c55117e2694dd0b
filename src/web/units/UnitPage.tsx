import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card, DatePicker, Form, Input, Space, Tag, Timeline } from 'antd'
import type { Dayjs } from 'dayjs'
import { lazy, Suspense, useState } from 'react'
import { type Unit, unitsEndpoints } from '#contract/units.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { area, yuan } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { History } from './History.tsx'
import { unitWords } from './messages.ts'
import { Owners } from './Owners.tsx'
import { UnitRestrictions } from './restrictions/UnitRestrictions.tsx'

const FilesPanel = lazy(() => import('../archives/FilesPanel.tsx').then(({ FilesPanel }) => ({ default: FilesPanel })))
const UnitDiagnosis = lazy(() =>
  import('../diagnosis/UnitDiagnosis.tsx').then(({ UnitDiagnosis }) => ({ default: UnitDiagnosis })),
)

const HomeDuesCard = lazy(() =>
  import('../dues/HomeDuesCard.tsx').then(({ HomeDuesCard }) => ({ default: HomeDuesCard })),
)

const UnitOutreachCard = lazy(() =>
  import('../outreach/ledger/UnitOutreachCard.tsx').then(({ UnitOutreachCard }) => ({ default: UnitOutreachCard })),
)

export function UnitPage() {
  const { county, unit: id } = useParams({ from: '/signed-in/shell/counties/$county/units/$unit' })
  const unit = useQuery(endpointQuery(unitsEndpoints.getUnit, { params: { county, unit: id } }))
  return <Reading query={unit}>{(data) => <UnitView unit={data} />}</Reading>
}

function UnitView({ unit }: { unit: Unit }) {
  const text = useText(unitWords)
  const words = useText(platformWords)
  const mayAct = useMay('units.act', unit.countyCode) && unit.state !== 'transferred'
  const mayArchive = useMay('archives.read', unit.countyCode)
  const mayDiagnose = useMay('diagnosis.read', unit.countyCode)
  const maySeeDues = useMay('dues.read', unit.countyCode)
  const maySeeOutreach = useMay('outreach.read', unit.countyCode)
  const [act, setAct] = useState<'transfer' | 'obstacle'>()
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {unit.estateName} {unit.building}-{unit.entrance ? `${unit.entrance}-` : ''}
          {unit.room}
        </h1>
        <Tag color={unit.state === 'transferred' ? 'success' : 'processing'}>{words.state[unit.state]}</Tag>
        {unit.obstacle && <Tag color="error">{words.obstacle[unit.obstacle]}</Tag>}
        <Space wrap className="end no-print">
          {mayAct && unit.state === 'first_registered' && (
            <Button type="primary" onClick={() => setAct('transfer')}>
              {text.recordTransfer}
            </Button>
          )}
          {mayAct && <Button onClick={() => setAct('obstacle')}>{text.recordObstacle}</Button>}
          <Link
            to="/counties/$county/buildings/$building"
            params={{ county: unit.countyCode, building: unit.buildingId }}
          >
            <Button>{text.back}</Button>
          </Link>
        </Space>
      </div>
      <div className="columns">
        <Space orientation="vertical" size={16} style={{ width: '100%' }}>
          <Card size="small" title={text.owners}>
            <Owners unit={unit} />
          </Card>
          <Card size="small" title={text.particulars}>
            <Particulars unit={unit} />
          </Card>
          {mayArchive && (
            <Card size="small" title={text.archive}>
              <Suspense>
                <FilesPanel county={unit.countyCode} subject={{ kind: 'unit', id: unit.id }} />
              </Suspense>
            </Card>
          )}
        </Space>
        <Space orientation="vertical" size={16} style={{ width: '100%' }}>
          <Card size="small" title={text.state}>
            <Progress unit={unit} />
          </Card>
          <UnitRestrictions county={unit.countyCode} unit={unit.id} />
          {mayDiagnose && unit.state !== 'transferred' && (
            <Suspense>
              <UnitDiagnosis county={unit.countyCode} unit={unit.id} />
            </Suspense>
          )}
          {maySeeOutreach && (
            <Suspense>
              <UnitOutreachCard county={unit.countyCode} unit={unit.id} />
            </Suspense>
          )}
          {maySeeDues && (
            <Suspense>
              <HomeDuesCard unit={unit} />
            </Suspense>
          )}
          <Card size="small" title={text.history}>
            <History entries={unit.history} />
          </Card>
        </Space>
      </div>
      <UnitAct unit={unit} act={act} onClose={() => setAct(undefined)} />
    </div>
  )
}

function Progress({ unit }: { unit: Unit }) {
  const text = useText(unitWords)
  return (
    <Timeline
      items={[
        { color: unit.firstRegisteredOn ? 'green' : 'gray', content: `${text.first} ${unit.firstRegisteredOn ?? '—'}` },
        {
          color: unit.transferredOn ? 'green' : 'gray',
          content: `${text.transfer} ${unit.transferredOn ?? '—'}${unit.certificateNo ? ` · ${unit.certificateNo}` : ''}`,
        },
        ...(unit.openReason ? [{ color: 'red', content: `${text.reason}：${unit.openReason}` }] : []),
      ]}
    />
  )
}

function Particulars({ unit }: { unit: Unit }) {
  const text = useText(unitWords)
  const yesNo = (flag: boolean | null) => (flag === null ? null : flag ? text.yes : text.no)
  const coOwned: Record<string, string> = text.coOwned
  const entries = [
    [text.code, unit.unitCode],
    [text.use, unit.use],
    [text.structure, unit.structure],
    [text.floor, unit.floor === null ? null : `${unit.floor} / ${unit.floorsTotal ?? '—'}`],
    [text.area, area(unit.areaM2)],
    [text.inner, area(unit.innerAreaM2)],
    [text.shared, area(unit.sharedAreaM2)],
    [text.coOwnership, unit.coOwnership && (coOwned[unit.coOwnership] ?? unit.coOwnership)],
    [text.contract, unit.contractNo],
    [text.price, yuan(unit.priceFen)],
    [text.invoice, yesNo(unit.hasInvoice)],
    [text.deedTax, yuan(unit.deedTaxFen)],
    [text.fund, yuan(unit.maintenanceFundFen)],
    [text.mailed, unit.isMailed === null ? null : unit.isMailed ? text.isMailed : text.isNotMailed],
    [text.liaison, unit.liaison],
    [text.remark, unit.remark ?? '—'],
  ] as const
  return (
    <dl className="facts">
      {entries.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value ?? <Tag>{text.unknown}</Tag>}</dd>
        </div>
      ))}
    </dl>
  )
}

function UnitAct({
  unit,
  act,
  onClose,
}: {
  unit: Unit
  act: 'transfer' | 'obstacle' | undefined
  onClose: () => void
}) {
  const text = useText(unitWords)
  const queries = useQueryClient()
  const params = { county: unit.countyCode, unit: unit.id }
  async function transfer({ on, certificateNo, reason }: { on: Dayjs; certificateNo: string; reason: string }) {
    await call(unitsEndpoints.recordTransfer, {
      params,
      body: { transferredOn: on.format('YYYY-MM-DD'), certificateNo, reason },
    })
    await queries.invalidateQueries()
  }
  async function obstacle({ on, openReason, reason }: { on: Dayjs; openReason: string; reason: string }) {
    await call(unitsEndpoints.recordObstacle, { params, body: { on: on.format('YYYY-MM-DD'), openReason, reason } })
    await queries.invalidateQueries()
  }
  return (
    <>
      <ReasonModal<{ on: Dayjs; certificateNo: string }>
        title={text.recordTransfer}
        open={act === 'transfer'}
        onClose={onClose}
        act={transfer}
        done={text.recorded}
      >
        <Form.Item name="on" label={text.transferredOn} rules={[{ required: true }]}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="certificateNo" label={text.certificate} rules={[{ required: true }]}>
          <Input placeholder={text.certificateExample} />
        </Form.Item>
      </ReasonModal>
      <ReasonModal<{ on: Dayjs; openReason: string }>
        title={text.recordObstacle}
        open={act === 'obstacle'}
        onClose={onClose}
        act={obstacle}
        done={text.recorded}
      >
        <Form.Item name="on" label={text.on} rules={[{ required: true }]}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="openReason" label={text.reason} rules={[{ required: true, min: 2 }]}>
          <Input />
        </Form.Item>
      </ReasonModal>
    </>
  )
}
