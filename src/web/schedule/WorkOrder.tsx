import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Alert, Card, Input } from 'antd'
import { type ScheduleQuery, type ScheduleRow, scheduleEndpoints } from '#contract/schedule.ts'
import { taskLights } from '#domain/tasks/lights.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { count } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { Reading } from '../platform/Reading.tsx'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { scheduleWords } from './messages.ts'
import { useOrderColumns } from './order-columns.tsx'
import { Provisional } from './Provisional.tsx'
import { WeightSliders } from './WeightSliders.tsx'
import { weightNames, weightsOf } from './weights.ts'

type WorkOrderProps = { region: string; set: (change: Record<string, string | undefined>) => void }

/** The estates in the order of work 先大后小、先易后难、先近后远, and whether each can be done by its target. */
export function WorkOrder({ region, set }: WorkOrderProps) {
  const search = useSearch({ from: '/signed-in/shell/regions/$region/schedule' })
  const text = useText(scheduleWords)
  const words = useText(platformWords)
  const weights = weightsOf(search)
  const isCity = region.endsWith('00')
  const columns = useOrderColumns(weights, isCity)
  const query = {
    ...weights,
    sort: search.sort ?? 'rank',
    light: search.light,
    search: search.search,
  } as Partial<ScheduleQuery> // the server checks every filter again
  const lights = Object.fromEntries(taskLights.map((light) => [light, words.light[light]]))
  return (
    <>
      <Totals region={region} />
      <WeightSliders
        weights={weights}
        onChange={(changed) =>
          set(
            Object.fromEntries(
              weightNames.map((name) => [name, changed[name] === 1 ? undefined : String(changed[name])]),
            ),
          )
        }
      />
      <div className="order-filters no-print">
        <Input.Search
          allowClear
          defaultValue={search.search}
          placeholder={text.search}
          aria-label={text.search}
          onSearch={(typed) => set({ search: typed || undefined })}
          style={{ width: 220 }}
        />
        <FilterSelect
          label={text.light}
          names={lights}
          value={search.light}
          onChange={(light) => set({ light })}
          width={90}
        />
        <FilterSelect
          label={text.sort}
          names={text.sorts}
          value={search.sort ?? 'rank'}
          onChange={(sort) => set({ sort })}
          width={150}
        />
      </div>
      <RecordTable<ScheduleRow>
        listKey={[scheduleEndpoints.schedule.path, region, query]}
        load={(after) => call(scheduleEndpoints.schedule, { params: { region }, query: { ...query, after } })}
        rowKey={({ estateId }) => estateId}
        onOpen={({ countyCode, estateId }) => set({ county: countyCode, estate: estateId })}
        width={isCity ? 1210 : 1100}
        columns={columns}
      />
    </>
  )
}

/** How many estates and steps there are, how many are too late, and what the targets are. */
function Totals({ region }: { region: string }) {
  const text = useText(scheduleWords)
  const schedule = useQuery(endpointQuery(scheduleEndpoints.schedule, { params: { region }, query: { limit: 1 } }))
  return (
    <Reading query={schedule}>
      {({ totals, targets, provisionalYears }) => {
        const set = targets.filter(({ firstOn, transferOn }) => firstOn !== null || transferOn !== null)
        const different = new Set(set.map(({ firstOn, transferOn }) => `${firstOn} ${transferOn}`))
        const [first] = set
        return (
          <div className="schedule order-head">
            <div className="cards">
              <Figure label={text.estates} value={totals.estates} />
              <Figure label={text.steps} value={totals.activities} />
              <Figure label={text.criticalSteps} value={totals.critical} />
              <Figure label={text.late} value={totals.infeasible} isBad={totals.infeasible > 0} />
            </div>
            {set.length === 0 && <Alert type="warning" showIcon message={text.noTargets} />}
            {different.size === 1 && first && (
              <p className="order-targets">
                {text.targetsOf(first.firstOn ?? text.noTarget, first.transferOn ?? text.noTarget)}
              </p>
            )}
            <Provisional years={provisionalYears} />
          </div>
        )
      }}
    </Reading>
  )
}

function Figure({ label, value, isBad = false }: { label: string; value: number; isBad?: boolean }) {
  return (
    <Card size="small">
      <div>{label}</div>
      <div className={isBad ? 'order-figure slack-short' : 'order-figure'}>{count(value)}</div>
    </Card>
  )
}
