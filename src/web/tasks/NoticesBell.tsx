import { BellOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, linkOptions } from '@tanstack/react-router'
import { Badge, Button, Drawer, Empty } from 'antd'
import { useState } from 'react'
import { type Notice, tasksEndpoints } from '#contract/tasks.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count, instant } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { Reading } from '../platform/Reading.tsx'
import { meQuery } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { usePeriodName } from '../reports/use-report-period.ts'
import { deskWords } from './messages.ts'
import './tasks.css'

const noticesQuery = endpointQuery(tasksEndpoints.notices, {})

/** The bell of every page: how many notices are unread, and all of them one press away. */
export function NoticesBell() {
  const text = useText(deskWords)
  const me = useQuery(meQuery).data
  const mayRead = (me?.allowed['tasks.read']?.length ?? 0) > 0
  const notices = useQuery({ ...noticesQuery, enabled: mayRead })
  const [isOpen, setOpen] = useState(false)
  if (!mayRead) return null
  const unread = notices.data?.unread ?? 0
  return (
    <>
      <Badge count={unread} size="small" overflowCount={99} offset={[0, 4]}>
        <Button
          size="small"
          icon={<BellOutlined />}
          aria-label={unread > 0 ? text.unread(count(unread)) : text.notices}
          onClick={() => setOpen(true)}
        />
      </Badge>
      <Drawer
        open={isOpen}
        onClose={() => setOpen(false)}
        title={text.notices}
        size={420}
        extra={unread > 0 && <ReadAll />}
      >
        <Reading query={notices}>
          {({ rows }) => (
            <>
              {rows.length === 0 && <Empty description={text.noNotices} />}
              {rows.map((notice) => (
                <NoticeRow key={notice.id} notice={notice} onGo={() => setOpen(false)} />
              ))}
            </>
          )}
        </Reading>
      </Drawer>
    </>
  )
}

/** Marks notices as read, all without ids, and tells the bell and the desk. */
function useMarkRead(): (ids: string[] | null) => Promise<void> {
  const queries = useQueryClient()
  return async (ids) => {
    await call(tasksEndpoints.readNotices, { body: { ids } })
    await queries.invalidateQueries({ predicate: ({ queryKey }) => /notices|desk/.test(String(queryKey[0])) })
  }
}

function ReadAll() {
  const text = useText(deskWords)
  const markRead = useMarkRead()
  return (
    <Button size="small" onClick={() => void markRead(null)}>
      {text.readAll}
    </Button>
  )
}

/** The page of a kind of notice, in its county or region; of other kinds none. */
function placeOfKind({ kind, countyCode }: Notice) {
  const [inCounty, inRegion] = [{ county: countyCode }, { region: countyCode }]
  switch (kind) {
    case 'ladder':
      return linkOptions({ to: '/regions/$region/supervision', params: inRegion })
    case 'file_shared':
      return linkOptions({ to: '/counties/$county/archive', params: inCounty, search: { view: 'shared' } })
    case 'objection':
      return linkOptions({ to: '/regions/$region/public-notices', params: inRegion, search: { state: 'stopped' } })
    case 'developer_handed_in':
      return linkOptions({ to: '/counties/$county/developer-papers', params: inCounty })
    case 'appraisal_handed_in':
    case 'qualification_ends':
      return linkOptions({ to: '/counties/$county/third-parties', params: inCounty })
    case 'owner_came':
      return linkOptions({ to: '/counties/$county/owner-inbox', params: inCounty })
    case 'owed_after_entry':
      return linkOptions({
        to: '/regions/$region/dues',
        params: inRegion,
        search: { view: 'list', state: 'owed', debtorKind: 'owner' },
      })
    case 'visit_conflict':
      return linkOptions({ to: '/regions/$region/visit-sync', params: inRegion, search: { view: 'conflicts' } })
    case 'device_quarantine':
      return linkOptions({ to: '/regions/$region/visit-sync', params: inRegion, search: { view: 'quarantine' } })
    default:
      return null
  }
}

/** Where a notice leads: to the record it is about, to the page of its kind, else to its task or the desk. */
function placeOf(notice: Notice) {
  const { task, report, survey, deferral, countyCode } = notice
  if (survey)
    return linkOptions({
      to: '/counties/$county/estates/$estate/surveys',
      params: { county: countyCode, estate: survey.estateId },
    })
  if (report)
    return linkOptions({
      to: '/regions/$region/reports',
      params: { region: countyCode },
      search: { view: 'hand_ins', kind: report.kind, period: report.period },
    })
  if (deferral)
    return linkOptions({
      to: '/regions/$region/recoveries',
      params: { region: countyCode },
      search: { view: 'deferrals' },
    })
  const ofKind = placeOfKind(notice)
  if (ofKind) return ofKind
  if (!task) return linkOptions({ to: '/desk' })
  return linkOptions({ to: '/counties/$county/tasks/$task', params: { county: countyCode, task: task.id } })
}

function NoticeRow({ notice, onGo }: { notice: Notice; onGo: () => void }) {
  const text = useText(deskWords)
  const markRead = useMarkRead()
  const periodName = usePeriodName()
  const { task, report, survey, deferral } = notice
  const go = () => {
    if (!notice.isRead) void markRead([notice.id])
    onGo()
  }
  const said = (
    <span>
      {text.noticeKinds[notice.kind]}
      {task && ` · ${task.no} ${task.title}`}
      {survey && ` · ${survey.estate}`}
      {deferral && ` · ${[deferral.debtor, deferral.estate].filter(Boolean).join(' · ')} · ${deferral.untilOn}`}
      {report && ` · ${periodName(report.kind, report.period)}`}
      {notice.words && <div>{notice.words}</div>}
      <small>
        {notice.counts ? <Counts counts={notice.counts} /> : task && text.dueOn(task.dueOn)}
        {report?.freezeAt && text.handInBy(report.freezeAt.replace('T', ' '))}
        {report?.reason}
        {' · '}
        {instant(notice.madeAt)}
      </small>
    </span>
  )
  return (
    <Link {...placeOf(notice)} className={`notice${notice.isRead ? '' : ' unread'}`} onClick={go}>
      {task && <LightDot light={task.light} />}
      {said}
    </Link>
  )
}

/** A digest in one line: only what there is. */
function Counts({ counts }: { counts: Readonly<Record<string, number>> }) {
  const { digestCounts } = useText(deskWords)
  return Object.entries(digestCounts)
    .filter(([name]) => counts[name])
    .map(([name, words]) => `${words} ${count(counts[name] ?? 0)}`)
    .join(' · ')
}
