import { useInfiniteQuery } from '@tanstack/react-query'
import { Alert, Button, Empty, Table, type TableColumnType, type TableProps } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { count } from './format.ts'
import { platformWords } from './messages.ts'
import { usePrinting } from './printing.ts'
import { useText } from './text.ts'

type Page<Row> = { rows: Row[]; next: string | null; total: number | null }

export type RecordTableProps<Row> = {
  /** Names the list and its filters; a new key starts from the top. */
  listKey: readonly unknown[]
  load: (after: string | undefined) => Promise<Page<Row>>
  columns: TableColumnType<Row>[]
  rowKey: (row: Row) => string
  onOpen: (row: Row) => void
  width: number
  /** Height of the rows; without one the list takes what is left of the window. */
  height?: number
  /** Lets rows be chosen for an act on many. */
  chosen?: { rows: readonly Row[]; onChoose: (rows: Row[]) => void }
  /** What is said where there is nothing; without it that no record matches. */
  empty?: ReactNode
}

const rowHeight = 40

/** A list of any length: only what is looked at is fetched, and only what is seen is drawn. */
export function RecordTable<Row extends object>({
  listKey,
  load,
  columns,
  rowKey,
  onOpen,
  width,
  height,
  chosen,
  empty,
}: RecordTableProps<Row>) {
  const text = useText(platformWords)
  const list = useInfiniteQuery({
    queryKey: listKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const frame = useRef<HTMLDivElement>(null)
  const heightBelow = useHeightBelow(frame)
  const isPrinting = usePrinting()
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const total = list.data?.pages[0]?.total

  if (list.isError) {
    return (
      <Alert
        type="error"
        showIcon
        message={text.failed}
        description={list.error.message}
        action={<Button onClick={() => list.refetch()}>{text.again}</Button>}
      />
    )
  }
  return (
    // what scrolls must be reachable by keyboard; rows that are there can be gone to
    <div ref={frame} {...(rows.length === 0 && { tabIndex: 0, style: { overflowX: 'auto' } })}>
      <Table<Row>
        virtual={!isPrinting && rows.length > 0}
        size="small"
        columns={columns}
        dataSource={rows}
        rowKey={rowKey}
        loading={list.isPending}
        pagination={false}
        scroll={isPrinting || rows.length === 0 ? {} : { x: width, y: height ?? heightBelow }}
        {...(chosen && { rowSelection: selectionOf(chosen, rowKey) })}
        locale={{ emptyText: list.isPending ? text.loading : <Empty description={empty ?? text.empty} /> }}
        onRow={(row) => ({
          onClick: () => onOpen(row),
          onKeyDown: (event) => event.key === 'Enter' && onOpen(row),
          tabIndex: 0,
          style: { cursor: 'pointer' },
        })}
        onScroll={({ currentTarget }) => {
          const left = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight
          if (left < 20 * rowHeight && list.hasNextPage && !list.isFetching) void list.fetchNextPage()
        }}
      />
      <p className="no-print" style={{ margin: '8px 0 0' }} aria-live="polite">
        {total !== null && total !== undefined ? `${text.total(count(total))} · ` : ''}
        {text.shown(count(rows.length))}{' '}
        {list.hasNextPage && (
          <Button size="small" type="link" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {text.more}
          </Button>
        )}
      </p>
    </div>
  )
}

/** Height of what is left of the window below an element, so that the list scrolls inside it. */
function useHeightBelow(place: { current: HTMLElement | null }): number {
  const [height, setHeight] = useState(480)
  useEffect(() => {
    const measure = () =>
      setHeight(Math.max(360, window.innerHeight - (place.current?.getBoundingClientRect().top ?? 200) - 110))
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [place])
  return height
}

/** Rows stay chosen while others are scrolled to; a click beside the box chooses too and does not open the row. */
function selectionOf<Row extends object>(
  { rows, onChoose }: NonNullable<RecordTableProps<Row>['chosen']>,
  rowKey: (row: Row) => string,
): NonNullable<TableProps<Row>['rowSelection']> {
  return {
    columnWidth: 44,
    preserveSelectedRowKeys: true,
    selectedRowKeys: rows.map(rowKey),
    onChange: (_, selected) => onChoose(selected),
    onCell: () => ({ onClick: (event) => event.stopPropagation(), onKeyDown: (event) => event.stopPropagation() }),
  }
}
