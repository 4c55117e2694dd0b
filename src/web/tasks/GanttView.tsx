import { PrinterOutlined } from '@ant-design/icons'
import { useQueries } from '@tanstack/react-query'
import { Button, Segmented, Space } from 'antd'
import { useMemo, useState } from 'react'
import { campaignEndpoints } from '#contract/campaign.ts'
import type { Schedule, ScheduledStep } from '#contract/schedule.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { usePrinting } from '../platform/printing.ts'
import { useText } from '../platform/text.ts'
import { GanttChart } from './GanttChart.tsx'
import { GanttLegend } from './GanttLegend.tsx'
import { GanttScale } from './GanttScale.tsx'
import { GanttSheets } from './GanttSheets.tsx'
import { GanttSlip } from './GanttSlip.tsx'
import { GanttTable } from './GanttTable.tsx'
import type { GanttLook } from './gantt-option.ts'
import { daysOff, type GanttRow, ganttRows, linksIn, openAtFirst, spanOf, yearsOf } from './gantt-rows.ts'
import { scheduleWords } from './schedule-messages.ts'

/** Pixels of a day at each scale. */
const dayWidths = { week: 10, month: 3 }

/** The steps of all estates in time, in the order of work, beside the same rows as a table. */
export function GanttView({ schedule }: { schedule: Schedule }) {
  const text = useText(scheduleWords)
  const { estates, today } = schedule
  const [open, setOpen] = useState(() => openAtFirst(estates))
  const [scale, setScale] = useState<'week' | 'month'>('month')
  const [chosen, setChosen] = useState<{ estate: string; step: string | null }>()
  const isPrinting = usePrinting()
  const rows = useMemo(() => ganttRows(estates, open), [estates, open])
  const looked = chosen?.estate ?? (estates.length === 1 ? estates[0]?.estateId : undefined)
  const look = useLook(schedule, rows, looked)
  const targets = [...new Set(estates.flatMap(({ targetOn }) => (targetOn ? [targetOn] : [])))]
  const chosenEstate = estates.find(({ estateId }) => estateId === chosen?.estate)
  const chosenStep = chosenEstate?.steps.find(({ id }) => id === chosen?.step)
  const choose = (row: GanttRow) =>
    setChosen({ estate: row.estate.estateId, step: row.kind === 'step' ? row.step.id : null })
  const toggle = (id: string) => setOpen((before) => (before.has(id) ? without(before, id) : new Set([...before, id])))
  if (isPrinting) return <GanttSheets schedule={schedule} rows={rows} look={look} targets={targets} />
  const dayWidth = dayWidths[scale]
  return (
    <>
      <div className="gantt-tools no-print">
        <Segmented
          aria-label={text.zoom}
          value={scale}
          onChange={setScale}
          options={[
            { value: 'week', label: text.byWeek },
            { value: 'month', label: text.byMonth },
          ]}
        />
        <Space>
          <Button onClick={() => setOpen(new Set(estates.map(({ estateId }) => estateId)))}>{text.openAll}</Button>
          <Button onClick={() => setOpen(new Set())}>{text.closeAll}</Button>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {text.print}
          </Button>
        </Space>
      </div>
      <GanttLegend />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="gantt" tabIndex={0} aria-label={text.gantt}>
        <GanttTable rows={rows} onToggle={({ estateId }) => toggle(estateId)} onChoose={choose} />
        <div className="gantt-time" style={{ width: (look.span.until - look.span.from) * dayWidth }}>
          <GanttScale span={look.span} dayWidth={dayWidth} today={today} targets={targets} />
          <GanttChart key={`${scale} ${rows.length}`} rows={rows} look={look} onChoose={choose} />
        </div>
      </section>
      {chosenEstate && chosenStep && (
        <GanttSlip
          key={chosenStep.id}
          estate={chosenEstate}
          step={chosenStep}
          onClose={() => setChosen({ estate: chosenEstate.estateId, step: null })}
        />
      )}
    </>
  )
}

const without = (set: ReadonlySet<string>, key: string) => new Set([...set].filter((one) => one !== key))

/** How the rows are drawn: over which time, with which days off and links, and what a bar says. */
function useLook(schedule: Schedule, rows: readonly GanttRow[], looked: string | undefined): GanttLook {
  const text = useText(scheduleWords)
  const { region, estates, today } = schedule
  const span = useMemo(() => spanOf(estates, today), [estates, today])
  const years = useQueries({
    queries: yearsOf(span).map((year) => endpointQuery(campaignEndpoints.calendar, { params: { region, year } })),
    combine: (answers) => answers.flatMap(({ data }) => (data ? [data] : [])),
  })
  const off = useMemo(() => daysOff(span, years), [span, years])
  return useMemo(
    () => ({ span, off, today, links: linksIn(rows, looked), say: (row) => sayRow(row, text) }),
    [span, off, today, rows, looked, text],
  )
}

type Text = (typeof scheduleWords)['zh']

function sayRow(row: GanttRow, text: Text): string {
  if (row.kind === 'step') return [row.step.title, ...sayStep(row.step, text)].join('\n')
  const { name, rank, open, targetOn, finishOn, extensionDays, isFeasible, parts } = row.estate
  return [
    `${name} · ${text.rank(count(rank))} · ${text.homesLeft(count(open))}`,
    text.why(parts.size.toFixed(2), parts.ease.toFixed(2), parts.nearness.toFixed(2)),
    ...(finishOn ? [targetOn ? text.finishes(finishOn, targetOn) : text.finishesOpen(finishOn)] : []),
    ...(isFeasible ? [] : [text.extension(count(extensionDays))]),
  ].join('\n')
}

const sayStep = (step: ScheduledStep, text: Text): string[] => [
  [step.organisation?.name, step.person].filter(Boolean).join(' · ') || '—',
  `${text.earliest} ${step.earliestStart} – ${step.earliestFinish}`,
  `${text.latest} ${step.latestStart} – ${step.latestFinish}`,
  step.slackDays < 0 ? text.tooLate(count(-step.slackDays)) : text.slackDays(count(step.slackDays)),
  ...(step.isCritical ? [text.criticalStep] : []),
  ...(step.daysAssumed ? [text.daysAssumed] : []),
]
