import { Card } from 'antd'
import dayjs from 'dayjs'
import type { CalendarDay } from '#contract/campaign.ts'
import { dayNumber, dayOf, daysInMonth, weekdayOf } from '#domain/shared/days.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import type { ChosenDay } from './CorrectDaysModal.tsx'
import { runsOf } from './day-runs.ts'
import { calendarWords } from './messages.ts'

type MonthTableProps = {
  year: number
  month: number
  workingDays: number
  exceptions: readonly CalendarDay[]
  onChoose?: (day: ChosenDay) => void
}

/** A month from Monday to Sunday; a day that is not what its weekday says carries its name. */
export function MonthTable({ year, month, workingDays, exceptions, onChoose }: MonthTableProps) {
  const text = useText(calendarWords)
  const named = new Map(exceptions.map((exception) => [exception.day, exception]))
  return (
    <Card size="small" title={text.months[month - 1]} extra={text.workingDays(count(workingDays))}>
      <table className="month">
        <thead>
          <tr>
            {text.weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month).map((week) => (
            <tr key={week.find((day) => day !== null)}>
              {week.map((day, weekday) => (
                <td key={text.weekdays[weekday]}>
                  {day !== null && (
                    <Day day={day} isWeekend={weekday > 4} exception={named.get(day)} onChoose={onChoose} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="month-notes">
        {runsOf(exceptions.filter(({ day }) => Number(day.slice(5, 7)) === month)).map(
          ({ from, until, name, isWorkday }) => (
            <li key={from}>
              {from === until ? text.day(dayOfMonth(from)) : text.run(dayOfMonth(from), dayOfMonth(until))} {name}{' '}
              {isWorkday ? text.legend.makeup : text.legend.holiday}
            </li>
          ),
        )}
      </ul>
    </Card>
  )
}

const dayOfMonth = (day: string) => String(Number(day.slice(8)))

/** The days of a month in rows of seven; null before its first and after its last day. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const before = weekdayOf(dayNumber(dayOf(year, month, 1) ?? ''))
  const weeks = Math.ceil((before + daysInMonth(year, month)) / 7)
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => dayOf(year, month, week * 7 + weekday - before + 1)),
  )
}

type DayProps = {
  day: string
  isWeekend: boolean
  exception: CalendarDay | undefined
  onChoose: ((day: ChosenDay) => void) | undefined
}

function Day({ day, isWeekend, exception, onChoose }: DayProps) {
  const text = useText(calendarWords)
  const isWorkday = exception?.isWorkday ?? !isWeekend
  const mark = exception && (exception.isWorkday ? text.marks.makeup : text.marks.holiday)
  const title = [day, isWorkday ? text.worked : text.off, exception?.name].filter(Boolean).join(' ')
  const className = [
    'day',
    !isWorkday && 'off',
    exception && (exception.isWorkday ? 'makeup' : 'holiday'),
    exception?.isCorrected && 'corrected',
    day === dayjs().format('YYYY-MM-DD') && 'today',
  ]
    .filter(Boolean)
    .join(' ')
  const content = (
    <>
      {Number(day.slice(8))}
      {mark && <small aria-hidden>{mark}</small>}
    </>
  )
  if (!onChoose)
    return (
      <span className={className} title={title}>
        {content}
      </span>
    )
  return (
    <button
      type="button"
      className={className}
      title={title}
      aria-label={title}
      onClick={() => onChoose({ day, isWorkday })}
    >
      {content}
    </button>
  )
}
