import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty, Table, Tag } from 'antd'
import { deliveryEndpoints } from '#contract/delivery.ts'
import type { SessionDelivery } from '#contract/delivery-shapes.ts'
import type { Session } from '#contract/place-shapes.ts'
import { call } from '../../platform/api.ts'
import { platformWords } from '../../platform/messages.ts'
import { usePrinting } from '../../platform/printing.ts'
import { useText } from '../../platform/text.ts'
import { deliveryWords } from './messages.ts'

/** Whose certificates are handed over at a session; on paper with a column to sign in. */
export function SessionDeliveries({ session: { countyCode: county, id } }: { session: Session }) {
  const text = useText(deliveryWords)
  const words = useText(platformWords)
  const isPrinting = usePrinting()
  const list = useInfiniteQuery({
    queryKey: [deliveryEndpoints.sessionDeliveries.path, county, id],
    queryFn: ({ pageParam }) =>
      call(deliveryEndpoints.sessionDeliveries, {
        params: { county, session: id },
        query: { limit: 500, after: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return (
    <>
      <Table<SessionDelivery>
        size="small"
        rowKey="deliveryId"
        loading={list.isPending}
        dataSource={list.data?.pages.flatMap(({ rows }) => rows) ?? []}
        pagination={false}
        scroll={isPrinting ? {} : { x: 900 }}
        locale={{ emptyText: <Empty description={text.noDeliveries} /> }}
        columns={[
          { title: text.estate, dataIndex: 'estateName', width: 150 },
          { title: text.home, dataIndex: 'home', width: 150 },
          { title: text.owners, dataIndex: 'owners', width: 120 },
          { title: text.certificateNo, dataIndex: 'certificateNo', width: 270 },
          { title: text.receiver, dataIndex: 'receiver', width: 110 },
          isPrinting
            ? { title: text.signature, render: () => '', width: 120 }
            : { title: text.state, render: (_, { state }) => <Tag>{text.deliveryStates[state]}</Tag>, width: 100 },
          { title: text.deliveredOn, dataIndex: 'deliveredOn', width: 110 },
        ]}
      />
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </>
  )
}
