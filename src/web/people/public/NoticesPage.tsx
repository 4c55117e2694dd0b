import { useState } from 'react'
import { Link } from 'wouter'
import type { PublicNoticeLine } from '#contract/public-notices.ts'
import { useText } from '../../platform/text.ts'
import { useDay } from '../platform/days.ts'
import { Actions, Busy, Card, Choices } from '../platform/parts.tsx'
import { Trouble } from '../platform/use-submit.tsx'
import { type Page, useNotices, useRegions } from './api.ts'
import { publicWords } from './messages.ts'

/** Notices of a county or the city: those to which one may still object, or those that are over. */
export function NoticesPage({ region }: { region: string }) {
  const text = useText(publicWords)
  const [show, setShow] = useState<Page>('open')
  const notices = useNotices(region, show)
  const name = useRegions().data?.find(({ code }) => code === region)?.name ?? ''
  const rows = notices.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <h1>
        {name} {text.notices}
      </h1>
      <p>
        <Link href="/people/notices">{text.otherCounty}</Link>
      </p>
      <Choices
        name="show"
        label={text.whichNotices}
        value={show}
        onChange={setShow}
        choices={[
          { value: 'open', label: text.stillOpen },
          { value: 'ended', label: text.over },
        ]}
      />
      {notices.isPending && <Busy />}
      <Trouble of={notices} />
      {notices.isSuccess && (
        <Card>
          {rows.length === 0 && <p>{show === 'open' ? text.noneOpen : text.noneEnded}</p>}
          <ul className="lines">
            {rows.map((row) => (
              <NoticeRow key={row.id} row={row} />
            ))}
          </ul>
          {notices.hasNextPage && (
            <Actions>
              <button type="button" disabled={notices.isFetching} onClick={() => notices.fetchNextPage()}>
                {text.more}
              </button>
            </Actions>
          )}
        </Card>
      )}
    </>
  )
}

function NoticeRow({ row }: { row: PublicNoticeLine }) {
  const text = useText(publicWords)
  const day = useDay()
  return (
    <li>
      <Link href={`/people/${row.countyCode}/notices/${row.id}`} className="row">
        <strong>{row.estateName}</strong>
        <span>{row.matter}</span>
        <span>
          {text.states[row.state]}
          {text.colon}
          {row.daysLeft > 0 ? text.untilWithDays(day(row.endsOn), row.daysLeft) : day(row.endedOn ?? row.endsOn)}
        </span>
      </Link>
    </li>
  )
}
