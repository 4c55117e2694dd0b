import { Link } from '@tanstack/react-router'
import { Alert, Button, Space, Tag } from 'antd'
import { useContext } from 'react'
import type { TableHome } from '#contract/building-table.ts'
import { restrictionMarks, stateMarks } from '#domain/units/marks.ts'
import { nextStepOf } from '#domain/units/next-step.ts'
import { area } from '../../platform/format.ts'
import { platformWords } from '../../platform/messages.ts'
import { useMay } from '../../platform/session.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { restrictionWords } from '../restrictions/messages.ts'
import { tableWords } from './messages.ts'
import type { Outcome } from './outcome.ts'

/** The home in hand: who it is of, how far it has come, what rests on it, and what is to be done next. */
export function HomePanel({ county, home, outcome }: { county: string; home: TableHome | null; outcome: Outcome }) {
  const text = useText(tableWords)
  if (home === null) return <p className="panel-empty">{text.pick}</p>
  const result = outcome.get(home.id)
  return (
    <div className="home-panel" aria-live="polite">
      <h2>{text.roomOf(home.entrance, home.room)}</h2>
      <PanelMarks home={home} />
      {result && !result.ok && <Alert type="warning" showIcon title={text.refusedHome} description={result.words} />}
      <Facts home={home} />
      <Space wrap className="no-print">
        <Link to="/counties/$county/units/$unit" params={{ county, unit: home.id }}>
          <Button type="primary">{text.openHome}</Button>
        </Link>
        {home.application && <ToApplication county={county} application={home.application} />}
      </Space>
    </div>
  )
}

type ToApplicationProps = { county: string; application: NonNullable<TableHome['application']> }

/** The open application of the home; first registrations have a page of their own. */
function ToApplication({ county, application: { id, kind } }: ToApplicationProps) {
  const text = useText(tableWords)
  if (!useMay('registrations.read', county)) return null
  return (
    <Link
      to={
        kind === 'first'
          ? '/counties/$county/first-registrations/$application'
          : '/counties/$county/applications/$application'
      }
      params={{ county, application: id }}
    >
      <Button>{text.openApplication}</Button>
    </Link>
  )
}

function PanelMarks({ home }: { home: TableHome }) {
  const { language } = useContext(LanguageContext)
  const words = useText(platformWords)
  return (
    <Space wrap size={4}>
      <Tag color="processing">{stateMarks[home.state].names[language]}</Tag>
      {home.restrictions.map((kind) => (
        <Tag key={kind} color="error">
          {restrictionMarks[kind].names[language]}
        </Tag>
      ))}
      {home.obstacle && <Tag color="warning">{words.obstacle[home.obstacle]}</Tag>}
    </Space>
  )
}

function Facts({ home }: { home: TableHome }) {
  const text = useText(tableWords)
  const rules = useText(restrictionWords).ruleWords
  const facts = [
    [text.next, text.step[nextStepOf(home.state, home.application !== null)]],
    ...(home.heldBy ? [[text.heldBy, rules[home.heldBy]] as const] : []),
    ...(home.openReason ? [[text.why, home.openReason] as const] : []),
    [text.owners, home.owners || null],
    [text.area, home.areaM2 === null ? null : `${area(home.areaM2)} ㎡`],
    [text.use, home.use],
    [text.code, home.unitCode],
    ...(home.certificateNo ? [[text.certificate, home.certificateNo] as const] : []),
    ...(home.application?.acceptanceNo ? [[text.acceptanceNo, home.application.acceptanceNo] as const] : []),
    ...(home.application?.dueOn ? [[text.due, home.application.dueOn] as const] : []),
  ] as const
  return (
    <dl>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value ?? <Tag>{text.unknown}</Tag>}</dd>
        </div>
      ))}
    </dl>
  )
}
