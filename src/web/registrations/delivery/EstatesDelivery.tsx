import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty, Table } from 'antd'
import { deliveryEndpoints } from '#contract/delivery.ts'
import type { EstateDelivery } from '#contract/delivery-shapes.ts'
import { deliveryWays } from '#domain/registrations/delivery/moves.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { deliveryWords } from './messages.ts'

/** How the certificates of each estate stand; the estate with most undelivered ones first. */
export function EstatesDelivery({ region }: { region: string }) {
  const text = useText(deliveryWords)
  const estates = useQuery(endpointQuery(deliveryEndpoints.estatesDelivery, { params: { region }, query: {} }))
  const number = (key: 'certified' | 'delivered' | 'sent' | 'planned' | 'unplanned' | 'returned' | 'longestDays') => ({
    render: (_: unknown, row: EstateDelivery) => count(row[key]),
    className: 'number',
    width: 100,
  })
  return (
    <Reading query={estates}>
      {(rows) => (
        <Table<EstateDelivery>
          size="small"
          rowKey="estateId"
          dataSource={rows}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 1100 }}
          locale={{ emptyText: <Empty description={text.noEstates} /> }}
          columns={[
            {
              title: text.estate,
              render: (_, { estateId, estateName }) => (
                <Link to="/regions/$region/delivery" params={{ region }} search={{ estate: estateId }}>
                  {estateName}
                </Link>
              ),
            },
            { title: text.certified, ...number('certified') },
            { title: text.deliveredCount, ...number('delivered') },
            { title: text.sentCount, ...number('sent') },
            { title: text.plannedCount, ...number('planned') },
            { title: text.unplannedCount, ...number('unplanned') },
            { title: text.returnedCount, ...number('returned') },
            { title: text.longest, ...number('longestDays') },
            { title: text.ofWays, render: (_, row) => waysOf(text, row), width: 260 },
          ]}
        />
      )}
    </Reading>
  )
}

export const waysOf = (text: (typeof deliveryWords)['zh'], { ways }: EstateDelivery): string =>
  deliveryWays
    .filter((way) => ways[way] > 0)
    .map((way) => `${text.ways[way]} ${count(ways[way])}`)
    .join(' · ')
