import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Descriptions, Drawer, InputNumber, Slider, Space } from 'antd'
import { useState } from 'react'
import { type ScheduledEstate, type ScheduledStep, type Slip, scheduleEndpoints } from '#contract/schedule.ts'
import { dayNumber } from '#domain/shared/days.ts'
import { useDebounced } from '../diagnosis/use-debounced.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { useStepTitle } from './GanttTable.tsx'
import { scheduleWords } from './schedule-messages.ts'

type GanttSlipProps = { estate: ScheduledEstate; step: ScheduledStep; onClose: () => void }

/** One step: when it must happen, its task, and what moves when it takes longer. */
export function GanttSlip({ estate, step, onClose }: GanttSlipProps) {
  const text = useText(scheduleWords)
  const title = useStepTitle(step)
  return (
    <Drawer open onClose={onClose} title={`${estate.name} · ${title}`} size={520} destroyOnHidden>
      <StepFacts step={step} />
      <Space size="large" wrap style={{ margin: '12px 0 20px' }}>
        <TaskLink estate={estate} step={step} />
        <Link
          to="/regions/$region/schedule"
          params={{ region: estate.countyCode }}
          search={{ estate: estate.estateId }}
        >
          {text.onlyThis}
        </Link>
        <Link to="/counties/$county/estates/$estate" params={{ county: estate.countyCode, estate: estate.estateId }}>
          {text.estateFile}
        </Link>
      </Space>
      {!step.isDone && <SlipTrial estate={estate} step={step} />}
    </Drawer>
  )
}

function StepFacts({ step }: { step: ScheduledStep }) {
  const text = useText(scheduleWords)
  const slack = step.slackDays < 0 ? text.tooLate(count(-step.slackDays)) : text.slackDays(count(step.slackDays))
  const facts = [
    {
      key: 'unit',
      label: text.unit,
      children: [step.organisation?.name, step.person].filter(Boolean).join(' · ') || '—',
    },
    {
      key: 'days',
      label: text.days,
      children: step.daysAssumed ? `${step.workingDays} · ${text.daysAssumed}` : step.workingDays,
    },
    { key: 'early', label: text.earliest, children: `${step.earliestStart} – ${step.earliestFinish}` },
    { key: 'late', label: text.latest, children: `${step.latestStart} – ${step.latestFinish}` },
    { key: 'slack', label: text.slack, children: step.isCritical ? `${slack} · ${text.criticalStep}` : slack },
    ...(step.dueOn ? [{ key: 'due', label: text.due, children: step.dueOn }] : []),
  ]
  return <Descriptions column={1} size="small" bordered items={facts} />
}

function TaskLink({ estate, step }: { estate: ScheduledEstate; step: ScheduledStep }) {
  const text = useText(scheduleWords)
  const county = estate.countyCode
  if (step.taskId)
    return (
      <Link to="/counties/$county/tasks/$task" params={{ county, task: step.taskId }}>
        {text.toTask(String(step.taskNo ?? ''))}
      </Link>
    )
  return (
    <Link
      to="/counties/$county/estates/$estate"
      params={{ county, estate: estate.estateId }}
      search={{ view: 'tasks' }}
    >
      {text.toAssign}
    </Link>
  )
}

function SlipTrial({ estate, step }: { estate: ScheduledEstate; step: ScheduledStep }) {
  const text = useText(scheduleWords)
  const [days, setDays] = useState(5)
  const asked = useDebounced(days, 250)
  const slip = useQuery({
    ...endpointQuery(scheduleEndpoints.slip, {
      params: { county: estate.countyCode, estate: estate.estateId },
      query: { step: step.id, days: asked },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <section aria-label={text.slipTitle}>
      <h3>{text.slipTitle}</h3>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: 16, alignItems: 'center' }}>
        <Slider
          min={1}
          max={60}
          value={Math.min(days, 60)}
          onChange={setDays}
          ariaLabelForHandle={text.slipDays}
          marks={{ 1: 1, 5: 5, 10: 10, 20: 20, 40: 40, 60: 60 }}
        />
        <InputNumber
          min={1}
          max={500}
          precision={0}
          value={days}
          onChange={(typed) => setDays(typed ?? 1)}
          aria-label={text.slipDays}
          style={{ width: 80 }}
        />
      </div>
      <Reading query={slip}>{(answer) => <SlipAnswer slip={answer} />}</Reading>
    </section>
  )
}

function SlipAnswer({ slip }: { slip: Slip }) {
  const text = useText(scheduleWords)
  const { finishBefore, finishAfter, missesTarget, moved } = slip
  const finish = finishBefore === finishAfter ? text.slipSame(finishAfter) : text.slipFinish(finishBefore, finishAfter)
  return (
    <div aria-live="polite">
      <Alert
        showIcon
        type={missesTarget ? 'error' : 'success'}
        title={missesTarget ? text.slipMisses : text.slipKeeps}
        description={finish}
        style={{ margin: '16px 0' }}
      />
      <h4>{text.slipMoved(count(moved.length))}</h4>
      <ul className="plain-list slip-list">
        {moved.map((step) => (
          <li key={step.id}>
            {step.title}
            <SlipBars step={step} moved={moved} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A step's bar before and after, over the time of everything that moves. */
function SlipBars({ step, moved }: { step: Slip['moved'][number]; moved: Slip['moved'] }) {
  const text = useText(scheduleWords)
  const from = Math.min(...moved.map(({ startBefore }) => dayNumber(startBefore)))
  const until = Math.max(...moved.map(({ finishAfter }) => dayNumber(finishAfter))) + 1
  const place = (start: string, finish: string) => ({
    left: `${((dayNumber(start) - from) / (until - from)) * 100}%`,
    width: `${((dayNumber(finish) + 1 - dayNumber(start)) / (until - from)) * 100}%`,
  })
  const lines = [
    { key: 'before', name: text.before, start: step.startBefore, finish: step.finishBefore },
    { key: 'after', name: text.after, start: step.startAfter, finish: step.finishAfter },
  ]
  return lines.map(({ key, name, start, finish }) => (
    <div key={key} className="slip-line">
      <span className="quiet">
        {name} {start} – {finish.slice(5)}
      </span>
      <span className="slip-track">
        <span className={`slip-bar slip-${key}`} style={place(start, finish)} />
      </span>
    </div>
  ))
}
