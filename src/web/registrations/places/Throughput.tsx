import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { DatePicker, Empty, Select, Space, Table } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { PlaceDay } from '#contract/place-shapes.ts'
import { placesEndpoints } from '#contract/places.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { placeWords } from './messages.ts'
import { ThroughputChart } from './ThroughputChart.tsx'
import { iso } from './times.ts'

const nowhere = 'none'

/** What each place accepted, entered and delivered, day by day. */
export function Throughput({ county }: { county: string }) {
  const text = useText(placeWords)
  const [days, setDays] = useState<[Dayjs, Dayjs]>([dayjs().subtract(13, 'day'), dayjs()])
  const [place, setPlace] = useState<string | null>(null)
  const work = useQuery({
    ...endpointQuery(placesEndpoints.throughput, {
      params: { county },
      query: { from: iso(days[0]), until: iso(days[1]) },
    }),
    placeholderData: keepPreviousData,
  })
  const idOf = (row: PlaceDay) => row.place?.id ?? nowhere
  const names = new Map((work.data ?? []).map((row) => [idOf(row), row.place?.name ?? text.elsewhere]))
  return (
    <>
      <Space wrap className="no-print" style={{ marginBottom: 12 }}>
        <DatePicker.RangePicker
          allowClear={false}
          value={days}
          aria-label={text.stretch}
          onChange={(chosen) => chosen?.[0] && chosen[1] && setDays([chosen[0], chosen[1]])}
        />
        <Select
          allowClear
          aria-label={text.place}
          placeholder={text.allPlaces}
          value={place}
          style={{ minWidth: 200 }}
          options={[...names].map(([value, label]) => ({ value, label }))}
          onChange={(chosen?: string) => setPlace(chosen ?? null)}
        />
      </Space>
      <p className="hint">{text.throughputHint}</p>
      <Reading query={work}>
        {(rows) => {
          const shown = rows.filter((row) => place === null || idOf(row) === place)
          if (shown.length === 0) return <Empty description={text.noWork} />
          return (
            <>
              <ThroughputChart rows={shown} name={place === null ? text.allTogether : (names.get(place) ?? '')} />
              <WorkTable rows={shown} />
            </>
          )
        }}
      </Reading>
    </>
  )
}

function WorkTable({ rows }: { rows: readonly PlaceDay[] }) {
  const text = useText(placeWords)
  const sum = (key: 'accepted' | 'entered' | 'delivered') => count(rows.reduce((all, row) => all + row[key], 0))
  return (
    <Table<PlaceDay>
      size="small"
      rowKey={(row) => `${row.day} ${row.place?.id ?? nowhere}`}
      dataSource={rows}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 620 }}
      columns={[
        { title: text.day, dataIndex: 'day', width: 120 },
        { title: text.place, render: (_, row) => row.place?.name ?? text.elsewhere },
        { title: text.nature, render: (_, { nature }) => nature && text.natures[nature], width: 90 },
        { title: text.accepted, render: (_, row) => count(row.accepted), className: 'number', width: 90 },
        { title: text.entered, render: (_, row) => count(row.entered), className: 'number', width: 90 },
        { title: text.delivered, render: (_, row) => count(row.delivered), className: 'number', width: 90 },
      ]}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0} colSpan={3}>
            <strong>{text.total}</strong>
          </Table.Summary.Cell>
          {(['accepted', 'entered', 'delivered'] as const).map((key, at) => (
            <Table.Summary.Cell key={key} index={at + 3} className="number">
              <strong>{sum(key)}</strong>
            </Table.Summary.Cell>
          ))}
        </Table.Summary.Row>
      )}
    />
  )
}
