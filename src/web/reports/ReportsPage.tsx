import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useParams, useSearch } from '@tanstack/react-router'
import { Button, DatePicker, Segmented, Space } from 'antd'
import dayjs from 'dayjs'
import { dayBefore, type Period, periodKinds, periodOf } from '#domain/reports/periods.ts'
import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'
import { platformWords } from '../platform/messages.ts'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { HandInMatrix } from './HandInMatrix.tsx'
import { ReportArchive } from './ReportArchive.tsx'
import { ReportView } from './ReportView.tsx'
import { rhythmWords } from './rhythm-messages.ts'
import { here, today, usePeriodName, useReportPeriod } from './use-report-period.ts'
import './reports.css'

/** The rhythm of reports of a region: the report of a period, who has handed in for it, every issue as issued. */
export function ReportsPage() {
  const { region } = useParams({ from: here })
  const { view = 'current' } = useSearch({ from: here })
  const text = useText(rhythmWords)
  const words = useText(platformWords)
  const name = useRegionName(region)
  const set = useSetSearch()
  const period = useReportPeriod()
  return (
    <div className="page">
      <div className="page-head">
        <h1 className={view === 'current' ? 'no-print' : ''}>
          {name} · {words.reports}
        </h1>
        <Segmented
          className="no-print"
          value={view}
          options={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
          onChange={(chosen) => set({ view: chosen, who: undefined })}
        />
        <div className="end no-print">
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      {view !== 'archive' && (
        <div className="report-period no-print">
          <Segmented
            aria-label={text.kind}
            value={period.kind}
            options={periodKinds.map((value) => ({ value, label: text.shortKinds[value] }))}
            onChange={(kind) => set({ kind, period: undefined })}
          />
          <PeriodPicker period={period} />
        </div>
      )}
      {view === 'archive' ? (
        <ReportArchive region={region} />
      ) : view === 'hand_ins' ? (
        <HandInMatrix region={region} period={period} />
      ) : (
        <ReportView key={`${period.kind} ${period.key}`} region={region} period={period} />
      )}
    </div>
  )
}

function PeriodPicker({ period }: { period: Period }) {
  const text = useText(rhythmWords)
  const nameOf = usePeriodName()
  const set = useSetSearch()
  const go = (day: string) => set({ kind: period.kind, period: periodOf(period.kind, day).key })
  const next = dayOfNumber(dayNumber(period.to) + 1)
  return (
    <Space size={4} wrap>
      <Button icon={<LeftOutlined />} aria-label={text.earlier} onClick={() => go(dayBefore(period))} />
      <strong className="report-period-name">{nameOf(period.kind, period.key)}</strong>
      <Button icon={<RightOutlined />} aria-label={text.later} disabled={next > today()} onClick={() => go(next)} />
      <DatePicker
        aria-label={text.period}
        picker={period.kind === 'month' ? 'month' : 'date'}
        allowClear={false}
        value={dayjs(period.to > today() ? today() : period.to)}
        maxDate={dayjs(today())}
        onChange={(day) => day && go(day.format('YYYY-MM-DD'))}
      />
    </Space>
  )
}
