import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button, Card, Empty, Table } from 'antd'
import { useState } from 'react'
import { type EstateSurveys, type SurveyVersion, surveysEndpoints } from '#contract/surveys.ts'
import { endpointQuery } from '../platform/api.ts'
import { area, count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { Commissions } from './Commissions.tsx'
import { HandInModal } from './HandInModal.tsx'
import { estateSurveyWords, surveyWords } from './messages.ts'
import { SurveyVersionView } from './SurveyVersionView.tsx'
import { FoundFaults, SurveyState } from './survey-marks.tsx'
import './surveys.css'

/** Everything of one estate's survey: who works on it, what was handed in, what is wrong with it, how the land lies. */
export function EstateSurveysPage() {
  const { county, estate } = useParams({ from: '/signed-in/shell/counties/$county/estates/$estate/surveys' })
  const surveys = useQuery(endpointQuery(surveysEndpoints.estateSurveys, { params: { county, estate } }))
  return <Reading query={surveys}>{(data) => <EstateSurveysView estate={data} />}</Reading>
}

function EstateSurveysView({ estate }: { estate: EstateSurveys }) {
  const words = useText(surveyWords)
  const text = useText(estateSurveyWords)
  const isOffice = useMay('estates.read', estate.countyCode)
  const mayHandIn = useMay('survey.hand_in', estate.countyCode)
  const { survey } = useSearch({ from: '/signed-in/shell/counties/$county/estates/$estate/surveys' })
  const [isHandingIn, setHandingIn] = useState(false)
  const chosen = estate.versions.find(({ id }) => id === survey) ?? estate.versions[0]
  const { countyCode: county, estateId } = estate
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {isOffice ? (
            <Link to="/counties/$county/estates/$estate" params={{ county, estate: estateId }}>
              {estate.estateName}
            </Link>
          ) : (
            estate.estateName
          )}{' '}
          {words.title}
        </h1>
        <span>{estate.countyName}</span>
        {mayHandIn && (
          <div className="end no-print">
            <Button
              type={isOffice || estate.versions.length > 0 ? 'default' : 'primary'}
              onClick={() => setHandingIn(true)}
            >
              {chosen?.state === 'faulty' || chosen?.state === 'returned' ? text.handInAgain : text.handIn}
            </Button>
          </div>
        )}
      </div>
      <dl className="facts survey-facts" style={{ marginBottom: 16 }}>
        <Fact name={words.location} value={estate.location} />
        <Fact name={text.parcel} value={estate.parcelCode} />
        <Fact name={text.homesOnRecord} value={count(estate.homes)} />
        <Fact name={text.registered} value={count(estate.registered)} />
      </dl>
      <Commissions estate={estate} />
      {chosen ? (
        <>
          <Versions estate={estate} chosen={chosen} />
          <SurveyVersionView key={chosen.id} estate={estate} survey={chosen} />
        </>
      ) : (
        <Card size="small" style={{ marginTop: 16 }}>
          <Empty description={text.noVersions} />
        </Card>
      )}
      {isHandingIn && <HandInModal estate={estate} onClose={() => setHandingIn(false)} />}
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? '—'}</dd>
    </div>
  )
}

function Versions({ estate, chosen }: { estate: EstateSurveys; chosen: SurveyVersion }) {
  const words = useText(surveyWords)
  const text = useText(estateSurveyWords)
  const setSearch = useSetSearch()
  return (
    <Card size="small" title={text.versions} className="no-print" style={{ marginTop: 16 }}>
      <Table<SurveyVersion>
        size="small"
        rowKey="id"
        dataSource={estate.versions}
        pagination={estate.versions.length > 10 ? { pageSize: 10 } : false}
        scroll={{ x: 1140 }}
        rowClassName={({ id }) => (id === chosen.id ? 'survey-chosen' : '')}
        onRow={({ id }) => ({
          onClick: () => setSearch({ survey: id }),
          onKeyDown: ({ key }) => key === 'Enter' && setSearch({ survey: id }),
          tabIndex: 0,
          style: { cursor: 'pointer' },
        })}
        columns={[
          { title: words.version, render: (_, { version }) => words.versionNo(String(version)), width: 90 },
          { title: words.state, render: (_, { state }) => <SurveyState state={state} />, width: 150 },
          { title: words.faults, render: (_, survey) => <FoundFaults survey={survey} />, width: 190 },
          { title: words.homes, render: (_, { homes }) => count(homes), className: 'number', width: 80 },
          { title: words.area, render: (_, { areaM2 }) => area(areaM2), className: 'number', width: 130 },
          {
            title: words.handedIn,
            render: (_, { handedInBy, handedInOn }) => words.handedInBy(handedInBy, handedInOn),
            width: 200,
          },
          {
            title: words.decided,
            render: (_, { decidedBy, decidedOn, decision }) =>
              decidedBy ? text.decision(decidedBy, decidedOn ?? '', decision ?? '') : '—',
            width: 300,
          },
        ]}
      />
    </Card>
  )
}
