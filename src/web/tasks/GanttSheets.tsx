import { useMemo } from 'react'
import type { Schedule } from '#contract/schedule.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { GanttChart } from './GanttChart.tsx'
import { GanttLegend } from './GanttLegend.tsx'
import { GanttScale } from './GanttScale.tsx'
import { GanttTable } from './GanttTable.tsx'
import type { GanttLook } from './gantt-option.ts'
import { type GanttRow, linksIn, sheetsOf } from './gantt-rows.ts'
import { scheduleWords } from './schedule-messages.ts'

/** A3 landscape less 10 mm on each side is 400 × 277 mm, 1512 × 1047 px; the table takes its part of the width. */
const sheet = { rows: 31, timeWidth: 740 }

type GanttSheetsProps = {
  schedule: Schedule
  rows: readonly GanttRow[]
  look: GanttLook
  targets: readonly string[]
}

/** The chart on paper: cut into sheets, each with its own heading, scale and legend. */
export function GanttSheets({ schedule, rows, look, targets }: GanttSheetsProps) {
  const text = useText(scheduleWords)
  const sheets = sheetsOf(rows, sheet.rows)
  const dayWidth = sheet.timeWidth / (look.span.until - look.span.from)
  return sheets.map((part, index) => (
    <section key={part[0]?.key} className="gantt-sheet">
      <h2>
        {schedule.regionName} · {text.title}
        <small>
          {' '}
          {text.printedOn(schedule.today)} · {text.page(count(index + 1), count(sheets.length))}
        </small>
      </h2>
      <div className="gantt">
        <GanttTable rows={part} />
        <div className="gantt-time" style={{ width: sheet.timeWidth }}>
          <GanttScale span={look.span} dayWidth={dayWidth} today={schedule.today} targets={targets} />
          <SheetChart rows={part} look={look} />
        </div>
      </div>
      <GanttLegend />
    </section>
  ))
}

/** Paper cannot be clicked: an estate's links are drawn where it is the only one on the sheet. */
function SheetChart({ rows, look }: { rows: readonly GanttRow[]; look: GanttLook }) {
  const own = useMemo(() => {
    const estates = new Set(rows.map(({ estate }) => estate.estateId))
    return { ...look, links: estates.size === 1 ? linksIn(rows, [...estates][0]) : [] }
  }, [rows, look])
  return <GanttChart rows={rows} look={own} />
}
