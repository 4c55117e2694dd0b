import { Button, Card, Empty, Tag } from 'antd'
import { useState } from 'react'
import type { Objection, PublicNotice } from '#contract/first-registration-shapes.ts'
import { count } from '../../platform/format.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { DraftNotice } from './DraftNotice.tsx'
import { FromOutside } from './FromOutside.tsx'
import { noticeColours } from './first-marks.tsx'
import { type FirstProps, isOpen } from './first-props.ts'
import { firstPageWords, firstWords } from './messages.ts'
import { DecideObjection, NoticeActs } from './NoticeActs.tsx'
import { NoticePhotos } from './NoticePhotos.tsx'

/** The public notices of an application: their calendar, their objections, the proof of their posting. */
export function NoticesCard({ first }: FirstProps) {
  const text = useText(firstPageWords)
  const mayAct = useMay('registrations.gate', first.countyCode) && isOpen(first)
  const [isDrafting, setDrafting] = useState(false)
  const isGateOpen = first.gates.some(({ gate, state }) => gate === 'notice' && state === 'open')
  const isOneOpen = first.notices.some(({ state }) => ['drafted', 'running', 'stopped'].includes(state))
  return (
    <Card
      size="small"
      title={text.notices}
      extra={
        mayAct &&
        isGateOpen &&
        !isOneOpen && (
          <Button size="small" className="no-print" onClick={() => setDrafting(true)}>
            {text.draftNotice}
          </Button>
        )
      }
    >
      {first.notices.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={isGateOpen ? text.noNotices : text.noticeNotAsked} />
      )}
      {first.notices.map((notice) => (
        <Notice key={notice.id} first={first} notice={notice} mayAct={mayAct} />
      ))}
      {isDrafting && <DraftNotice first={first} onClose={() => setDrafting(false)} />}
    </Card>
  )
}

type NoticeProps = FirstProps & { notice: PublicNotice; mayAct: boolean }

function Notice({ first, notice, mayAct }: NoticeProps) {
  const words = useText(firstWords)
  const isLive = ['drafted', 'running', 'stopped'].includes(notice.state)
  return (
    <div className="first-entry">
      <Tag color={noticeColours[notice.state]}>{words.noticeState[notice.state]}</Tag>
      <b>{notice.matter}</b>
      <div className="quiet">{notice.basis}</div>
      <Calendar notice={notice} />
      {notice.endWords && <div>{notice.endWords}</div>}
      <Objections first={first} notice={notice} mayAct={mayAct} />
      {notice.postedOn && <NoticePhotos first={first} notice={notice} mayAct={mayAct} />}
      {isLive && mayAct && <NoticeActs first={first} notice={notice} />}
    </div>
  )
}

/** How the days are counted: from the day of posting to the last, and what in between does not count. */
function Calendar({ notice }: { notice: PublicNotice }) {
  const text = useText(firstPageWords)
  const words = useText(firstWords)
  const { days, dayKind, postedOn, postedWhere, endsOn, mayEndOn, notes, provisionalYears } = notice
  const named = (kind: 'holiday' | 'make_up') =>
    notes
      .filter((note) => note.kind === kind)
      .map(({ day, until, name }) => `${name} ${day === until ? day : `${day}～${until}`}`)
      .join('，')
  const rows = [
    [text.daysLabel, words.days(count(days), words.dayKind[dayKind])],
    [text.from, postedOn && [postedOn, postedWhere].join(' · ')],
    [text.lastDay, endsOn],
    [text.mayEnd, mayEndOn],
    [text.skipped, dayKind === 'working' ? named('holiday') : ''],
    [text.counted, dayKind === 'working' ? named('make_up') : ''],
  ] as const
  return (
    <>
      <div className="first-calendar">
        {rows.map(([label, value]) =>
          value ? (
            <span key={label}>
              <span className="quiet">{label}</span> {value}
            </span>
          ) : null,
        )}
      </div>
      {provisionalYears.length > 0 && <div className="quiet">{text.provisional(provisionalYears.join('、'))}</div>}
    </>
  )
}

function Objections({ first, notice, mayAct }: NoticeProps) {
  const text = useText(firstPageWords)
  if (notice.postedOn === null) return null
  return (
    <div>
      <span className="quiet">
        {text.objections}
        {notice.objections.length === 0 && ` · ${text.noObjections}`}
      </span>
      {notice.objections.map((objection) => (
        <div key={objection.no} className="first-todo">
          {objection.no}. <b>{objection.objector}</b> · {objection.raisedOn}：{objection.words}
          <Decision objection={objection} />
          {objection.outside && <FromOutside first={first} notice={notice} objection={objection} />}
          {mayAct && notice.state === 'stopped' && objection.decision === null && (
            <DecideObjection first={first} notice={notice} no={objection.no} />
          )}
        </div>
      ))}
    </div>
  )
}

function Decision({ objection }: { objection: Objection }) {
  const text = useText(firstPageWords)
  const { decision, decisionWords, decidedOn, decider } = objection
  if (decision === null)
    return (
      <div>
        <Tag color="red">{text.undecided}</Tag>
      </div>
    )
  return (
    <div>
      <Tag color={decision === 'upheld' ? 'red' : 'green'}>{text.decisions[decision]}</Tag>
      {decisionWords} <span className="quiet">{text.by(decider ?? '', decidedOn ?? '')}</span>
    </div>
  )
}
