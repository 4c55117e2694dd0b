import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { Schedule } from '#contract/schedule.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { scheduleWords } from './schedule-messages.ts'

const shownAtFirst = 6

/** The estates that cannot meet their target, each with the least extension that would do. */
export function ScheduleInfeasible({ schedule }: { schedule: Schedule }) {
  const text = useText(scheduleWords)
  const [isWhole, setWhole] = useState(false)
  const late = schedule.estates.filter(({ isFeasible }) => !isFeasible)
  if (schedule.infeasible === 0) return null
  const shown = isWhole ? late : late.slice(0, shownAtFirst)
  return (
    <Alert
      className="no-print"
      type="warning"
      showIcon
      title={text.infeasible(count(schedule.infeasible))}
      style={{ marginBottom: 12 }}
      description={
        <>
          {text.infeasibleHint}
          <ul className="infeasible-list">
            {shown.map(({ estateId, name, extensionDays, finishOn, targetOn }) => (
              <li key={estateId}>
                <Link
                  to="/regions/$region/schedule"
                  params={{ region: schedule.region }}
                  search={{ estate: estateId, view: 'gantt' }}
                >
                  {name}
                </Link>{' '}
                <b>{text.extension(count(extensionDays))}</b>{' '}
                {finishOn && targetOn && <span className="quiet">{text.finishes(finishOn, targetOn)}</span>}
              </li>
            ))}
          </ul>
          {late.length > shownAtFirst && (
            <Button type="link" size="small" onClick={() => setWhole(!isWhole)}>
              {isWhole ? text.fewer : text.moreInfeasible(count(late.length - shownAtFirst))}
            </Button>
          )}
        </>
      }
    />
  )
}
