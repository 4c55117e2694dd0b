import { DownloadOutlined } from '@ant-design/icons'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { App, Button, Input, Segmented, Space } from 'antd'
import { useState } from 'react'
import { type SurveyVersion, surveysEndpoints } from '#contract/surveys.ts'
import { type SurveyState as State, surveyStates } from '#domain/surveys/states.ts'
import { call, download } from '../platform/api.ts'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { area, count } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { surveyWords } from './messages.ts'
import { SurveyDesk } from './SurveyDesk.tsx'
import { SurveySettingsModal } from './SurveySettingsModal.tsx'
import { FoundFaults, SurveyState } from './survey-marks.tsx'
import './surveys.css'

/** Surveys of a region: what was handed in, and which estates are out with surveyors. */
export function SurveysPage() {
  const text = useText(surveyWords)
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/surveys' })
  const { view } = useSearch({ from: '/signed-in/shell/regions/$region/surveys' })
  const isOffice = useMay('estates.read', region)
  const mayHandIn = useMay('survey.hand_in', region)
  const mayTake = useMay('survey.take', region)
  const setSearch = useSetSearch()
  const { message } = App.useApp()
  const [isSetting, setSetting] = useState(false)
  const views = [...(mayHandIn ? ['desk'] : []), 'list'] as const
  const shown = views.find((each) => each === view) ?? (isOffice ? 'list' : views[0])
  const take = () =>
    download(surveysEndpoints.surveyTemplate, { params: { county: region } }, text.templateName).catch((error: Error) =>
      message.error(error.message),
    )
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.title}</h1>
        {views.length > 1 && (
          <Segmented
            value={shown ?? 'list'}
            options={views.map((value) => ({ value, label: value === 'desk' ? text.desk : text.list }))}
            onChange={(value) => setSearch({ view: value })}
          />
        )}
        <div className="end">
          {mayHandIn && (
            <Button icon={<DownloadOutlined />} onClick={take}>
              {text.template}
            </Button>
          )}
          {mayTake && <Button onClick={() => setSetting(true)}>{text.settings}</Button>}
        </div>
      </div>
      {shown === 'desk' ? <SurveyDesk county={region} /> : <SurveysList region={region} />}
      {isSetting && <SurveySettingsModal county={region} onClose={() => setSetting(false)} />}
    </div>
  )
}

function SurveysList({ region }: { region: string }) {
  const text = useText(surveyWords)
  const search = useSearch({ from: '/signed-in/shell/regions/$region/surveys' })
  const state = surveyStates.find((each) => each === search.state)
  const { name } = search
  const setSearch = useSetSearch()
  const navigate = useNavigate()
  const open = ({ countyCode, estateId, id }: SurveyVersion) =>
    navigate({
      to: '/counties/$county/estates/$estate/surveys',
      params: { county: countyCode, estate: estateId },
      search: { survey: id },
    })
  return (
    <>
      <Space wrap style={{ marginBottom: 12 }}>
        <Input.Search
          allowClear
          aria-label={text.search}
          placeholder={text.searchHint}
          defaultValue={name ?? ''}
          onSearch={(value) => setSearch({ name: value || undefined })}
          style={{ width: 220 }}
        />
        <FilterSelect
          label={text.state}
          names={text.states}
          value={state}
          onChange={(value) => setSearch({ state: value })}
          width={150}
        />
      </Space>
      <RecordTable<SurveyVersion>
        listKey={[surveysEndpoints.listSurveys.path, region, state, name]}
        load={(after) => call(surveysEndpoints.listSurveys, { params: { region }, query: { state, name, after } })}
        rowKey={({ id }) => id}
        onOpen={open}
        width={1130}
        empty={text.noSurveys}
        columns={[
          { title: text.estate, dataIndex: 'estateName', width: 170, ellipsis: true },
          { title: text.county, dataIndex: 'countyName', width: 110 },
          { title: text.version, render: (_, { version }) => text.versionNo(String(version)), width: 90 },
          { title: text.state, render: (_, { state: is }: { state: State }) => <SurveyState state={is} />, width: 150 },
          { title: text.faults, render: (_, survey) => <FoundFaults survey={survey} />, width: 190 },
          { title: text.homes, render: (_, { homes }) => count(homes), className: 'number', width: 80 },
          { title: text.area, render: (_, { areaM2 }) => area(areaM2), className: 'number', width: 130 },
          {
            title: text.handedIn,
            render: (_, { handedInBy, handedInOn }) => text.handedInBy(handedInBy, handedInOn),
            width: 210,
            ellipsis: true,
          },
        ]}
      />
    </>
  )
}
