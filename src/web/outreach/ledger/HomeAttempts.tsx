import { Alert, Card, Descriptions, Timeline } from 'antd'
import type { HomeOutreach } from '#contract/outreach.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { useChannelNames } from '../channel-names.ts'
import { outreachWords } from '../messages.ts'
import { Wish } from './Wish.tsx'

/** How a home stands, and every attempt at it, the latest first. */
export function HomeAttempts({ home }: { home: HomeOutreach }) {
  const text = useText(outreachWords)
  const { line, phoneShown, conflicts, attempts } = home
  const rows = [
    [text.owners, line.owners],
    [text.phone, phoneShown],
    [text.contact, line.contact && text.contacts[line.contact]],
    [text.willingness, <Wish key="wish" willingness={line.willingness} />],
    [text.reason, line.reason],
    [text.nextOn, [line.nextOn, line.nextStep].filter(Boolean).join(' ') || null],
    [text.attempts, count(line.attempts)],
  ] as const
  return (
    <>
      {conflicts.length > 0 && (
        <Alert
          type="warning"
          showIcon
          message={text.openConflicts(conflicts.map((field) => text.fields[field]).join('、'))}
        />
      )}
      <Descriptions
        size="small"
        column={1}
        items={rows.flatMap(([label, value]) => (value ? [{ key: label, label, children: value }] : []))}
      />
      <Card size="small" title={text.timeline}>
        {attempts.length === 0 ? (
          <span className="outreach-quiet">{text.noAttempts}</span>
        ) : (
          <Timeline
            items={attempts.map((attempt) => ({ key: attempt.id, content: <AttemptWords attempt={attempt} /> }))}
          />
        )}
      </Card>
      <Beside home={home} />
    </>
  )
}

function AttemptWords({ attempt }: { attempt: HomeOutreach['attempts'][number] }) {
  const text = useText(outreachWords)
  const nameOf = useChannelNames()
  const said = [
    attempt.willingness && text.wishes[attempt.willingness],
    attempt.reason,
    attempt.phoneShown && `${text.newPhone} ${attempt.phoneShown}`,
    attempt.nextOn && `${text.nextOn} ${attempt.nextOn}`,
    attempt.nextStep,
    attempt.note,
    attempt.photos > 0 && text.photos(attempt.photos),
  ].filter(Boolean)
  return (
    <div>
      <strong>{nameOf(attempt.channel)}</strong> · {attempt.isContacted ? text.met : text.notMet} ·{' '}
      {attempt.at.replace('T', ' ')} · {attempt.visitorName}
      <div className="outreach-quiet">
        {text.sources[attempt.source]}
        {said.length > 0 && ` · ${said.join(' · ')}`}
      </div>
    </div>
  )
}

/** What else was tried: plans that name the home, what its estate was told, messages sent. */
function Beside({ home: { plans, announcements, messages } }: { home: HomeOutreach }) {
  const text = useText(outreachWords)
  const nameOf = useChannelNames()
  const parts = [
    [
      text.plans,
      plans.map(({ id, title, person, untilOn }) => [id, `${title} · ${person} · ${text.untilOn(untilOn)}`]),
    ],
    [
      text.announcementsOf,
      announcements.map(({ id, onDay, channel, words }) => [id, `${onDay} · ${nameOf(channel)} · ${words}`]),
    ],
    [text.textsOf, messages.map(({ id, at, to, text: said }) => [id, `${at.replace('T', ' ')} · ${to} · ${said}`])],
  ] as const
  return parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => (
      <Card key={title} size="small" title={title}>
        <ul className="outreach-list">
          {lines.map(([id, words]) => (
            <li key={id}>{words}</li>
          ))}
        </ul>
      </Card>
    ))
}
