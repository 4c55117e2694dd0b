import { BellOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
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

/** Where on the page of what phones sent a notice leads. */
const visitSyncViews: Partial<Record<Notice['kind'], string>> = {
  visit_conflict: 'conflicts',
  device_quarantine: 'quarantine',
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
  const look = `notice${notice.isRead ? '' : ' unread'}`
  if (survey)
    return (
      <Link
        className={look}
        to="/counties/$county/estates/$estate/surveys"
        params={{ county: notice.countyCode, estate: survey.estateId }}
        onClick={go}
      >
        {said}
      </Link>
    )
  if (report)
    return (
      <Link
        className={look}
        to="/regions/$region/reports"
        params={{ region: notice.countyCode }}
        search={{ view: 'hand_ins', kind: report.kind, period: report.period }}
        onClick={go}
      >
        {said}
      </Link>
    )
  if (deferral)
    return (
      <Link
        className={look}
        to="/regions/$region/recoveries"
        params={{ region: notice.countyCode }}
        search={{ view: 'deferrals' }}
        onClick={go}
      >
        {said}
      </Link>
    )
  if (notice.kind === 'ladder')
    return (
      <Link className={look} to="/regions/$region/supervision" params={{ region: notice.countyCode }} onClick={go}>
        {said}
      </Link>
    )
  if (notice.kind === 'file_shared')
    return (
      <Link
        className={look}
        to="/counties/$county/archive"
        params={{ county: notice.countyCode }}
        search={{ view: 'shared' }}
        onClick={go}
      >
        {said}
      </Link>
    )
  if (notice.kind === 'objection')
    return (
      <Link
        className={look}
        to="/regions/$region/public-notices"
        params={{ region: notice.countyCode }}
        search={{ state: 'stopped' }}
        onClick={go}
      >
        {said}
      </Link>
    )
  if (notice.kind === 'developer_handed_in')
    return (
      <Link
        className={look}
        to="/counties/$county/developer-papers"
        params={{ county: notice.countyCode }}
        onClick={go}
      >
        {said}
      </Link>
    )
  if (notice.kind === 'appraisal_handed_in' || notice.kind === 'qualification_ends')
    return (
      <Link className={look} to="/counties/$county/third-parties" params={{ county: notice.countyCode }} onClick={go}>
  if (notice.kind === 'owner_came')
    return (
      <Link className={look} to="/counties/$county/owner-inbox" params={{ county: notice.countyCode }} onClick={go}>
        {said}
      </Link>
    )
  if (notice.kind === 'owed_after_entry')
    return (
      <Link
        className={look}
        to="/regions/$region/dues"
        params={{ region: notice.countyCode }}
        search={{ view: 'list', state: 'owed', debtorKind: 'owner' }}
        onClick={go}
      >
        {said}
      </Link>
    )
  const syncView = visitSyncViews[notice.kind]
  if (syncView)
    return (
      <Link
        className={look}
        to="/regions/$region/visit-sync"
        params={{ region: notice.countyCode }}
        search={{ view: syncView }}
        onClick={go}
      >
        {said}
      </Link>
    )
  if (!task)
    return (
      <Link className={look} to="/desk" onClick={go}>
        {said}
      </Link>
    )
  return (
    <Link
      className={look}
      to="/counties/$county/tasks/$task"
      params={{ county: notice.countyCode, task: task.id }}
      onClick={go}
    >
      <LightDot light={task.light} />
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
