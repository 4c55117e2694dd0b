import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { type CalendarYear, campaignEndpoints } from '#contract/campaign.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { type ChosenDay, CorrectDaysModal } from './CorrectDaysModal.tsx'
import { MonthTable } from './MonthTable.tsx'
import { calendarWords } from './messages.ts'
import { useCampaignAct } from './use-campaign-act.ts'

/** A year of working days as every term counts them; the city's office corrects a day by pressing it. */
export function CalendarView({ region }: { region: string }) {
  const [year, setYear] = useState(dayjs().year())
  const calendar = useQuery(endpointQuery(campaignEndpoints.calendarYear, { params: { region, year } }))
  return <Reading query={calendar}>{(data) => <YearView region={region} data={data} onYear={setYear} />}</Reading>
}

type YearViewProps = { region: string; data: CalendarYear; onYear: (year: number) => void }

function YearView({ region, data, onYear }: YearViewProps) {
  const text = useText(calendarWords)
  const mayCorrect = useMay('calendar.correct', region) && region === data.city
  const [chosen, setChosen] = useState<ChosenDay>()
  const [isPublishing, setPublishing] = useState(false)
  const workingDays = data.months.reduce((sum, n) => sum + n, 0)
  return (
    <>
      <div className="calendar-legend">
        <YearSelect data={data} onYear={onYear} />
        <strong>{text.workingDays(count(workingDays))}</strong>
        <span className="day off holiday">{text.legend.holiday}</span>
        <span className="day makeup">{text.legend.makeup}</span>
        <span className="day corrected">{text.legend.corrected}</span>
        {mayCorrect && data.state === 'provisional' && (
          <Button onClick={() => setPublishing(true)}>{text.publish}</Button>
        )}
      </div>
      <Alert
        type={data.state === 'provisional' ? 'warning' : 'info'}
        showIcon
        title={text.states[data.state]}
        description={mayCorrect ? text.correctHint : text.keptBy(data.cityName)}
        style={{ marginBottom: 16 }}
      />
      <div className="months">
        {data.months.map((workingDaysOfMonth, month) => (
          <MonthTable
            key={text.months[month]}
            year={data.year}
            month={month + 1}
            workingDays={workingDaysOfMonth}
            exceptions={data.days}
            {...(mayCorrect && { onChoose: setChosen })}
          />
        ))}
      </div>
      {chosen && <CorrectDaysModal region={region} chosen={chosen} onClose={() => setChosen(undefined)} />}
      {isPublishing && <PublishModal region={region} year={data.year} onClose={() => setPublishing(false)} />}
    </>
  )
}

/** Years around today, and all whose holidays are published. */
function YearSelect({ data, onYear }: Omit<YearViewProps, 'region'>) {
  const text = useText(calendarWords)
  const now = dayjs().year()
  const years = [...new Set([...data.publishedYears, now, now + 1, now + 2, data.year])].sort((one, two) => two - one)
  return (
    <Select
      aria-label={text.year}
      value={data.year}
      options={years.map((value) => ({ value, label: String(value) }))}
      onChange={onYear}
      style={{ width: 100 }}
    />
  )
}

function PublishModal({ region, year, onClose }: { region: string; year: number; onClose: () => void }) {
  const text = useText(calendarWords)
  const act = useCampaignAct()
  return (
    <ReasonModal<object>
      open
      title={text.publishOf(String(year))}
      done={text.published}
      onClose={onClose}
      act={({ reason }) => act(campaignEndpoints.publishYear, { params: { region, year }, body: { reason } })}
    />
  )
}
