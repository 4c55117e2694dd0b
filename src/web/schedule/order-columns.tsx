import type { TableColumnType } from 'antd'
import { useContext } from 'react'
import type { ScheduleRow } from '#contract/schedule.ts'
import { percent } from '#domain/reports/figures.ts'
import type { Weights } from '#domain/tasks/ranking.ts'
import { count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { LanguageContext, useText } from '../platform/text.ts'
import { scheduleWords } from './messages.ts'
import { weightNames } from './weights.ts'

/** The columns of the order of work. */
export function useOrderColumns(weights: Weights, isCity: boolean): TableColumnType<ScheduleRow>[] {
  const text = useText(scheduleWords)
  const isEnglish = useContext(LanguageContext).language === 'en'
  return [
    { title: text.rank, render: (_, { rank }) => count(rank), className: 'number', width: 64 },
    { title: text.light, render: (_, { light }) => <LightDot light={light} />, width: 52 },
    { title: text.estate, dataIndex: 'name', width: 160, ellipsis: true },
    ...(isCity ? [{ title: text.county, dataIndex: 'countyName', width: 110, ellipsis: true }] : []),
    { title: text.open, render: (_, { open }) => count(open), className: 'number', width: 84 },
    { title: text.why, render: (_, row) => <Why row={row} weights={weights} />, width: 150 },
    { title: text.finish, render: (_, row) => <Finish row={row} />, width: 190 },
    { title: text.target, render: (_, { targetOn }) => targetOn ?? text.noTarget, width: 108 },
    { title: text.slack, render: (_, row) => <Slack row={row} />, className: 'number', width: 100 },
    {
      title: text.next,
      ellipsis: true,
      render: (_, { next }) =>
        next
          ? `${isEnglish ? (next.titleEn ?? next.title) : next.title} · ${next.organisation ?? text.nobody}`
          : text.nothingOpen,
    },
  ]
}

/** The three parts as they count under the weights, side by side; told in numbers to who cannot see them. */
function Why({ row: { parts }, weights }: { row: ScheduleRow; weights: Weights }) {
  const text = useText(scheduleWords)
  const most = Math.max(weights.size + weights.ease + weights.nearness, Number.EPSILON)
  const told = text.whyParts(percent(parts.size), percent(parts.ease), percent(parts.nearness))
  return (
    <div className="why" role="img" aria-label={told} title={told}>
      {weightNames.map((name) => (
        <span
          key={name}
          className={`why-${name}`}
          style={{ width: `${((parts[name] * weights[name]) / most) * 100}%` }}
        />
      ))}
    </div>
  )
}

/** When its work can be over, or in words why it cannot be by then. */
function Finish({ row: { cycle, extensionDays, finishOn } }: { row: ScheduleRow }) {
  const text = useText(scheduleWords)
  if (cycle) return <span className="slack-short">{text.ring(cycle.join(text.ringArrow))}</span>
  const extension = extensionDays > 0 ? text.infeasible(count(extensionDays)) : undefined
  return (
    <>
      {finishOn ?? '—'}
      {extension && <div className="order-note slack-short">{extension}</div>}
    </>
  )
}

function Slack({ row: { slackDays } }: { row: ScheduleRow }) {
  if (slackDays === null) return '—'
  return <span className={slackDays < 0 ? 'slack-short' : undefined}>{count(slackDays)}</span>
}
