import { Button, Tooltip } from 'antd'
import { useContext } from 'react'
import type { ScheduledEstate, ScheduledStep } from '#contract/schedule.ts'
import { count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { LanguageContext, useText } from '../platform/text.ts'
import type { GanttRow } from './gantt-rows.ts'
import { scheduleWords } from './schedule-messages.ts'

type GanttTableProps = {
  rows: readonly GanttRow[]
  onToggle?: (estate: ScheduledEstate) => void
  onChoose?: (row: GanttRow) => void
}

/** The same rows as a table: what stands beside the bars, what a keyboard goes through and a screen reader reads. */
export function GanttTable({ rows, onToggle, onChoose }: GanttTableProps) {
  const text = useText(scheduleWords)
  return (
    <table className="gantt-table">
      <caption className="out-of-sight">{text.title}</caption>
      <thead>
        <tr>
          <th scope="col" className="gantt-title">
            {text.step}
          </th>
          <th scope="col" className="gantt-more gantt-unit">
            {text.unit}
          </th>
          <th scope="col" className="gantt-more number">
            {text.days}
          </th>
          <th scope="col" className="gantt-most">
            {text.earliest}
          </th>
          <th scope="col" className="gantt-more">
            {text.latestStart}
          </th>
          <th scope="col">{text.latestFinish}</th>
          <th scope="col" className="gantt-more number">
            {text.slack}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) =>
          row.kind === 'estate' ? (
            <EstateRow key={row.key} row={row} onToggle={onToggle} onChoose={onChoose} />
          ) : (
            <StepRow key={row.key} step={row.step} onChoose={() => onChoose?.(row)} />
          ),
        )}
      </tbody>
    </table>
  )
}

type EstateRowProps = {
  row: Extract<GanttRow, { kind: 'estate' }>
  onToggle: GanttTableProps['onToggle']
  onChoose: GanttTableProps['onChoose']
}

function EstateRow({ row, onToggle, onChoose }: EstateRowProps) {
  const text = useText(scheduleWords)
  const { estate, isOpen } = row
  const { size, ease, nearness } = estate.parts
  const why = text.why(size.toFixed(2), ease.toFixed(2), nearness.toFixed(2))
  return (
    <tr className="gantt-estate">
      <th scope="rowgroup" colSpan={7}>
        <Button
          type="text"
          size="small"
          className="no-print"
          aria-expanded={isOpen}
          aria-label={isOpen ? text.close(estate.name) : text.open(estate.name)}
          onClick={() => onToggle?.(estate)}
        >
          {isOpen ? '▾' : '▸'}
        </Button>
        <Tooltip title={`${text.rank(count(estate.rank))} · ${text.homesLeft(count(estate.open))} · ${why}`}>
          <button type="button" className="gantt-name" onClick={() => onChoose?.(row)}>
            {estate.rank}. {estate.name}
          </button>
        </Tooltip>
        <span className="quiet"> {text.homesLeft(count(estate.open))}</span>
        {!estate.isFeasible && <b className="gantt-late"> ▲ {text.extension(count(estate.extensionDays))}</b>}
      </th>
    </tr>
  )
}

function StepRow({ step, onChoose }: { step: ScheduledStep; onChoose: () => void }) {
  const text = useText(scheduleWords)
  const title = useStepTitle(step)
  return (
    <tr>
      <th scope="row" className="gantt-title">
        <LightDot light={step.light} />
        <button
          type="button"
          className={step.isCritical ? 'gantt-name is-critical' : 'gantt-name'}
          title={title}
          onClick={onChoose}
        >
          {step.isDone ? '✓ ' : ''}
          {title}
        </button>
        {step.isCritical && <span className="gantt-chip">{text.critical}</span>}
      </th>
      <td className="gantt-more gantt-unit" title={step.organisation?.name}>
        {step.organisation?.name ?? '—'}
      </td>
      <td className="gantt-more number" title={step.daysAssumed ? text.daysAssumed : undefined}>
        {step.workingDays}
        {step.daysAssumed ? '*' : ''}
      </td>
      <td className="gantt-most">
        {step.earliestStart} – {step.earliestFinish.slice(5)}
      </td>
      <td className="gantt-more">{step.latestStart}</td>
      <td>{step.latestFinish}</td>
      <td className={step.slackDays < 0 ? 'gantt-more number gantt-late' : 'gantt-more number'}>
        {step.isDone ? '—' : step.slackDays}
      </td>
    </tr>
  )
}

/** The title of a step in the language of the screen. */
export function useStepTitle({ title, titleEn }: { title: string; titleEn: string | null }): string {
  const { language } = useContext(LanguageContext)
  return language === 'en' ? (titleEn ?? title) : title
}
