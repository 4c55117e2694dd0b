import { DownloadOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, App, Button, Card, Space, Tabs } from 'antd'
import { useState } from 'react'
import { type EstateSurveys, type SurveyVersion, type SurveyView, surveysEndpoints } from '#contract/surveys.ts'
import { whyNotDecide } from '#domain/surveys/states.ts'
import { recordName } from '#domain/surveys/survey.ts'
import { call, download, endpointQuery } from '../platform/api.ts'
import { area, count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { Comparison } from './Comparison.tsx'
import { FaultGroups } from './FaultGroups.tsx'
import { HomesTable } from './HomesTable.tsx'
import { LeftHomes } from './LeftHomes.tsx'
import { estateSurveyWords, surveyWords } from './messages.ts'
import { SurveyPlan } from './SurveyPlan.tsx'

type Props = { estate: EstateSurveys; survey: SurveyVersion }

/** One hand-in: what to decide about it, and its sides. */
export function SurveyVersionView({ estate, survey }: Props) {
  const params = { county: survey.countyCode, survey: survey.id }
  const whole = useQuery(endpointQuery(surveysEndpoints.getSurvey, { params }))
  return (
    <>
      <Deciding survey={survey} />
      <Reading query={whole}>{(data) => <Sides estate={estate} survey={data} />}</Reading>
    </>
  )
}

function Deciding({ survey }: { survey: SurveyVersion }) {
  const text = useText(estateSurveyWords)
  const words = useText(surveyWords)
  const { message } = App.useApp()
  const mayTake = useMay('survey.take', survey.countyCode)
  const [doing, setDoing] = useState<'accept' | 'return'>()
  const why = whyNotDecide(survey)
  const params = { county: survey.countyCode, survey: survey.id }
  const list = () =>
    download(surveysEndpoints.surveyFaults, { params }, text.faultListName(survey.estateName)).catch((error: Error) =>
      message.error(error.message),
    )
  const file = (name: string, at: number) =>
    download(surveysEndpoints.surveyFile, { params: { ...params, fileNo: at + 1 } }, name).catch((error: Error) =>
      message.error(error.message),
    )
  return (
    <Card size="small" style={{ marginTop: 16 }} title={words.versionNo(String(survey.version))} className="no-print">
      <Space wrap>
        {mayTake && why === null && (
          <>
            <Button type="primary" onClick={() => setDoing('accept')}>
              {text.accept}
            </Button>
            <Button onClick={() => setDoing('return')}>{text.return}</Button>
          </>
        )}
        {survey.errors + survey.warnings > 0 && (
          <Button icon={<DownloadOutlined />} onClick={list}>
            {text.faultList}
          </Button>
        )}
        {survey.files.map(({ name }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: files keep their order for good, and two may have one name
          <Button key={at} type="link" size="small" icon={<DownloadOutlined />} onClick={() => file(name, at)}>
            {name}
          </Button>
        ))}
      </Space>
      {mayTake && why === 'own_survey' && (
        <Alert type="info" showIcon message={text.ownSurvey} style={{ marginTop: 8 }} />
      )}
      {survey.note && <p style={{ margin: '8px 0 0' }}>{survey.note}</p>}
      {doing && <Decide survey={survey} doing={doing} onClose={() => setDoing(undefined)} />}
    </Card>
  )
}

type DecideProps = { survey: SurveyVersion; doing: 'accept' | 'return'; onClose: () => void }

function Decide({ survey, doing, onClose }: DecideProps) {
  const text = useText(estateSurveyWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const params = { county: survey.countyCode, survey: survey.id }

  async function decide(body: { reason: string }) {
    if (doing === 'return') {
      await call(surveysEndpoints.returnSurvey, { params, body })
      message.success(text.returned)
    } else {
      const { taken } = await call(surveysEndpoints.acceptSurvey, { params, body })
      message.success(text.accepted(count(taken.added), count(taken.changed), count(taken.buildings)))
    }
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal open title={doing === 'accept' ? text.accept : text.return} onClose={onClose} act={decide}>
      {doing === 'accept' && <p>{text.acceptHint}</p>}
    </ReasonModal>
  )
}

const views = ['checks', 'plan', 'homes', 'comparison'] as const

function Sides({ estate, survey }: { estate: EstateSurveys; survey: SurveyView }) {
  const text = useText(estateSurveyWords)
  const { view } = useSearch({ from: '/signed-in/shell/counties/$county/estates/$estate/surveys' })
  const setSearch = useSetSearch()
  const openBuilding = useOpenBuilding(estate, survey)
  const sides = {
    checks: <FaultGroups survey={survey} />,
    plan: (
      <>
        <Button className="no-print" style={{ marginBottom: 8 }} onClick={() => window.print()}>
          {text.print}
        </Button>
        <SurveyPlan survey={survey} onBuilding={openBuilding} />
      </>
    ),
    homes: <HomesTable survey={survey} />,
    comparison: <Comparison estate={estate} survey={survey} />,
  }
  return (
    <>
      <Totals survey={survey} />
      {survey.left.length > 0 && <LeftHomes left={survey.left} />}
      <Tabs
        activeKey={views.find((each) => each === view) ?? 'checks'}
        onChange={(key) => setSearch({ view: key })}
        destroyOnHidden
        items={views.map((key) => ({ key, label: text.tabs[key], children: sides[key] }))}
      />
    </>
  )
}

function Totals({ survey }: { survey: SurveyView }) {
  const words = useText(surveyWords)
  const figures = [
    [words.parcels, count(survey.parcels)],
    [words.buildings, count(survey.buildings)],
    [words.homes, count(survey.homes)],
    [words.area, area(survey.areaM2)],
    [words.surveyedLand, area(survey.surveyedLandM2)],
    [words.approvedLand, area(survey.approvedLandM2)],
  ] as const
  return (
    <dl className="facts survey-facts" style={{ marginTop: 16 }}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A building of the records has its building table; one still to be taken over has its homes in this hand-in. */
function useOpenBuilding(estate: EstateSurveys, survey: SurveyView): (building: string) => void {
  const navigate = useNavigate()
  const setSearch = useSetSearch()
  const isOffice = useMay('estates.read', estate.countyCode)
  return (building) => {
    const surveyed = survey.content.buildings.find((each) => each.building === building)
    const known = estate.buildings.find(({ name }) => name === (surveyed ? recordName(surveyed) : building))
    if (!known || !isOffice) return setSearch({ view: 'homes', building })
    void navigate({
      to: '/counties/$county/estates/$estate',
      params: { county: estate.countyCode, estate: estate.estateId },
      search: { building: known.id },
    })
  }
}
