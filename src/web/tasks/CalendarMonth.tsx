import { useText } from '../platform/text.ts'
import { type WallDay, type WallMonth, workdaysOf } from './calendar-days.ts'
import { campaignWords } from './campaign-messages.ts'

type CalendarMonthProps = { month: WallMonth; onChoose: ((day: WallDay) => void) | undefined }

/** A month from Monday to Sunday; what is off and what is made up for carries its sign, not only its colour. */
export function CalendarMonth({ month, onChoose }: CalendarMonthProps) {
  const text = useText(campaignWords)
  const places = [...Array.from({ length: month.offset }, () => null), ...month.days]
  const weeks = Array.from({ length: Math.ceil(places.length / 7) }, (_, week) => places.slice(week * 7, week * 7 + 7))
  return (
    <table className="wall-month">
      <caption>
        {text.monthOf(String(month.month))}{' '}
        <span className="quiet">{text.monthWorkdays(String(workdaysOf(month)))}</span>
      </caption>
      <thead>
        <tr>
          {text.weekdays.map((name, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: weekdays never change their places
            <th key={place} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find((day) => day !== null)?.day}>
            {week.map((day, place) =>
              day ? (
                <td key={day.day} className={`wall-${day.kind}${day.isCorrected ? ' is-corrected' : ''}`}>
                  <Day day={day} onChoose={onChoose} />
                </td>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: an empty place has nothing else
                <td key={place} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day, onChoose }: { day: WallDay; onChoose: CalendarMonthProps['onChoose'] }) {
  const text = useText(campaignWords)
  const what = { workday: text.workday, weekend: text.weekend, holiday: text.holiday, make_up: text.makeUp }[day.kind]
  const words = [text.dayWords(day.day, what), day.name, day.isCorrected && text.corrected].filter(Boolean).join(' · ')
  const sign = { workday: '', weekend: '', holiday: text.holidayMark, make_up: text.makeUpMark }[day.kind]
  const face = (
    <>
      {Number(day.day.slice(8))}
      <sup aria-hidden="true">{sign}</sup>
    </>
  )
  if (!onChoose) return <span title={words}>{face}</span>
  return (
    <button type="button" title={words} aria-label={words} onClick={() => onChoose(day)}>
      {face}
    </button>
  )
}
