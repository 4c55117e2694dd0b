import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Button, Card, Empty, Segmented } from 'antd'
import { useState } from 'react'
import { type InboxLine, inboxKinds } from '#contract/owner-act-shapes.ts'
import { ownerInboxEndpoints } from '#contract/owner-inbox.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { AnswerTerm } from './AnswerTerm.tsx'
import { InboxDetail } from './InboxDetail.tsx'
import { InboxList } from './InboxList.tsx'
import { inboxWords } from './messages.ts'
import { useInboxKeys } from './use-inbox-keys.ts'
import './inbox.css'

type Kind = (typeof inboxKinds)[number]
export type Doing = 'accept' | 'return' | 'answer' | null

/** What owners sent, worked through one after another with the keyboard. */
export function InboxPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/owner-inbox' })
  const search = useSearch({ from: '/signed-in/shell/counties/$county/owner-inbox' })
  const text = useText(inboxWords)
  const name = useRegionName(county)
  const set = useSetSearch()
  const kind = inboxKinds.find((one) => one === search.kind)
  const state = search.state === 'done' ? 'done' : 'open'
  const list = useInfiniteQuery({
    queryKey: [ownerInboxEndpoints.ownerInbox.path, county, kind, state],
    queryFn: ({ pageParam }) =>
      call(ownerInboxEndpoints.ownerInbox, { params: { county }, query: { kind, state, after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        <span style={{ opacity: 0.75 }}>{text.hint}</span>
        <span className="end">
          <AnswerTerm county={county} />
        </span>
      </div>
      <Reading query={list}>
        {({ pages }) => (
          <>
            <Filters
              open={pages[0]?.open ?? null}
              kind={kind}
              state={state}
              onKind={(chosen) => set({ kind: chosen })}
              onState={(chosen) => set({ state: chosen })}
            />
            <Work
              key={`${kind} ${state}`}
              county={county}
              rows={pages.flatMap(({ rows }) => rows)}
              state={state}
              more={list.hasNextPage ? () => void list.fetchNextPage() : null}
            />
          </>
        )}
      </Reading>
    </div>
  )
}

type Open = { paper: number; authorisation: number; case: number; late: number }
type FiltersProps = {
  open: Open | null
  kind: Kind | undefined
  state: 'open' | 'done'
  onKind: (kind: Kind | undefined) => void
  onState: (state: 'open' | 'done' | undefined) => void
}

function Filters({ open, kind, state, onKind, onState }: FiltersProps) {
  const text = useText(inboxWords)
  const counted = (label: string, n: number | undefined) => (state === 'open' && n ? `${label} ${count(n)}` : label)
  const all = open ? open.paper + open.authorisation + open.case : 0
  return (
    <div className="inbox-filters">
      <Segmented
        value={state}
        onChange={(chosen) => onState(chosen === 'done' ? 'done' : undefined)}
        options={[
          { value: 'open', label: text.open },
          { value: 'done', label: text.done },
        ]}
      />
      <Segmented
        value={kind ?? 'all'}
        onChange={(chosen) => onKind(inboxKinds.find((one) => one === chosen))}
        options={[
          { value: 'all', label: counted(text.all, all) },
          ...inboxKinds.map((one) => ({ value: one, label: counted(text.kinds[one], open?.[one]) })),
        ]}
      />
      {open && open.late > 0 && <span className="inbox-late">{text.late(open.late)}</span>}
    </div>
  )
}

type WorkProps = { county: string; rows: readonly InboxLine[]; state: 'open' | 'done'; more: (() => void) | null }

function Work({ county, rows, state, more }: WorkProps) {
  const text = useText(inboxWords)
  const [chosenId, choose] = useState<string | null>(null)
  const [doing, setDoing] = useState<Doing>(null)
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === chosenId),
  )
  const line = rows[at]
  useInboxKeys({
    isBusy: doing !== null,
    onMove: (by) => {
      const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))]
      if (next) choose(next.id)
    },
    onDo: (asked) => line?.isOpen && setDoing(asked),
  })
  if (!line)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={state === 'open' ? text.empty : text.emptyDone} />
  return (
    <div className="inbox-columns">
      <Card size="small" title={text.keys} className="inbox-list-card">
        <InboxList rows={rows} chosenId={line.id} onChoose={choose} />
        {more && <Button onClick={more}>{text.more}</Button>}
      </Card>
      <InboxDetail
        key={line.id}
        county={county}
        line={line}
        doing={doing}
        onDoing={setDoing}
        onDone={() => choose(rows[at + 1]?.id ?? null)}
      />
    </div>
  )
}
