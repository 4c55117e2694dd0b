import { useSearch } from '@tanstack/react-router'
import { Table, Tag } from 'antd'
import type { SurveyView } from '#contract/surveys.ts'
import { deviationPercent } from '#domain/surveys/check-areas.ts'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { area } from '../platform/format.ts'
import { usePrinting } from '../platform/printing.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { estateSurveyWords } from './messages.ts'

type Home = SurveyView['content']['units'][number]

/** The homes as handed in, areas as built beside those predicted, codes proposed where none was given. */
export function HomesTable({ survey }: { survey: SurveyView }) {
  const text = useText(estateSurveyWords)
  const { building } = useSearch({ from: '/signed-in/shell/counties/$county/estates/$estate/surveys' })
  const setSearch = useSetSearch()
  const isPrinting = usePrinting()
  const { units, buildings } = survey.content
  const names = Object.fromEntries(buildings.map((each) => [each.building, text.buildingName(each.building)]))
  const homes = building === undefined ? units : units.filter((unit) => unit.building === building)
  const areaColumn = (title: string, of: (home: Home) => number | null) => ({
    title,
    render: (_: unknown, home: Home) => area(of(home)),
    className: 'number',
    width: 90,
  })
  return (
    <>
      <div className="no-print" style={{ marginBottom: 8 }}>
        <FilterSelect
          label={text.allBuildings}
          names={names}
          value={building}
          onChange={(value) => setSearch({ building: value })}
          width={160}
        />
      </div>
      <Table<Home>
        size="small"
        virtual={!isPrinting}
        rowKey={({ table, row }) => `${table} ${row}`}
        dataSource={homes}
        pagination={false}
        scroll={isPrinting ? {} : { x: 1140, y: 520 }}
        columns={[
          { title: text.building, dataIndex: 'building', width: 60 },
          { title: text.entrance, dataIndex: 'entrance', width: 60 },
          { title: text.room, dataIndex: 'room', width: 80 },
          { title: text.floor, dataIndex: 'floor', className: 'number', width: 60 },
          { title: text.nominal, dataIndex: 'nominal', width: 75 },
          { title: text.code, render: (_, home) => <Code home={home} />, width: 310 },
          { title: text.use, dataIndex: 'use', width: 80 },
          areaColumn(text.areaM2, ({ areaM2 }) => areaM2),
          areaColumn(text.innerM2, ({ innerM2 }) => innerM2),
          areaColumn(text.sharedM2, ({ sharedM2 }) => sharedM2),
          areaColumn(text.predictedM2, ({ predictedM2 }) => predictedM2),
          {
            title: text.deviation,
            render: (_, { areaM2, predictedM2 }) =>
              areaM2 !== null && predictedM2 ? `${deviationPercent(areaM2, predictedM2)} %` : '—',
            className: 'number',
            width: 90,
          },
        ]}
      />
    </>
  )
}

function Code({ home: { code, proposedCode } }: { home: Home }) {
  const text = useText(estateSurveyWords)
  if (code !== null) return <code>{code}</code>
  return proposedCode === null ? (
    '—'
  ) : (
    <>
      <code>{proposedCode}</code> <Tag>{text.proposed}</Tag>
    </>
  )
}
