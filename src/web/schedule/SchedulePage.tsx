import { useParams, useSearch } from '@tanstack/react-router'
import { Button, DatePicker, Slider, type TableColumnType, Tag, Tooltip } from 'antd'
import dayjs from 'dayjs'
import { type EstateInTime, scheduleEndpoints } from '#contract/schedule.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { EstateScheduleDrawer } from './EstateScheduleDrawer.tsx'
import { scheduleWords } from './messages.ts'
import './schedule.css'

const here = '/signed-in/shell/regions/$region/schedule'
const weightNames = ['size', 'ease', 'nearness'] as const

/** The estates of a region in the order of work, each with the days it needs and those it has. */
export function SchedulePage() {
  const { region } = useParams({ from: here })
  const search: Record<string, string> = useSearch({ from: here })
  const text = useText(scheduleWords)
  const name = useRegionName(region)
  const set = useSetSearch()
  const columns = useColumns()
  const { estate, county, ...query } = search
  const targets = { first: search.first, transfer: search.transfer }
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        <div className="end no-print">
          <Target label={text.firstTarget} value={search.first} onChange={(first) => set({ first })} />
          <Target label={text.transferTarget} value={search.transfer} onChange={(transfer) => set({ transfer })} />
        </div>
      </div>
      <p className="schedule-intro">{text.intro}</p>
      <div className="schedule-weights no-print">
        {weightNames.map((weight) => (
          <label key={weight} htmlFor={`weight-${weight}`}>
            {text.weights[weight]}
            <Slider
              id={`weight-${weight}`}
              ariaLabelForHandle={text.weights[weight]}
              min={0}
              max={5}
              step={0.5}
              defaultValue={Number(search[weight] ?? 1)}
              onChangeComplete={(value) => set({ [weight]: String(value) })}
            />
          </label>
        ))}
      </div>
      <RecordTable
        listKey={[scheduleEndpoints.regionSchedule.path, region, query]}
        load={(after) => loadPage(region, query, after)}
        columns={columns}
        rowKey={(row) => row.estateId}
        onOpen={(row) => set({ county: row.countyCode, estate: row.estateId })}
        width={1120}
      />
      {estate && county && (
        <EstateScheduleDrawer
          county={county}
          estate={estate}
          targets={targets}
          onClose={() => set({ county: undefined, estate: undefined })}
        />
      )}
    </div>
  )
}

async function loadPage(region: string, query: Record<string, string>, after: string | undefined) {
  const { rows, next, totals } = await call(scheduleEndpoints.regionSchedule, {
    params: { region },
    query: { ...query, after },
  })
  return { rows, next, total: totals.estates }
}

type TargetProps = { label: string; value: string | undefined; onChange: (day: string | undefined) => void }

function Target({ label, value, onChange }: TargetProps) {
  return (
    <DatePicker
      aria-label={label}
      placeholder={label}
      value={value ? dayjs(value) : null}
      minDate={dayjs()}
      onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : undefined)}
    />
  )
}

const colours = { grey: 'default', green: 'success', yellow: 'warning', red: 'error' } as const

function useColumns(): TableColumnType<EstateInTime>[] {
  const text = useText(scheduleWords)
  return [
    { title: text.rank, dataIndex: 'rank', width: 70, align: 'right', render: count },
    {
      title: text.estate,
      dataIndex: 'name',
      width: 240,
      ellipsis: true,
      render: (name: string) => (
        <Button type="link" style={{ padding: 0 }}>
          {name}
        </Button>
      ),
    },
    { title: text.open, width: 130, align: 'right', render: (_, { homes }) => count(homes.transfer) },
    { title: text.why, width: 110, render: (_, row) => <Why {...row} /> },
    {
      title: text.steps,
      width: 100,
      align: 'right',
      render: (_, { steps, daysAssumed }) =>
        daysAssumed === 0 ? count(steps) : <Tooltip title={text.assumed(count(daysAssumed))}>{count(steps)} *</Tooltip>,
    },
    {
      title: text.finish,
      width: 130,
      render: (_, { finishOn, cycle }) => (cycle ? <Tag color="error">{text.cycle(cycle.join('、'))}</Tag> : finishOn),
    },
    { title: text.slack, width: 130, align: 'right', render: (_, { slackDays }) => slackDays ?? '—' },
    {
      title: text.extension,
      width: 150,
      align: 'right',
      render: (_, { extensionDays }) => (extensionDays > 0 ? count(extensionDays) : '—'),
    },
    { title: text.light, width: 90, render: (_, { light }) => <Tag color={colours[light]}>{text.lights[light]}</Tag> },
  ]
}

/** The three parts of an estate's place, each as long as it is large. */
function Why({ parts, score }: Pick<EstateInTime, 'parts' | 'score'>) {
  const text = useText(scheduleWords)
  const shares = weightNames.map((part) => `${text.weights[part]} ${parts[part].toFixed(2)}`)
  return (
    <Tooltip title={`${shares.join(' · ')} = ${score.toFixed(2)}`}>
      <span className="schedule-why" role="img" aria-label={shares.join('，')}>
        {weightNames.map((part) => (
          <i key={part} style={{ width: `${parts[part] * 100}%` }} />
        ))}
      </span>
    </Tooltip>
  )
}
