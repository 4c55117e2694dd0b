import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Card, Descriptions, Table, Timeline } from 'antd'
import type { FirstRegistration } from '#contract/first-registration-shapes.ts'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { FilesPanel } from '../../archives/FilesPanel.tsx'
import { actWords } from '../../audit/messages.ts'
import { EstateRecoveries } from '../../dues/recovery/EstateRecoveries.tsx'
import { endpointQuery } from '../../platform/api.ts'
import { area, count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { PrintMenu } from '../prints/PrintMenu.tsx'
import { FirstActs } from './FirstActs.tsx'
import { FirstPapers } from './FirstPapers.tsx'
import { StateTag } from './first-marks.tsx'
import type { FirstProps } from './first-props.ts'
import { GatesCard } from './GatesCard.tsx'
import { InspectionsCard } from './InspectionsCard.tsx'
import { firstPageWords, firstWords } from './messages.ts'
import { NoteCard } from './NoteCard.tsx'
import { NoticesCard } from './NoticesCard.tsx'
import { Refusals } from './Refusals.tsx'

/** One first registration: its gates side by side, the site, the notice, the papers as they stood, the note, what happened. */
export function FirstPage() {
  const { county, application } = useParams({
    from: '/signed-in/shell/counties/$county/first-registrations/$application',
  })
  const first = useQuery(
    endpointQuery(firstRegistrationsEndpoints.getFirst, { params: { county, first: application } }),
  )
  return <Reading query={first}>{(data) => <FirstView first={data} />}</Reading>
}

function FirstView({ first }: FirstProps) {
  const text = useText(firstPageWords)
  const mayArchive = useMay('archives.read', first.countyCode)
  const paused = first.pauses.filter(({ untilOn }) => untilOn === null)
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.title(first.estateName)}</h1>
        <StateTag state={first.state} />
        <div className="end no-print">
          <Link
            to="/counties/$county/estates/$estate"
            params={{ county: first.countyCode, estate: first.estateId }}
            search={{ view: 'first' }}
          >
            <Button>{text.toEstate}</Button>
          </Link>
          <PrintMenu county={first.countyCode} applications={[first.id]} />
        </div>
      </div>
      <div className="first-stack">
        {paused.map(({ kind, fromOn }) => (
          <Alert key={kind} type="info" showIcon message={text.paused(text.pause[kind], fromOn)} />
        ))}
        <Refusals title={text.standsBefore} refusals={first.standsBefore} papers={first.papers} />
        <FirstActs first={first} />
        <Particulars first={first} />
        <GatesCard first={first} />
      </div>
      <div className="first-columns">
        <div className="first-stack">
          <NoticesCard first={first} />
          <InspectionsCard first={first} />
          <NoteCard first={first} />
          <EstateRecoveries county={first.countyCode} estate={first.estateId} />
          <CommonParts first={first} />
          {mayArchive && (
            <Card size="small" title={text.files}>
              <FilesPanel county={first.countyCode} subject={{ kind: 'application', id: first.id }} isListed />
            </Card>
          )}
        </div>
        <div className="first-stack">
          <FirstPapers papers={first.papers} note={text.papersStood(count(first.diagnosisNo), first.diagnosedOn)} />
          <History first={first} />
        </div>
      </div>
    </div>
  )
}

function Particulars({ first }: FirstProps) {
  const text = useText(firstPageWords)
  const words = useText(firstWords)
  const covers = first.buildingName === null ? first.estateName : words.building(first.buildingName)
  const by = (who: string | null, day: string | null) => (day === null ? null : text.by(who ?? '', day))
  const rows = [
    [text.covers, `${covers} · ${words.homesOf(count(first.homes))}`],
    [text.applicant, [words.applicants[first.applicantKind], first.applicant].filter(Boolean).join(' · ')],
    [text.applicantBasis, first.applicantBasis],
    [text.submittedOn, text.by(first.submitter, first.submittedOn)],
    [text.acceptanceNo, first.acceptanceNo],
    [text.accepted, by(first.acceptor, first.acceptedOn)],
    [text.dueOn, first.dueOn],
    [text.promisedOn, first.promisedOn],
    [text.entered, by(first.enterer, first.enteredOn)],
    [text.ended, first.endedOn && text.ended2(first.endedOn, first.endReason ?? '')],
  ] as const
  return (
    <Card size="small" title={text.particulars}>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={rows.flatMap(([label, value]) => (value ? [{ key: label, label, children: value }] : []))}
      />
    </Card>
  )
}

function CommonParts({ first: { commonParts } }: FirstProps) {
  const text = useText(firstPageWords)
  return (
    <Card size="small" title={text.commonParts} extra={<span className="quiet">{text.withoutCertificate}</span>}>
      {commonParts.length === 0 ? (
        <span className="quiet">{text.noCommonParts}</span>
      ) : (
        <PartsTable parts={commonParts} />
      )}
    </Card>
  )
}

function PartsTable({ parts }: { parts: FirstRegistration['commonParts'] }) {
  const text = useText(firstPageWords)
  return (
    <Table
      size="small"
      rowKey={({ name, structureNo }) => `${name} ${structureNo}`}
      pagination={false}
      scroll={{ x: 510 }}
      dataSource={parts}
      columns={[
        { title: text.parts.name, dataIndex: 'name', width: 120 },
        { title: text.parts.structureNo, render: (_, { structureNo }) => structureNo ?? '—', width: 110 },
        {
          title: text.parts.quantity,
          className: 'number',
          render: (_, { quantity }) => (quantity === null ? '—' : count(quantity)),
          width: 70,
        },
        { title: text.parts.area, className: 'number', render: (_, { areaM2 }) => area(areaM2), width: 110 },
        { title: text.parts.land, className: 'number', render: (_, { landShareM2 }) => area(landShareM2), width: 130 },
      ]}
    />
  )
}

function History({ first: { timeline } }: FirstProps) {
  const text = useText(firstPageWords)
  const kinds: Record<string, string> = useText(actWords).kinds
  return (
    <Card size="small" title={text.timeline}>
      <Timeline
        items={timeline.map(({ actNo, kind, on, actor, reason }) => ({
          key: actNo,
          content: (
            <div>
              <strong>{kinds[kind] ?? kind}</strong> · {actor} · {on}
              <div className="quiet">{reason}</div>
            </div>
          ),
        }))}
      />
    </Card>
  )
}
