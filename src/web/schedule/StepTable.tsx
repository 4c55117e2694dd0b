import { Link } from '@tanstack/react-router'
import { Table, Tag } from 'antd'
import { useContext } from 'react'
import type { ScheduledActivity } from '#contract/schedule.ts'
import { count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { usePrinting } from '../platform/printing.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { scheduleWords } from './messages.ts'

/** More rows than this are shown in pages: the chart beside them must not wait for the table. */
const page = 50

/** The same steps in words and numbers, for who cannot read the chart and for what does not fit on it. */
export function StepTable({ county, activities }: { county: string; activities: readonly ScheduledActivity[] }) {
  const text = useText(scheduleWords)
  const isPrinting = usePrinting()
  const isEnglish = useContext(LanguageContext).language === 'en'
  const rows = activities.toSorted((a, b) => (a.earliestStart < b.earliestStart ? -1 : 1))
  return (
    <Table<ScheduledActivity>
      size="small"
      pagination={isPrinting || rows.length <= page ? false : { pageSize: page, showSizeChanger: false }}
      rowKey="id"
      dataSource={rows}
      scroll={{ x: 980 }}
      columns={[
        { title: text.light, render: (_, { light }) => <LightDot light={light} />, width: 52 },
        {
          title: text.step,
          render: (_, step) => {
            const title = isEnglish ? (step.titleEn ?? step.title) : step.title
            return (
              <>
                {step.isCritical && (
                  <Tag color="processing" style={{ marginInlineEnd: 8 }}>
                    {text.criticalMark}
                  </Tag>
                )}
                {step.taskId ? (
                  <Link to="/counties/$county/tasks/$task" params={{ county, task: step.taskId }}>
                    {title}
                  </Link>
                ) : (
                  title
                )}
              </>
            )
          },
        },
        {
          title: text.unit,
          render: (_, { organisation, person }) => `${organisation?.name ?? text.nobody} ${person ?? ''}`,
          width: 200,
        },
        { title: text.days, render: (_, step) => <Days step={step} />, className: 'number', width: 150 },
        {
          title: text.earliest,
          render: (_, step) =>
            step.doneOn ? text.doneOn(step.doneOn) : `${step.earliestStart} – ${step.earliestFinish}`,
          width: 196,
        },
        { title: text.latest, render: (_, step) => (step.doneOn ? '' : step.latestFinish), width: 104 },
        { title: text.slack, render: (_, step) => <Slack step={step} />, className: 'number', width: 96 },
      ]}
    />
  )
}

function Days({ step: { workingDays, daysAssumed, notice } }: { step: ScheduledActivity }) {
  const text = useText(scheduleWords)
  return (
    <>
      {count(workingDays)}
      {daysAssumed && <abbr title={text.assumed}> *</abbr>}
      {notice && <div className="quiet">{text.noticeDays(count(notice.days), notice.kind === 'working')}</div>}
    </>
  )
}

function Slack({ step: { doneOn, slackDays } }: { step: ScheduledActivity }) {
  if (doneOn) return null
  return <span className={slackDays < 0 ? 'slack-short' : undefined}>{count(slackDays)}</span>
}
