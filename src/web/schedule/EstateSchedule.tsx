import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Empty } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { type EstateSchedule as Planned, type Slip, scheduleEndpoints } from '#contract/schedule.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { GanttLegend } from './GanttLegend.tsx'
import { ganttRows } from './gantt-room.ts'
import { scheduleWords } from './messages.ts'
import { Provisional } from './Provisional.tsx'
import { SlipPanel } from './SlipPanel.tsx'
import { StepTable } from './StepTable.tsx'
import './schedule.css'

const GanttChart = lazy(() => import('./GanttChart.tsx').then(({ GanttChart }) => ({ default: GanttChart })))
const nothing: Slip['moved'] = []

/** The work of one estate in time: whether its targets can be kept, its Gantt chart, and what a delay would move. */
export function EstateSchedule({ county, estate }: { county: string; estate: string }) {
  const schedule = useQuery(endpointQuery(scheduleEndpoints.estateSchedule, { params: { county, estate } }))
  return <Reading query={schedule}>{(data) => <ScheduleView schedule={data} />}</Reading>
}

function ScheduleView({ schedule }: { schedule: Planned }) {
  const text = useText(scheduleWords)
  const [slip, setSlip] = useState<{ activity: string | null; days: number }>({ activity: null, days: 5 })
  const { activity, days } = slip
  const params = { county: schedule.countyCode, estate: schedule.estateId }
  const effect = useQuery({
    ...endpointQuery(scheduleEndpoints.slip, { params, query: { activity: activity ?? '', days } }),
    enabled: activity !== null,
  })
  const moved = activity === null ? nothing : (effect.data?.moved ?? nothing)
  if (schedule.cycle)
    return (
      <Alert
        type="error"
        showIcon
        message={text.ring(schedule.cycle.join(text.ringArrow))}
        style={{ margin: '8px 0' }}
      />
    )
  if (schedule.activities.length === 0) return <Empty description={text.noSteps} style={{ margin: 48 }} />
  return (
    <div className="schedule schedule-sheet">
      <Verdict schedule={schedule} />
      <Provisional years={schedule.provisionalYears} />
      <Card size="small" title={text.ganttOf(schedule.name)} className="gantt-card">
        <GanttLegend />
        <Suspense fallback={<div className="gantt" style={ganttRows(schedule.activities.length)} />}>
          <GanttChart
            schedule={schedule}
            moved={moved}
            onChoose={(chosen) => setSlip((before) => ({ ...before, activity: chosen }))}
          />
        </Suspense>
      </Card>
      <SlipPanel
        activities={schedule.activities}
        hasTarget={schedule.targets.firstOn !== null || schedule.targets.transferOn !== null}
        slip={slip}
        onChange={setSlip}
        effect={effect}
      />
      <Card size="small" title={text.stepTable}>
        <StepTable county={schedule.countyCode} activities={schedule.activities} />
      </Card>
    </div>
  )
}

/** Whether the targets can be kept, in words, and the least extension where they cannot. */
function Verdict({ schedule }: { schedule: Planned }) {
  const text = useText(scheduleWords)
  const { targets, finishOn, slackDays, extensionDays, leastTarget } = schedule
  const dates = text.targetsOf(targets.firstOn ?? text.noTarget, targets.transferOn ?? text.noTarget)
  if (extensionDays > 0)
    return (
      <Alert
        type="error"
        showIcon
        message={text.infeasible(count(extensionDays))}
        description={`${leastTarget ? `${text.least(leastTarget)} · ` : ''}${dates}`}
      />
    )
  if (finishOn === null) return <Alert type="success" showIcon message={text.nothingOpen} />
  if (slackDays === null) return <Alert type="warning" showIcon message={text.finishes(finishOn)} />
  return <Alert type="success" showIcon message={text.feasible(finishOn, count(slackDays))} description={dates} />
}
