import { Alert, Space } from 'antd'
import type { ReactNode } from 'react'
import type { Application } from '#contract/registrations.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { DueMark } from './application-marks.tsx'
import { applicationWords } from './application-messages.ts'

/** The promised and the legal time, what is left of them, and the days that did not count. */
export function ApplicationClock({ application }: { application: Application }) {
  const text = useText(applicationWords)
  const { acceptedOn, promisedOn, promisedDays, dueOn, legalDays, pauses, correctBy } = application
  if (acceptedOn === null) return <span style={{ opacity: 0.75 }}>{text.notAccepted}</span>
  return (
    <Space orientation="vertical" size={10} style={{ width: '100%' }}>
      {promisedOn !== null && (
        <Limit label={text.promised} days={promisedDays}>
          <DueMark application={application} />
        </Limit>
      )}
      <Limit label={text.legal} days={legalDays}>
        <DueMark application={{ ...application, promisedOn: null, dueOn }} />
      </Limit>
      {correctBy !== null && <Alert type="warning" showIcon message={text.correctBy(correctBy)} />}
      {pauses.map(({ kind, fromOn, untilOn }) => (
        <div key={`${kind}${fromOn}`} className="application-note">
          {untilOn === null
            ? text.pausedFrom(text.pauses[kind], fromOn)
            : text.pausedUntil(text.pauses[kind], fromOn, untilOn)}
        </div>
      ))}
    </Space>
  )
}

function Limit({ label, days, children }: { label: string; days: number | null; children: ReactNode }) {
  const text = useText(applicationWords)
  return (
    <div className="application-limit">
      <span>
        {label} {days !== null && text.workingDays(count(days))}
      </span>
      {children}
    </div>
  )
}
