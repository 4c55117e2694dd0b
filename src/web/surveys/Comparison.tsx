import { useQuery } from '@tanstack/react-query'
import { Empty, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { type EstateSurveys, type SurveyComparison, type SurveyVersion, surveysEndpoints } from '#contract/surveys.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { estateSurveyWords, surveyWords } from './messages.ts'

/** This version against an earlier one, home by home, with old and new values. */
export function Comparison({ estate, survey }: { estate: EstateSurveys; survey: SurveyVersion }) {
  const text = useText(estateSurveyWords)
  const words = useText(surveyWords)
  const others = estate.versions.filter(({ id }) => id !== survey.id)
  const before = others.find(({ version }) => version < survey.version) ?? others[0]
  const [chosen, setChosen] = useState(before?.id)
  if (!chosen) return <Empty description={text.onlyOne} />
  return (
    <>
      <Space wrap style={{ marginBottom: 8 }} className="no-print">
        {text.earlier}
        <Select
          aria-label={text.earlier}
          value={chosen}
          onChange={setChosen}
          style={{ minWidth: 200 }}
          options={others.map(({ id, version, state }) => ({
            value: id,
            label: `${words.versionNo(String(version))} ${words.states[state]}`,
          }))}
        />
      </Space>
      <Changes county={survey.countyCode} survey={survey.id} earlier={chosen} />
    </>
  )
}

const colours = { added: 'success', dropped: 'error', changed: 'warning' } as const

function Changes({ county, survey, earlier }: { county: string; survey: string; earlier: string }) {
  const text = useText(estateSurveyWords)
  const comparison = useQuery(
    endpointQuery(surveysEndpoints.compareSurvey, { params: { county, survey }, query: { earlier } }),
  )
  return (
    <Reading query={comparison}>
      {({ homes }) => {
        if (homes.length === 0) return <Empty description={text.same} />
        const of = (kind: Home['kind']) => count(homes.filter((home) => home.kind === kind).length)
        return (
          <>
            <p>{text.counts(of('added'), of('dropped'), of('changed'))}</p>
            <Table<Home>
              size="small"
              rowKey="key"
              dataSource={homes}
              pagination={homes.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
              scroll={{ x: 640 }}
              columns={[
                { title: text.building, dataIndex: 'building', width: 70 },
                { title: text.entrance, dataIndex: 'entrance', width: 70 },
                { title: text.room, dataIndex: 'room', width: 90 },
                {
                  title: text.kinds.changed,
                  render: (_, { kind }) => <Tag color={colours[kind]}>{text.kinds[kind]}</Tag>,
                  width: 90,
                },
                { title: text.change, render: (_, home) => <Fields home={home} /> },
              ]}
            />
          </>
        )
      }}
    </Reading>
  )
}

type Home = SurveyComparison['homes'][number]

function Fields({ home: { kind, fields } }: { home: Home }) {
  const text = useText(estateSurveyWords)
  const names: Record<string, string> = text as unknown as Record<string, string> // every compared field has its word of the same name
  const said = (value: Home['fields'][number]['was']) => (value === null ? '—' : String(value))
  return fields.map(({ field, was, becomes }) => {
    const value = kind === 'added' ? said(becomes) : kind === 'dropped' ? said(was) : `${said(was)} → ${said(becomes)}`
    return <div key={field}>{text.fieldIs(names[field] ?? field, value)}</div>
  })
}
