import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Card, Form, Input, Select, Tabs, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { type Estate, estatesEndpoints } from '#contract/estates.ts'
import { categories } from '#domain/estates/categories.ts'
import { percent } from '#domain/reports/figures.ts'
import { EstateScopeButton, EstateScopeMark } from '../campaign/EstateScopeMark.tsx'
import { call, endpointQuery } from '../platform/api.ts'
import { area, count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { platformWords } from '../platform/messages.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { Buildings } from './Buildings.tsx'
import { estateWords } from './messages.ts'

const EstateDiagnosis = lazy(() =>
  import('../diagnosis/EstateDiagnosis.tsx').then(({ EstateDiagnosis }) => ({ default: EstateDiagnosis })),
)
const EstateArchive = lazy(() =>
  import('../archives/EstateArchive.tsx').then(({ EstateArchive }) => ({ default: EstateArchive })),
)
const EstateCharges = lazy(() =>
  import('../staff/EstateCharges.tsx').then(({ EstateCharges }) => ({ default: EstateCharges })),
)
const EstateDeliveryState = lazy(() =>
  import('../registrations/delivery/EstateDeliveryState.tsx').then(({ EstateDeliveryState }) => ({
    default: EstateDeliveryState,
  })),
)
const EstateDuesCard = lazy(() =>
  import('../dues/EstateDuesCard.tsx').then(({ EstateDuesCard }) => ({ default: EstateDuesCard })),
)
const EstateRecoveries = lazy(() =>
  import('../dues/recovery/EstateRecoveries.tsx').then(({ EstateRecoveries }) => ({ default: EstateRecoveries })),
)
const EstateOutreachCard = lazy(() =>
  import('../outreach/ledger/EstateOutreachCard.tsx').then(({ EstateOutreachCard }) => ({
    default: EstateOutreachCard,
  })),
)
const EstateTasks = lazy(() => import('../tasks/EstateTasks.tsx').then(({ EstateTasks }) => ({ default: EstateTasks })))
const EstateSchedule = lazy(() =>
  import('../schedule/EstateSchedule.tsx').then(({ EstateSchedule }) => ({ default: EstateSchedule })),
)
const EstateFirst = lazy(() =>
  import('../registrations/first/EstateFirst.tsx').then(({ EstateFirst }) => ({ default: EstateFirst })),
)

export function EstatePage() {
  const { county, estate: id } = useParams({ from: '/signed-in/shell/counties/$county/estates/$estate' })
  const { asOf } = useSearch({ from: '/signed-in/shell/counties/$county/estates/$estate' })
  const estate = useQuery(
    endpointQuery(estatesEndpoints.getEstate, { params: { county, estate: id }, query: { asOf } }),
  )
  return <Reading query={estate}>{(data) => <EstateView estate={data} />}</Reading>
}

function EstateView({ estate }: { estate: Estate }) {
  const text = useText(estateWords)
  const words = useText(platformWords)
  const mayCorrect = useMay('units.act', estate.countyCode)
  const maySurvey = useMay('survey.read', estate.countyCode)
  const [isCorrecting, setCorrecting] = useState(false)
  const { figures } = estate
  return (
    <div className="page">
      <div className="page-head">
        <LightDot light={estate.light} />
        <h1>{estate.name}</h1>
        <Tag>{words.category[estate.category]}</Tag>
        <span>
          {estate.countyName} {estate.township}
        </span>
        <div className="end no-print">
          <Link to="/regions/$region/units" params={{ region: estate.countyCode }} search={{ estate: estate.id }}>
            <Button>{text.openUnits}</Button>
          </Link>
          {maySurvey && (
            <Link
              to="/counties/$county/estates/$estate/surveys"
              params={{ county: estate.countyCode, estate: estate.id }}
            >
              <Button>{text.surveys}</Button>
            </Link>
          )}
          {mayCorrect && <Button onClick={() => setCorrecting(true)}>{text.correct}</Button>}
          <EstateScopeButton estate={estate} />
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      <EstateScopeMark estate={estate} />
      <div className="cards">
        <Head
          label={text.units}
          value={count(figures.units)}
          note={statedNote(text, estate.stated.units, figures.units)}
        />
        <Head
          label={text.firstRegistered}
          value={count(figures.firstRegistered)}
          note={percent(figures.rates.firstRegistration.value)}
        />
        <Head
          label={text.transferred}
          value={count(figures.transferred)}
          note={percent(figures.rates.transfer.value)}
        />
        <Head
          label={text.open}
          value={count(figures.open)}
          note={statedNote(text, estate.stated.transferred, figures.transferred)}
        />
        <Head label={text.area} value={area(figures.areaM2)} note={`${count(figures.buildings)} ${text.buildings}`} />
      </div>
      <Views estate={estate} />
      <CorrectModal estate={estate} open={isCorrecting} onClose={() => setCorrecting(false)} />
    </div>
  )
}

/** The sides of the file: what the ledgers hold, what they mean for registration, what is being done about it, and by when. */
function Views({ estate }: { estate: Estate }) {
  const text = useText(estateWords)
  const mayDiagnose = useMay('diagnosis.read', estate.countyCode)
  const mayTasks = useMay('tasks.read', estate.countyCode)
  const mayArchive = useMay('archives.read', estate.countyCode)
  const mayRegister = useMay('registrations.read', estate.countyCode)
  const { view } = useSearch({ from: '/signed-in/shell/counties/$county/estates/$estate' })
  const navigate = useNavigate()
  const params = { county: estate.countyCode, estate: estate.id }
  const sides = [
    { key: 'records', label: text.records, children: <Records estate={estate} /> },
    ...(mayDiagnose ? [{ key: 'diagnosis', label: text.diagnosis, children: <EstateDiagnosis {...params} /> }] : []),
    ...(mayRegister ? [{ key: 'first', label: text.first, children: <EstateFirst {...params} /> }] : []),
    ...(mayTasks ? [{ key: 'tasks', label: text.tasks, children: <EstateTasks {...params} /> }] : []),
    ...(mayTasks ? [{ key: 'schedule', label: text.schedule, children: <EstateSchedule {...params} /> }] : []),
    ...(mayArchive ? [{ key: 'archive', label: text.archive, children: <EstateArchive {...params} /> }] : []),
  ]
  if (sides.length === 1) return <Records estate={estate} />
  return (
    <Suspense fallback={<div style={{ minHeight: 400 }} />}>
      <Tabs
        activeKey={sides.some(({ key }) => key === view) ? (view ?? '') : 'records'}
        onChange={(key) =>
          navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, view: key }), replace: true })
        }
        destroyOnHidden
        items={sides}
      />
    </Suspense>
  )
}

function Records({ estate }: { estate: Estate }) {
  const maySee = useMay('responsibility.read', estate.countyCode)
  const { asOf } = useSearch({ from: '/signed-in/shell/counties/$county/estates/$estate' })
  const maySeeDelivery = useMay('registrations.read', estate.countyCode)
  const maySeeDues = useMay('dues.read', estate.countyCode)
  const maySeeOutreach = useMay('outreach.read', estate.countyCode)
  return (
    <>
      <Buildings estate={estate} asOf={asOf} />
      {maySee && (
        <Suspense fallback={null}>
          <EstateCharges county={estate.countyCode} estate={estate.id} />
        </Suspense>
      )}
      {maySeeDelivery && (
        <Suspense fallback={null}>
          <EstateDeliveryState county={estate.countyCode} estate={estate.id} />
        </Suspense>
      )}
      {maySeeOutreach && (
        <Suspense fallback={null}>
          <EstateOutreachCard county={estate.countyCode} estate={estate.id} />
        </Suspense>
      )}
      {maySeeDues && (
        <Suspense fallback={null}>
          <EstateDuesCard county={estate.countyCode} estate={estate.id} />
          <EstateRecoveries county={estate.countyCode} estate={estate.id} />
        </Suspense>
      )}
      <Card size="small" style={{ marginTop: 16 }}>
        <Particulars estate={estate} />
      </Card>
    </>
  )
}

const statedNote = (text: { stated: string }, stated: number | null, counted: number) =>
  stated === null || stated === counted ? '\u00a0' : `${text.stated} ${count(stated)}`

function Head({ label, value, note }: { label: string; value: string; note: string }) {
  return (
    <div className="card-figure">
      <div className="label">{label}</div>
      <div className="value">{value}</div>
      <div className="note">{note}</div>
    </div>
  )
}

function Particulars({ estate }: { estate: Estate }) {
  const text = useText(estateWords)
  const entries = [
    [text.location, estate.location],
    [text.nature, estate.nature],
    [text.parcel, estate.parcelCode],
    [text.completed, estate.completedIn],
    [text.developer, estate.developer],
    [text.code, estate.developerCode],
    [text.contact, estate.developerContact],
    [text.phone, estate.developerPhoneMasked],
    [text.liaison, estate.liaison],
    [text.liaisonPerson, estate.liaisonPerson],
    [text.remark, estate.remark],
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

function CorrectModal({ estate, open, onClose }: { estate: Estate; open: boolean; onClose: () => void }) {
  const text = useText(estateWords)
  const words = useText(platformWords)
  const queries = useQueryClient()
  type Values = { category?: Estate['category']; location?: string; remark?: string }
  async function correct(body: Values & { reason: string }) {
    await call(estatesEndpoints.correctEstate, { params: { county: estate.countyCode, estate: estate.id }, body })
    await queries.invalidateQueries()
  }
  return (
    <ReasonModal<Values>
      title={`${text.correct} · ${estate.name}`}
      open={open}
      onClose={onClose}
      act={correct}
      done={text.corrected}
    >
      <Form.Item name="category" label={text.category} initialValue={estate.category}>
        <Select options={categories.map((value) => ({ value, label: words.category[value] }))} />
      </Form.Item>
      <Form.Item name="location" label={text.location} initialValue={estate.location ?? undefined}>
        <Input />
      </Form.Item>
      <Form.Item name="remark" label={text.remark} initialValue={estate.remark ?? undefined}>
        <Input.TextArea />
      </Form.Item>
    </ReasonModal>
  )
}
