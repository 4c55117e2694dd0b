import { Drawer, Tag } from 'antd'
import { useState } from 'react'
import { deliveryEndpoints } from '#contract/delivery.ts'
import type { Undelivered } from '#contract/delivery-shapes.ts'
import type { DeliveryWay } from '#domain/registrations/delivery/moves.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { DeliveryActs } from './DeliveryActs.tsx'
import { DeliveryHistory } from './DeliveryHistory.tsx'
import { deliveryWords } from './messages.ts'

export type UndeliveredFilter = {
  estate?: string | undefined
  way?: DeliveryWay | undefined
  state?: 'none' | 'planned' | 'sent' | 'returned' | undefined
  days?: number | undefined
}

/** Certificates that wait for their owners, the earliest entry first; chosen ones are dealt with together. */
export function UndeliveredList({ region, filter }: { region: string; filter: UndeliveredFilter }) {
  const text = useText(deliveryWords)
  const mayDeliver = useMay('registrations.deliver', region)
  const [chosen, setChosen] = useState<Undelivered[]>([])
  const [opened, setOpened] = useState<Undelivered>()
  return (
    <>
      <RecordTable<Undelivered>
        listKey={[deliveryEndpoints.listUndelivered.path, region, filter]}
        load={(after) => call(deliveryEndpoints.listUndelivered, { params: { region }, query: { ...filter, after } })}
        rowKey={({ applicationId }) => applicationId}
        onOpen={setOpened}
        width={1100}
        empty={text.noneLeft}
        {...(mayDeliver && { chosen: { rows: chosen, onChoose: setChosen } })}
        columns={[
          { title: text.estate, dataIndex: 'estateName', width: 120, ellipsis: true },
          { title: text.home, dataIndex: 'home', width: 95, ellipsis: true },
          { title: text.owners, dataIndex: 'owners', width: 95, ellipsis: true },
          { title: text.certificateNo, dataIndex: 'certificateNo', width: 262 },
          { title: text.enteredOn, dataIndex: 'enteredOn', width: 105 },
          { title: text.days, render: (_, { days }) => count(days), className: 'number', width: 65 },
          { title: text.state, render: (_, row) => <StateTag row={row} />, width: 180, ellipsis: true },
          { title: text.parcel, render: (_, row) => parcelOf(row), width: 178, ellipsis: true },
        ]}
      />
      {mayDeliver && <DeliveryActs chosen={chosen} onDone={() => setChosen([])} />}
      <Drawer
        open={opened !== undefined}
        size={520}
        title={opened && `${opened.estateName} ${opened.home}`}
        onClose={() => setOpened(undefined)}
        destroyOnHidden
      >
        {opened && <DeliveryHistory county={opened.countyCode} application={opened.applicationId} />}
      </Drawer>
    </>
  )
}

const parcelOf = ({ carrier, trackingNo, trackingWords }: Undelivered) =>
  [carrier, trackingNo, trackingWords].filter(Boolean).join(' ')

const colours = { none: 'default', planned: 'gold', sent: 'processing', returned: 'red' } as const

/** How it stands: which way is planned, whether it is under way, why the last try came back. */
function StateTag({ row: { state, way, returnReason } }: { row: Undelivered }) {
  const text = useText(deliveryWords)
  const shown = state === 'none' && returnReason !== null ? 'returned' : state
  return (
    <>
      <Tag color={colours[shown]}>{text.states[shown]}</Tag> {way ? text.ways[way] : returnReason}
    </>
  )
}
