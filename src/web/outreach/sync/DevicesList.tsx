import { useQueryClient } from '@tanstack/react-query'
import { Button, Tag, Typography } from 'antd'
import { useState } from 'react'
import { type VisitDevice, visitSyncEndpoints } from '#contract/visit-sync.ts'
import { call } from '../../platform/api.ts'
import { count, instant } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useText } from '../../platform/text.ts'
import { syncWords } from './messages.ts'

/** Phones that visits come from; a lost one is revoked here. */
export function DevicesList({ region }: { region: string }) {
  const text = useText(syncWords)
  const queries = useQueryClient()
  const [revoking, setRevoking] = useState<VisitDevice | null>(null)
  async function revoke({ countyCode, id }: VisitDevice, reason: string) {
    await call(visitSyncEndpoints.revokeVisitDevice, {
      params: { county: countyCode, visitDevice: id },
      body: { reason },
    })
    await queries.invalidateQueries()
  }
  return (
    <>
      <RecordTable<VisitDevice>
        listKey={[visitSyncEndpoints.listVisitDevices.path, region]}
        load={(after) => call(visitSyncEndpoints.listVisitDevices, { params: { region }, query: { after } })}
        rowKey={({ id }) => id}
        onOpen={(device) => device.revokedAt === null && setRevoking(device)}
        width={1220}
        empty={text.noDevices}
        columns={[
          { title: text.account, dataIndex: 'accountName', width: 140, ellipsis: true },
          { title: text.device, dataIndex: 'name', width: 180, ellipsis: true },
          { title: text.addedAt, render: (_, { addedAt }) => instant(addedAt), width: 150 },
          {
            title: text.lastSentAt,
            render: (_, { lastSentAt }) => (lastSentAt ? instant(lastSentAt) : '—'),
            width: 150,
          },
          { title: text.records, render: (_, { records }) => count(records), className: 'number', width: 90 },
          { title: text.waiting, render: (_, { waiting }) => count(waiting), className: 'number', width: 110 },
          {
            title: '',
            render: (_, device) =>
              device.revokedAt === null ? (
                <>
                  <Tag color="green">{text.inUse}</Tag>
                  <Button size="small" danger onClick={() => setRevoking(device)}>
                    {text.revoke}
                  </Button>
                </>
              ) : (
                `${text.revokedAt(instant(device.revokedAt), device.revokerName ?? '')}（${device.revokedReason}）`
              ),
            width: 400,
            ellipsis: true,
          },
        ]}
      />
      {revoking && (
        <ReasonModal
          open
          title={text.revokeTitle(revoking.name)}
          done={text.revoked}
          suggested={text.revokeReason}
          onClose={() => setRevoking(null)}
          act={({ reason }) => revoke(revoking, reason)}
        >
          <Typography.Paragraph>{text.revokeHint}</Typography.Paragraph>
        </ReasonModal>
      )}
    </>
  )
}
